using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-03: nobody becomes Global Administrator or Privileged Role Administrator without another person's approval. One finding a role, and one for
/// members and one for owners of each group that gives it.</summary>
internal sealed class Pim03ActivationNeedsApproval : PimSettingsCheck
{
    private static readonly Threshold Minimum = new("minimumApprovers", 2, "people", "Fewest approvers that may sign in, so that one is left when the other asks.") { Maximum = 20 };
    private static readonly DatasetNeed[] Inventory = [.. PrivilegeNeeds.DirectoryRoles, Datasets.Users];
    private static readonly string[] Roles = [EntraRoles.GlobalAdministrator, EntraRoles.PrivilegedRoleAdministrator];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-03",
        Title = "Activating Global Administrator or Privileged Role Administrator needs approval",
        Category = CheckCategory.PimUsage,
        Severity = Severity.High,
        Provenance = [Provenance.BOD],
        References = ["SCuBA MS.AAD.7.6v1", "CIS M365 5.3.4", "CIS M365 5.3.5", "NIST AC-6(1)", "NIST AC-5", "ATT&CK T1098.003"],
        Remediation = "In PIM, role settings, switch 'Require approval to activate' on and name at least two approvers whose accounts are guarded as administrators' are.",
        Needs = [Datasets.RoleManagementPolicyAssignments],
        Widens = [Datasets.PimGroupPolicyAssignments, .. Inventory],
        Thresholds = [Minimum],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var targets = new PimTargets(context);
        ILookup<string, PimTarget> policies = targets.DirectoryRoles.ToLookup(t => t.Policy.TargetId, StringComparer.OrdinalIgnoreCase);
        foreach (string roleId in Roles)
        {
            if (policies[roleId].FirstOrDefault() is { } target)
            {
                yield return Judge(context, target);
            }
            else if (context.Snapshot.Get(Datasets.RoleManagementPolicyAssignments).IsComplete)
            {
                yield return Fail(context, new Subject(EntraRoles.Find(roleId)!.DisplayName, roleId, Subject.RoleType), "The role has no PIM settings, so nothing asks for approval.");
            }
        }

        foreach (Finding finding in targets.Groups.Where(g => Gives(g.Carried)).Select(g => Judge(context, g)).Concat(WithoutSettings(context, targets, Gives, azure: false)))
        {
            yield return finding;
        }
    }

    private static bool Gives(IReadOnlyList<RoleHolding> carried) => carried.Any(h => h is { Plane: Plane.Entra, Tier: Tiers.ControlPlane } && Roles.Contains(h.RoleDefinitionId, StringComparer.OrdinalIgnoreCase));

    private Finding Judge(CheckContext context, PimTarget target)
    {
        (Subject subject, string what) = (target.Subject, target.IsGroup ? target.Resource! : "The role");
        bool laxer = target.Roles.Any(r => PimComparison.Approval(target.Policy, r) is not null);
        ApprovalSettings? setting = target.Policy.Rules.Approval?.Setting;
        if (setting?.IsApprovalRequired is not { } required)
        {
            return Lax(context, target, $"The approval rule is missing from the {(target.IsGroup ? "group" : "role")}'s PIM settings, so nothing asks for approval.", "isApprovalRequired=", laxer);
        }

        if (!required)
        {
            return Lax(context, target, $"{what} is activated without approval.", "isApprovalRequired=false", laxer);
        }

        Approvers approvers = Approvers.Resolve(setting, context.Snapshot);
        int minimum = context.Threshold(Metadata, Minimum.Name);
        int privileged = approvers.Enabled.Count(id => context.Privilege.Find(id) is not null);
        string evidence = $"isApprovalRequired=true; named={approvers.Ids.Count}; enabled={approvers.Enabled.Count}; privileged={privileged}; disabled={approvers.Disabled.Count}; unknown={approvers.Unknown.Count}";
        if (approvers.Ids.Count == 0)
        {
            return Warn(context, subject, target.IsGroup
                ? $"Approval is required, but no approver is named, and groups have no default one.{target.Unused}"
                : "Approval is required, but no approver is named: whoever is Privileged Role Administrator or Global Administrator at that moment approves.", target.Resource, evidence);
        }

        if (privileged >= minimum)
        {
            return Pass(context, subject, $"Approval is required and {approvers.Enabled.Count} approvers may sign in.", target.Resource, evidence);
        }

        if (approvers.Unknown.Count > 0)
        {
            return NotAssessed(context, subject, $"Partial: users or groupMembers lack {approvers.Unknown.Count} of the approvers, so it is unknown whether {minimum} may sign in.", target.Resource, evidence);
        }

        if (approvers.Enabled.Count < minimum)
        {
            return Lax(context, target, $"Approval is required, but {approvers.Enabled.Count} approvers may sign in; at least {minimum} must, since nobody approves their own request.", evidence);
        }

        return Inventory.All(n => context.IsMet(n, Metadata.Id))
            ? Warn(context, subject, $"Approval is required, but only {privileged} of {approvers.Enabled.Count} approvers are administrators themselves: the others' accounts are not guarded as such.{target.Unused}", target.Resource, evidence, Severity.Medium)
            : NotAssessed(context, subject, "Partial: the inventory is not whole, so it is unknown whether the approvers' accounts are guarded as administrators' are.", target.Resource, evidence);
    }
}
