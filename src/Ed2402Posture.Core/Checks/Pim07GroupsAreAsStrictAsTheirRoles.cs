using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-07: whoever activates membership or ownership of a group that carries a role passes the same gate as one who activates the role. One finding
/// for members and one for owners of each such group.</summary>
internal sealed class Pim07GroupsAreAsStrictAsTheirRoles : PimSettingsCheck
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
        List<PimTarget> groups = [.. new PimTargets(context).Groups];
        return groups.Count == 0 ? [NotApplicable(context, context.Tenant, "No group with settings in PIM gives its members a privileged role.")] : groups.Select(g => Judge(context, g));
    }

    private Finding Judge(CheckContext context, PimTarget target)
    {
        (PimPolicy group, IReadOnlyList<PimPolicy> roles, Subject subject, string what) = (target.Policy, target.Roles, target.Subject, target.Resource!);
        string carries = string.Join(", ", target.Carried.Select(h => h.Role).Distinct());
        string evidence = $"roles={carries}; maximumActivation={group.MaximumActivation}; requiresApproval={group.RequiresApproval}; authenticationContext={group.AuthenticationContext}; requiresMfa={group.RequiresMfa}; permanentActiveAllowed={group.PermanentActiveAllowed}; permanentEligibleAllowed={group.PermanentEligibleAllowed}";
        List<PrivilegedAccount> people = [.. target.Activators.Select(context.Privilege.Find).OfType<PrivilegedAccount>()];
        Dataset[] activators = [.. new DatasetDefinition[] { Datasets.PimGroupEligibilityInstances, Datasets.GroupMembers }.Select(d => context.Snapshot.Get(d)).Where(d => !context.IsMet(new DatasetNeed(d.Definition, UnlicensedMeansNone: true)))];
        var comparison = new PimComparison(id => activators.Length > 0 ? null : ContextDemand.Least(context, id, people));
        List<string> laxer = [.. roles.SelectMany(r => comparison.Laxer(group, r)).Distinct()];
        if (laxer.Count > 0)
        {
            string reason = $"{what} of the group is a laxer way to {carries}: {string.Join("; ", laxer)}.";
            return Lax(context, target with { Uncompared = [] }, reason, evidence);
        }

        if (target.Uncompared.Count > 0)
        {
            Dataset azure = context.Snapshot.Get(Datasets.AzureRolePolicyAssignments);
            string names = string.Join(", ", target.Uncompared.Select(h => $"{h.Role} at {h.Scope}"));
            return NotAssessed(context, subject, target.Uncompared.Any(h => h.Plane == Plane.Azure) && !azure.IsComplete
                ? $"{azure.State.Describe(azure.Definition.Name)}: {what.ToLowerInvariant()} is not compared with {names}."
                : $"Partial: PIM's settings of {names} are not among those that were read, so {what.ToLowerInvariant()} is not compared with them.", what, evidence);
        }

        return roles.Any(r => comparison.IsUndecided(group, r))
            ? NotAssessed(context, subject, $"{(activators.Length > 0 ? activators[0].State.Describe(activators[0].Definition.Name) : context.Analysis.ConditionalAccess.Completeness)}: what the authentication context {group.AuthenticationContext} demands is unknown.", what, evidence)
            : Pass(context, subject, $"{what} of the group asks for as much as {string.Join(", ", roles.Select(r => r.Target).Distinct())}.", what, evidence);
    }
}
