using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-07: whoever activates membership or ownership of a group that carries a role passes the same gate as one who activates the role. One finding
/// for members and one for owners of each such group.</summary>
internal sealed class Pim07GroupsAreAsStrictAsTheirRoles : Check
{
    private static readonly DatasetDefinition[] Needed = [Datasets.RoleManagementPolicyAssignments, Datasets.PimGroupPolicyAssignments];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-07",
        Title = "PIM for Groups is as strict as the roles that the groups carry",
        Category = CheckCategory.PimUsage,
        Severity = Severity.High,
        Provenance = [Provenance.BOD, Provenance.OWN],
        References = ["SCuBA MS.AAD.7.4v1", "SCuBA MS.AAD.7.6v1", "NIST AC-6(1)", "NIST CM-6", "ATT&CK T1098.003"],
        Remediation = "In PIM, groups, settings of the group: give members and owners the activation duration, approval and authentication of the strictest role that the group carries, and clear permanent assignment. Or make the group eligible for the role, so that the role's own settings apply.",
        Needs = [.. Needed.Select(d => new DatasetNeed(d))],
        Widens = [Datasets.AzureRolePolicyAssignments, .. PrivilegeNeeds.DirectoryRoles.Concat(PrivilegeNeeds.AzureRoles).Concat(ConditionalAccessNeeds.Verdict.Select(d => new DatasetNeed(d))).Distinct()],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ILookup<bool, PimPolicy> policies = PimPolicyReader.Read(context.Analysis).ToLookup(p => p.TargetType is PimTargetType.GroupMember or PimTargetType.GroupOwner);
        var roles = policies[false].GroupBy(p => Key(p.TargetId, p.Scope), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        var carried = new CarriedRoles(context.Analysis);
        bool any = false;
        foreach (PimPolicy group in policies[true])
        {
            // A group that is only eligible for a role gives it to nobody: each member passes the role's own gate.
            List<RoleHolding> held = [.. carried.Of(group.TargetId).Where(h => h.State != PathState.Eligible && h.Tier <= Tiers.ManagementPlane).DistinctBy(h => Key(h.RoleDefinitionId, Scope(h)), StringComparer.OrdinalIgnoreCase)];
            if (held.Count > 0)
            {
                any = true;
                ILookup<bool, RoleHolding> known = held.ToLookup(h => roles.ContainsKey(Key(h.RoleDefinitionId, Scope(h))));
                yield return Judge(context, group, [.. known[true].Select(h => roles[Key(h.RoleDefinitionId, Scope(h))])], held, [.. known[false]]);
            }
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No group with settings in PIM gives its members a privileged role.");
        }
    }

    private Finding Judge(CheckContext context, PimPolicy group, List<PimPolicy> roles, List<RoleHolding> held, List<RoleHolding> uncompared)
    {
        bool owners = group.TargetType == PimTargetType.GroupOwner;
        string what = owners ? "Ownership" : "Membership", carries = string.Join(", ", held.Select(h => h.Role).Distinct());
        var subject = new Subject(group.Target, group.TargetId, nameof(PrincipalType.Group));
        string evidence = $"roles={carries}; maximumActivation={group.MaximumActivation}; requiresApproval={group.RequiresApproval}; authenticationContext={group.AuthenticationContext}; requiresMfa={group.RequiresMfa}; permanentActiveAllowed={group.PermanentActiveAllowed}; permanentEligibleAllowed={group.PermanentEligibleAllowed}";
        List<PimGroupScheduleInstance> users = [.. Users(context, group.TargetId, owners ? "owner" : "member")];
        List<PrivilegedAccount> people = [.. users.Select(i => context.Privilege.Find(i.PrincipalId!)).OfType<PrivilegedAccount>().DistinctBy(a => a.Id)];
        var comparison = new PimComparison(id => ContextDemand.Least(context, id, people));
        List<string> laxer = [.. roles.SelectMany(r => comparison.Laxer(group, r)).Distinct()];
        if (laxer.Count > 0)
        {
            string reason = $"{what} of the group is a laxer way to {carries}: {string.Join("; ", laxer)}.";
            return users.Count > 0
                ? Fail(context, subject, reason, what, evidence, group.Tier == Tiers.ControlPlane ? Severity.High : Severity.Medium)
                : Warn(context, subject, $"{reason} Nobody is assigned it in PIM yet.", what, evidence, Severity.Low);
        }

        if (uncompared.Count > 0)
        {
            Dataset azure = context.Snapshot.Get(Datasets.AzureRolePolicyAssignments);
            string names = string.Join(", ", uncompared.Select(h => $"{h.Role} at {h.Scope}"));
            return NotAssessed(context, subject, uncompared.Exists(h => h.Plane == Plane.Azure) && !azure.IsComplete
                ? $"{azure.State.Describe(azure.Definition.Name)}: {what.ToLowerInvariant()} is not compared with {names}."
                : $"Partial: PIM's settings of {names} are not among those that were read, so {what.ToLowerInvariant()} is not compared with them.", what, evidence);
        }

        return roles.Exists(r => comparison.IsUndecided(group, r))
            ? NotAssessed(context, subject, $"{context.Analysis.ConditionalAccess.Completeness}: what the authentication context {group.AuthenticationContext} demands is unknown.", what, evidence)
            : Pass(context, subject, $"{what} of the group asks for as much as {string.Join(", ", roles.Select(r => r.Target).Distinct())}.", what, evidence);
    }

    private static IEnumerable<PimGroupScheduleInstance> Users(CheckContext context, string group, string access) =>
        context.Snapshot.Get(Datasets.PimGroupEligibilityInstances).Items.Concat(context.Snapshot.Get(Datasets.PimGroupAssignmentInstances).Items)
            .Where(i => i.PrincipalId is not null && string.Equals(i.GroupId, group, StringComparison.OrdinalIgnoreCase) && string.Equals(i.AccessId, access, StringComparison.OrdinalIgnoreCase));

    /// <summary>PIM has one setting of a directory role, whatever the scope of its assignments.</summary>
    private static string Scope(RoleHolding holding) => holding.Plane == Plane.Entra ? "/" : holding.Scope;

    private static string Key(string definition, string scope) => $"{definition}|{scope}";
}
