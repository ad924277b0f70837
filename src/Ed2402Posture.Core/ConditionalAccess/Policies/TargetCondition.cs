using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Policies;

/// <summary>Which targets a policy is for.</summary>
internal sealed class TargetCondition
{
    private readonly HashSet<string> include;
    private readonly HashSet<string> exclude;
    private readonly HashSet<string> actions;
    private readonly HashSet<string> contexts;

    public TargetCondition(ConditionApplications? applications)
    {
        include = Set(applications?.IncludeApplications);
        exclude = Set(applications?.ExcludeApplications);
        actions = Set(applications?.IncludeUserActions);
        contexts = Set(applications?.IncludeAuthenticationContextClassReferences);
    }

    public bool IncludesAll => include.Contains("All");

    /// <summary>Every application and suite that it names.</summary>
    public IEnumerable<string> Applications => include.Concat(exclude).Where(id => id is not "All" and not "None");

    public IEnumerable<string> UserActions => actions;

    public IEnumerable<string> AuthenticationContexts => contexts;

    /// <summary>Whether the policy is for the target. A suite named by the policy stands for its members.</summary>
    public bool Includes(AccessTarget target) => target.Kind switch
    {
        TargetKind.UserAction => actions.Contains(target.Id),
        TargetKind.AuthenticationContext => contexts.Contains(target.Id),
        _ => (IncludesAll || Names(include, target)) && !IsExcluded(target),
    };

    /// <summary>Whether the policy would be for the target but for its list of excluded applications.</summary>
    public bool Excludes(AccessTarget target) => target.Kind == TargetKind.Application && (IncludesAll || Names(include, target)) && IsExcluded(target);

    private bool IsExcluded(AccessTarget target) => exclude.Contains("All") || Names(exclude, target);

    private static bool Names(HashSet<string> ids, AccessTarget target) => ids.Contains(target.Id) || target.Suites.Any(ids.Contains);

    private static HashSet<string> Set(IReadOnlyList<string>? values) => new(values ?? [], StringComparer.OrdinalIgnoreCase);
}
