using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-03: nobody becomes Global Administrator or Privileged Role Administrator without another person's approval.</summary>
internal sealed class Pim03ActivationNeedsApproval : Check
{
    private static readonly Threshold Minimum = new("minimumApprovers", 2, "people", "Fewest approvers that may sign in, so that one is left when the other asks.") { Maximum = 20 };
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
        Widens = [.. PrivilegeNeeds.DirectoryRoles, Datasets.Users],
        Thresholds = [Minimum],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Dataset<RoleManagementPolicyAssignment> policies = context.Snapshot.Get(Datasets.RoleManagementPolicyAssignments);
        foreach (string roleId in Roles)
        {
            var subject = new Subject(EntraRoles.Find(roleId)!.DisplayName, roleId, Subject.RoleType);
            RoleManagementPolicyAssignment? policy = policies.Items.FirstOrDefault(p => string.Equals(p.RoleDefinitionId, roleId, StringComparison.OrdinalIgnoreCase));
            if (policy is not null)
            {
                yield return Judge(context, subject, new PimRules(policy.Policy?.Rules).Approval);
            }
            else if (policies.IsComplete)
            {
                yield return Fail(context, subject, "The role has no PIM settings, so nothing asks for approval.");
            }
        }
    }

    private Finding Judge(CheckContext context, Subject subject, RoleManagementPolicyRule? rule)
    {
        if (rule?.Setting?.IsApprovalRequired is not { } required)
        {
            return Fail(context, subject, "The approval rule is missing from the role's PIM settings, so nothing asks for approval.");
        }

        if (!required)
        {
            return Fail(context, subject, "The role is activated without approval.", evidence: "isApprovalRequired=false");
        }

        Approvers approvers = Approvers.Resolve(rule.Setting, context.Snapshot);
        int minimum = context.Threshold(Metadata, Minimum.Name);
        int privileged = approvers.Enabled.Count(id => context.Privilege.Find(id) is not null);
        string evidence = $"isApprovalRequired=true; named={approvers.Ids.Count}; enabled={approvers.Enabled.Count}; privileged={privileged}; disabled={approvers.Disabled.Count}; unknown={approvers.Unknown.Count}";
        if (approvers.Ids.Count == 0)
        {
            return Warn(context, subject, "Approval is required, but no approver is named: whoever is Privileged Role Administrator or Global Administrator at that moment approves.", evidence: evidence);
        }

        if (privileged >= minimum)
        {
            return Pass(context, subject, $"Approval is required and {approvers.Enabled.Count} approvers may sign in.", evidence: evidence);
        }

        if (approvers.Unknown.Count > 0)
        {
            return NotAssessed(context, subject, $"Partial: users or groupMembers lack {approvers.Unknown.Count} of the approvers, so it is unknown whether {minimum} may sign in.", evidence: evidence);
        }

        if (approvers.Enabled.Count < minimum)
        {
            return Fail(context, subject, $"Approval is required, but {approvers.Enabled.Count} approvers may sign in; at least {minimum} must, since nobody approves their own request.", evidence: evidence);
        }

        return context.IsWhole(Metadata)
            ? Warn(context, subject, $"Approval is required, but only {privileged} of {approvers.Enabled.Count} approvers are administrators themselves: the others' accounts are not guarded as such.", evidence: evidence, severity: Severity.Medium)
            : NotAssessed(context, subject, "Partial: the inventory is not whole, so it is unknown whether the approvers' accounts are guarded as administrators' are.", evidence: evidence);
    }
}
