using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Pim;

/// <summary>Reads the PIM settings of directory roles, groups and Azure roles into flat objects.</summary>
public static class PimPolicyReader
{
    /// <summary>What the policies, the names in them and the tiers of their targets rest on.</summary>
    public static IReadOnlyList<DatasetNeed> Needs { get; } =
    [
        Datasets.RoleManagementPolicyAssignments, Datasets.PimGroupPolicyAssignments, Datasets.AzureRolePolicyAssignments,
        .. PrivilegeNeeds.DirectoryRoles.Concat(PrivilegeNeeds.AzureRoles).Distinct(), Datasets.Users, Datasets.PimApprovers,
    ];

    /// <summary>The policies, strongest tier first, then by name.</summary>
    public static IReadOnlyList<PimPolicy> Read(TenantAnalysis analysis)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var names = new DirectoryNames(analysis.Snapshot);
        var roles = new RoleCatalog(analysis.Snapshot, analysis.Settings);
        return [.. Directory(analysis, roles, names).Concat(Groups(analysis, names)).Concat(Azure(analysis, roles, names)).OrderBy(p => p.Tier).ThenBy(p => p.TargetType).ThenBy(p => p.Target, StringComparer.OrdinalIgnoreCase)];
    }

    private static IEnumerable<PimPolicy> Directory(TenantAnalysis analysis, RoleCatalog roles, DirectoryNames names)
    {
        foreach (RoleManagementPolicyAssignment assignment in analysis.Snapshot.Get(Datasets.RoleManagementPolicyAssignments).Items.Where(a => a.RoleDefinitionId is not null))
        {
            RoleAtScope role = roles.Directory(assignment.RoleDefinitionId!, "/");
            var target = new PimPolicy { Target = role.Name, TargetType = PimTargetType.DirectoryRole, TargetId = role.DefinitionId, Scope = assignment.ScopeId ?? "/", Tier = role.Tier };
            yield return WithRules(target, new PimRules(assignment.Policy?.Rules), names);
        }
    }

    /// <summary>The service calls the two settings of a group the roles <c>member</c> and <c>owner</c>.</summary>
    private static IEnumerable<PimPolicy> Groups(TenantAnalysis analysis, DirectoryNames names)
    {
        IReadOnlyList<RoleManagementPolicyAssignment> settings = analysis.Snapshot.Get(Datasets.PimGroupPolicyAssignments).Items;
        CarriedRoles? carried = settings.Count == 0 ? null : new CarriedRoles(analysis);
        foreach (RoleManagementPolicyAssignment assignment in settings.Where(a => a.ScopeId is not null))
        {
            PimTargetType? type = assignment.RoleDefinitionId?.ToUpperInvariant() switch { "MEMBER" => PimTargetType.GroupMember, "OWNER" => PimTargetType.GroupOwner, _ => null };
            if (type is { } known)
            {
                string group = assignment.ScopeId!;
                var target = new PimPolicy { Target = names.Of(group), TargetType = known, TargetId = group, Scope = group, Tier = carried!.Tier(group) };
                yield return WithRules(target, new PimRules(assignment.Policy?.Rules), names);
            }
        }
    }

    private static IEnumerable<PimPolicy> Azure(TenantAnalysis analysis, RoleCatalog roles, DirectoryNames names)
    {
        foreach (AzureRolePolicyProperties settings in analysis.Snapshot.Get(Datasets.AzureRolePolicyAssignments).Items.Select(a => a.Properties).OfType<AzureRolePolicyProperties>().Where(p => p is { Scope: not null, RoleDefinitionId: not null }))
        {
            RoleAtScope role = roles.Azure(settings.RoleDefinitionId!, settings.Scope!);
            var target = new PimPolicy { Target = role.Name, TargetType = PimTargetType.AzureRole, TargetId = role.DefinitionId, Scope = settings.Scope!, Tier = role.Tier };
            yield return WithRules(target, new PimRules(settings.EffectiveRules), names);
        }
    }

    private static PimPolicy WithRules(PimPolicy target, PimRules rules, DirectoryNames names)
    {
        ApprovalSettings? approval = rules.Approval?.Setting;
        RoleManagementPolicyRule? context = rules.AuthenticationContext, active = rules.ActiveAssignment, eligible = rules.EligibleAssignment;
        RoleManagementPolicyRule?[] notices = [rules.AssignmentNotice, rules.EligibilityNotice, rules.ActivationNotice];
        return target with
        {
            Rules = rules,
            MaximumActivation = rules.Activation?.IsExpirationRequired == false ? null : PimRules.Duration(rules.Activation),
            RequiresApproval = approval?.IsApprovalRequired,
            Approvers = new TextList<string>([.. NamedApprovers.Of(approval).Select(a => (Id: NamedApprovers.UserId(a) ?? NamedApprovers.GroupId(a), a.Description)).Where(a => a.Id is not null).DistinctBy(a => a.Id, StringComparer.OrdinalIgnoreCase).Select(a => names.Find(a.Id!) ?? a.Description ?? a.Id!)]),
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
            Recipients = new TextList<string>([.. notices.SelectMany(PimRules.Heard).Distinct(StringComparer.OrdinalIgnoreCase)]),
        };
    }

    /// <summary>Whether a named recipient hears.</summary>
    private static bool? Notifies(RoleManagementPolicyRule? rule) => rule is null ? null : PimRules.Heard(rule).Any();
}
