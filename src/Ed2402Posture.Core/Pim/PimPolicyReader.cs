using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Pim;

/// <summary>Reads the PIM settings of every role into flat objects.</summary>
public static class PimPolicyReader
{
    /// <summary>The policies, strongest tier first, then by name.</summary>
    public static IReadOnlyList<PimPolicy> Read(TenantAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var names = new DirectoryNames(analysis.Snapshot);
        var roles = analysis.Snapshot.Get(Datasets.RoleDefinitions).Items.ToDictionary(r => r.Id, StringComparer.OrdinalIgnoreCase);
        return [.. analysis.Snapshot.Get(Datasets.RoleManagementPolicyAssignments).Items
            .Where(a => a.RoleDefinitionId is not null)
            .Select(a => Directory(a, roles.GetValueOrDefault(a.RoleDefinitionId!), names, analysis))
            .OrderBy(p => p.Tier).ThenBy(p => p.Target, StringComparer.OrdinalIgnoreCase)];
    }

    private static PimPolicy Directory(RoleManagementPolicyAssignment assignment, RoleDefinition? role, DirectoryNames names, TenantAnalysis analysis)
    {
        string id = assignment.RoleDefinitionId!;
        var target = new PimPolicy
        {
            Target = role?.DisplayName ?? EntraRoles.Find(id)?.DisplayName ?? id,
            TargetType = PimTargetType.DirectoryRole,
            TargetId = id,
            Scope = assignment.ScopeId ?? "/",
            Tier = RoleTier.Of(id, role, analysis.Settings),
        };
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
