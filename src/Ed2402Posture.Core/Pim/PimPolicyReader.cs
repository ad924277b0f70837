using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Pim;

/// <summary>Reads the PIM settings of every role into flat objects.</summary>
public static class PimPolicyReader
{
    /// <summary>What the policies and the names in them rest on.</summary>
    public static IReadOnlyList<DatasetNeed> Needs { get; } = [Datasets.RoleManagementPolicyAssignments, Datasets.RoleDefinitions, Datasets.Users, Datasets.Groups, Datasets.Principals];

    /// <summary>The policies, strongest tier first, then by name.</summary>
    public static IReadOnlyList<PimPolicy> Read(TenantAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var names = new DirectoryNames(analysis.Snapshot);
        var roles = new RoleCatalog(analysis.Snapshot, analysis.Settings);
        return [.. analysis.Snapshot.Get(Datasets.RoleManagementPolicyAssignments).Items
            .Where(a => a.RoleDefinitionId is not null)
            .Select(a => Directory(a, roles.Directory(a.RoleDefinitionId!, "/"), names))
            .OrderBy(p => p.Tier).ThenBy(p => p.Target, StringComparer.OrdinalIgnoreCase)];
    }

    private static PimPolicy Directory(RoleManagementPolicyAssignment assignment, RoleAtScope role, DirectoryNames names)
    {
        var target = new PimPolicy { Target = role.Name, TargetType = PimTargetType.DirectoryRole, TargetId = role.DefinitionId, Scope = assignment.ScopeId ?? "/", Tier = role.Tier };
        return WithRules(target, new PimRules(assignment.Policy?.Rules), names);
    }

    private static PimPolicy WithRules(PimPolicy target, PimRules rules, DirectoryNames names)
    {
        ApprovalSettings? approval = rules.Approval?.Setting;
        RoleManagementPolicyRule? context = rules.AuthenticationContext, active = rules.ActiveAssignment, eligible = rules.EligibleAssignment;
        RoleManagementPolicyRule?[] notices = [rules.AssignmentNotice, rules.EligibilityNotice, rules.ActivationNotice];
        return target with
        {
            MaximumActivation = PimRules.Duration(rules.Activation),
            RequiresApproval = approval?.IsApprovalRequired,
            Approvers = new TextList<string>([.. Approvers.Named(approval).Select(names.Of)]),
            RequiresMfa = rules.Asks("MultiFactorAuthentication"),
            AuthenticationContext = context?.IsEnabled == true ? context.ClaimValue : null,
            RequiresJustification = rules.Asks("Justification"),
            RequiresTicket = rules.Asks("Ticketing"),
            PermanentActiveAllowed = !active?.IsExpirationRequired,
            PermanentEligibleAllowed = !eligible?.IsExpirationRequired,
            MaximumActiveAssignment = active?.IsExpirationRequired == true ? PimRules.Duration(active) : null,
            MaximumEligibleAssignment = eligible?.IsExpirationRequired == true ? PimRules.Duration(eligible) : null,
            NotifiesOnAssignment = Notifies(rules.AssignmentNotice) & Notifies(rules.EligibilityNotice),
            NotifiesOnActivation = Notifies(rules.ActivationNotice),
            Recipients = new TextList<string>([.. notices.SelectMany(r => r?.NotificationRecipients ?? []).Distinct(StringComparer.OrdinalIgnoreCase)]),
        };
    }

    /// <summary>Whether a recipient is named: the default ones are role holders, who may be nobody.</summary>
    private static bool? Notifies(RoleManagementPolicyRule? rule) => rule is null ? null : rule.NotificationRecipients is { Count: > 0 };
}
