using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.ConditionalAccess.Scenarios;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>What the tenant's policies are made from: plain data, so that tests can make it by hand.</summary>
internal sealed record ConditionalAccessInput
{
    public required IReadOnlyList<ConditionalAccessPolicy> Policies { get; init; }
    public IReadOnlyList<NamedLocation> NamedLocations { get; init; } = [];
    public bool NamedLocationsAreWhole { get; init; } = true;
    public IReadOnlyList<AuthenticationStrengthPolicy> Strengths { get; init; } = [];
    public Func<string, string?> ApplicationName { get; init; } = _ => null;
    public IMembershipNames Names { get; init; } = new IdNames();

    private sealed class IdNames : IMembershipNames
    {
        public string Group(string accountId, string groupId) => $"group '{groupId}'";

        public string Role(string templateId) => Privilege.EntraRoles.Find(templateId)?.DisplayName ?? templateId;
    }
}

/// <summary>The tenant's conditional access, ready to be asked. Answers are exact: every sign-in that the policies tell apart is judged, none
/// is sampled. Not thread-safe.</summary>
public sealed class ConditionalAccessModel
{
    private readonly ScenarioSpace space;
    private readonly IReadOnlyList<CompiledPolicy> policies;
    private readonly AccountMatcher matcher;
    private readonly TargetCatalog targets;
    private readonly WeakestScenario weakest;
    private readonly NotApplied notApplied;
    private readonly EscapeText words;
    private readonly CompiledPolicy[] notUnderstood;
    private readonly Dictionary<string, PolicySet> byTarget = new(StringComparer.OrdinalIgnoreCase);

    internal ConditionalAccessModel(ConditionalAccessInput input)
    {
        (space, policies) = PolicyCompiler.Compile(input.Policies, input.NamedLocations, input.NamedLocationsAreWhole, input.Strengths);
        matcher = new AccountMatcher(policies);
        targets = new TargetCatalog(policies, input.ApplicationName);
        weakest = new WeakestScenario(space, policies);
        notApplied = new NotApplied(space, policies, matcher, input.Names);
        words = new EscapeText(space);
        notUnderstood = [.. policies.Where(p => p.IsEnabled && p.Narrowed is not null)];
        Narrowed = [.. notUnderstood.Select(p => $"{p.Name}: {p.Narrowed}")];
    }

    /// <summary>Applications and suites that the policies tell apart, the resources that administrators use, and any other application.</summary>
    public IReadOnlyList<AccessTarget> Applications => targets.Applications;
    /// <summary>Those, user actions and authentication contexts.</summary>
    public IReadOnlyList<AccessTarget> Targets => targets.All;
    /// <summary>Enabled policies that are not counted as protection for anyone, each with the reason.</summary>
    public IReadOnlyList<string> Narrowed { get; }

    internal IReadOnlyList<CompiledPolicy> Policies => policies;

    /// <summary>Number of distinct sets of policies judged so far.</summary>
    internal int Judged => weakest.Judged;

    internal ScenarioSpace Space => space;

    /// <summary>The target of that id: one of <see cref="Targets"/>, or any appId.</summary>
    public AccessTarget? FindTarget(string id) => targets.Find(id);

    /// <summary>Judges an account and a target.</summary>
    public AccessVerdict Evaluate(AccountProfile account, AccessTarget target) => Evaluate(account, target, ScenarioSlice.All);

    /// <summary>The application whose weakest sign-in is the weakest of all: the row 'All'.</summary>
    public AccessVerdict EvaluateAll(AccountProfile account) => EvaluateAll(account, ScenarioSlice.All);

    internal AccessVerdict EvaluateAll(AccountProfile account, ScenarioSlice slice)
    {
        PolicySet applying = matcher.Match(account).Applying;
        AccessTarget worst = Applications.MinBy(target =>
        {
            Weakest found = weakest.Judge(applying.And(ForTarget(target)), slice, account.IsWorkload);
            return ((int)found.Any * 10) + (int)found.Unmanaged;
        })!;
        Requirement unmanaged = Applications.Min(target => weakest.Judge(applying.And(ForTarget(target)), slice, account.IsWorkload).Unmanaged);
        return Verdict(account, worst, slice, unmanaged);
    }

    internal AccessVerdict Evaluate(AccountProfile account, AccessTarget target, ScenarioSlice slice) => Verdict(account, target, slice, null);

    /// <summary>The policies that are for the account and the target.</summary>
    internal IEnumerable<CompiledPolicy> Applying(AccountProfile account, AccessTarget target) => matcher.Match(account).Applying.And(ForTarget(target)).Members().Select(i => policies[i]);

    /// <summary>What tells accounts apart: those of one class are judged alike.</summary>
    internal PolicySet ClassOf(AccountProfile account) => matcher.Match(account).Applying;

    /// <summary>Ids of policies of which it cannot be told whether they are for the account.</summary>
    internal IEnumerable<string> UncertainFor(AccountProfile account) => matcher.Match(account).Uncertain.Members().Select(i => policies[i].Policy.Id);

    /// <summary>The policies that apply to one sign-in.</summary>
    internal IEnumerable<CompiledPolicy> AppliedTo(AccountProfile account, AccessTarget target, Scenario scenario) => Applying(account, target).Where(p => space.Layout.Has(p.Scenarios!, scenario));

    /// <summary>The weakest sign-in that is reported as an escape; null when none is.</summary>
    internal Scenario? EscapeOf(AccountProfile account, AccessTarget target)
    {
        PolicySet applying = matcher.Match(account).Applying.And(ForTarget(target));
        return weakest.Judge(applying, workload: account.IsWorkload).Any >= Requirement.PhishingResistantMfa ? null : weakest.Find(applying, workload: account.IsWorkload);
    }

    /// <summary>A sign-in in words.</summary>
    internal string Describe(Scenario scenario, bool workload) => words.Describe(scenario, [], workload);

    /// <summary>Whether a policy is for an account, whatever its state and target.</summary>
    internal bool Applies(AccountProfile account, CompiledPolicy policy) => matcher.Match(account).Applying.Contains(policy.Index);

    /// <summary>By what a policy excludes an account that it would be for otherwise, as <c>group 'CA-Exclusions' (through 'IT Staff')</c>; null when it does not.</summary>
    internal string? ExcludedBy(AccountProfile account, CompiledPolicy policy) =>
        !matcher.Match(account).Applying.Contains(policy.Index) && matcher.Includes(account, policy.Index) ? notApplied.Exclusion(policy.Policy.Conditions?.Users, account) : null;

    /// <summary>Whether every sign-in of a slice, of the account to the target, that is not blocked meets one of the chosen policies.</summary>
    internal bool IsCovered(AccountProfile account, AccessTarget target, Func<CompiledPolicy, bool> chosen, ScenarioSlice slice = ScenarioSlice.ModernAuthentication) =>
        weakest.IsCovered([.. Applying(account, target)], chosen, slice);

    internal Weakest Judge(AccountProfile account, AccessTarget target, ScenarioSlice slice = ScenarioSlice.All) =>
        weakest.Judge(matcher.Match(account).Applying.And(ForTarget(target)), slice, account.IsWorkload);

    private AccessVerdict Verdict(AccountProfile account, AccessTarget target, ScenarioSlice slice, Requirement? unmanaged)
    {
        (PolicySet matched, PolicySet uncertain) = matcher.Match(account);
        PolicySet applying = matched.And(ForTarget(target));
        Weakest found = weakest.Judge(applying, slice, account.IsWorkload);
        string[] narrowed =
        [
            .. notUnderstood.Where(p => p.IsForWorkloads == account.IsWorkload && (matched.Contains(p.Index) || uncertain.Contains(p.Index)) && p.Targets.Includes(target)).Select(p => $"{p.Name}: {p.Narrowed}"),
            .. uncertain.Members().Select(i => policies[i]).Where(p => p.Counts && p.Targets.Includes(target)).Select(p => $"{p.Name}: {NotApplied.Uncertainty(account)}"),
        ];
        return new AccessVerdict(account, target, found.Any, unmanaged ?? found.Unmanaged, () => [.. applying.Members().Select(i => policies[i].Name)], narrowed, () => Escape(account, target, slice, applying, found.Any));
    }

    private string? Escape(AccountProfile account, AccessTarget target, ScenarioSlice slice, PolicySet applying, Requirement requirement)
    {
        if (requirement >= Requirement.PhishingResistantMfa || weakest.Find(applying, slice, account.IsWorkload) is not { } scenario)
        {
            return null;
        }

        int[] places =
        [
            .. policies.Where(p => p.Counts && p.Grant.Strongest > requirement && p.Targets.Includes(target) && applying.Contains(p.Index))
                .SelectMany(p => (p.Policy.Conditions?.Locations?.IncludeLocations ?? []).Concat(p.Policy.Conditions?.Locations?.ExcludeLocations ?? []))
                .Select(space.Places.IndexOf).Where(i => i >= 0).Distinct(),
        ];
        return $"{words.Describe(scenario, places, account.IsWorkload)}: {notApplied.Explain(account, target, scenario, requirement)}";
    }

    private PolicySet ForTarget(AccessTarget target)
    {
        if (!byTarget.TryGetValue(target.Id, out PolicySet? set))
        {
            set = new PolicySet(policies.Count);
            foreach (CompiledPolicy policy in policies.Where(p => p.Counts && p.Targets.Includes(target)))
            {
                set.Add(policy.Index);
            }

            byTarget.Add(target.Id, set);
        }

        return set;
    }
}
