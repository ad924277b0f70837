using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-03: nobody becomes Global Administrator or Privileged Role Administrator without another person's approval. One finding a role, and one for
/// members and one for owners of each group that gives it; and of every other privileged setting that asks for approval, whether anybody is there to
/// give it.</summary>
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
        Widens = [.. PimTargets.Needs, Datasets.Users, Datasets.PimApproverGroupMembers, Datasets.PimApprovers],
        Thresholds = [Minimum],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var targets = new PimTargets(context);
        var directory = new ApproverDirectory(context.Snapshot);
        ILookup<string, PimTarget> policies = targets.DirectoryRoles.ToLookup(t => t.Policy.TargetId, StringComparer.OrdinalIgnoreCase);
        foreach (string roleId in Roles)
        {
            if (policies[roleId].FirstOrDefault() is { } target)
            {
                yield return Judge(context, target, directory);
            }
            else if (context.Snapshot.Get(Datasets.RoleManagementPolicyAssignments).IsComplete)
            {
                yield return Fail(context, new Subject(EntraRoles.Find(roleId)!.DisplayName, roleId, Subject.RoleType), "The role has no PIM settings, so nothing asks for approval.");
            }
        }

        foreach (Finding finding in targets.Groups.Where(g => Gives(g.Carried)).Select(g => Judge(context, g, directory)).Concat(WithoutSettings(context, targets, Gives, azure: false)).Concat(targets.All.Where(AsksUnasked).Select(t => JudgeApprovers(context, t, directory, demanded: false))))
        {
            yield return finding;
        }
    }

    private static bool Gives(IReadOnlyList<RoleHolding> carried) => carried.Any(h => h is { Plane: Plane.Entra, Tier: Tiers.ControlPlane } && Roles.Contains(h.RoleDefinitionId, StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a setting of which nothing demands approval asks for it.</summary>
    private static bool AsksUnasked(PimTarget target) => target.Policy.RequiresApproval == true && target.Tier <= Tiers.ManagementPlane
        && !(target.IsGroup ? Gives(target.Carried) : target.Policy.TargetType == PimTargetType.DirectoryRole && Roles.Contains(target.Policy.TargetId, StringComparer.OrdinalIgnoreCase));

    private Finding Judge(CheckContext context, PimTarget target, ApproverDirectory directory)
    {
        string what = target.IsGroup ? target.Resource! : "The role";
        bool laxer = target.Roles.Any(r => PimComparison.Approval(target.Policy, r) is not null);
        return target.Policy.RequiresApproval is not { } required
                ? Lax(context, target, $"The approval rule is missing from the {(target.IsGroup ? "group" : "role")}'s PIM settings, so nothing asks for approval.", "isApprovalRequired=", laxer)
            : !required ? Lax(context, target, $"{what} is activated without approval.", "isApprovalRequired=false", laxer)
            : JudgeApprovers(context, target, directory, demanded: true);
    }

    /// <summary>Whether enough people are there to approve. Where nothing demands approval, that nobody is there is no worse than no approval: a warning.</summary>
    private Finding JudgeApprovers(CheckContext context, PimTarget target, ApproverDirectory directory, bool demanded)
    {
        Subject subject = target.Subject;
        Approvers approvers = directory.Resolve(target.Policy.Rules.Approval?.Setting);
        int minimum = context.Threshold(Metadata, Minimum.Name);
        List<string> privileged = [.. approvers.Enabled.Where(id => context.Privilege.Find(id) is not null)];
        string evidence = $"isApprovalRequired=true; named={approvers.Ids.Count}; enabled={approvers.Enabled.Count}; privileged={privileged.Count}; disabled={approvers.Disabled.Count}; deleted={approvers.Deleted.Count}; unknown={approvers.Unknown.Count}";
        if (approvers.Ids.Count == 0)
        {
            return Warn(context, subject, target.Policy.TargetType == PimTargetType.DirectoryRole
                ? "Approval is required, but no approver is named: whoever is Privileged Role Administrator or Global Administrator at that moment approves."
                : $"Approval is required, but no approver is named, and {(target.IsGroup ? "groups" : "Azure roles")} have no default one.{target.Unused}", target.Resource, evidence, demanded ? null : Severity.Low);
        }

        if (privileged.Count >= minimum && !IsAlone(privileged, target))
        {
            return Pass(context, subject, $"Approval is required and {approvers.Enabled.Count} approvers may sign in.", target.Resource, evidence);
        }

        if (approvers.Unknown.Count > 0)
        {
            return NotAssessed(context, subject, $"{Unread(context)}; of {approvers.Unknown.Count} of the approvers it is unknown whether they may sign in.", target.Resource, evidence);
        }

        if (approvers.Enabled.Count < minimum || IsAlone(approvers.Enabled, target))
        {
            string reason = approvers.Enabled.Count < minimum
                ? $"Approval is required, but {approvers.Enabled.Count} approvers may sign in; at least {minimum} must, since nobody approves their own request."
                : "Approval is required, but the only approver is also one who activates, and nobody approves their own request.";
            return demanded ? Lax(context, target, reason, evidence) : Warn(context, subject, reason + target.Unused, target.Resource, evidence, Severity.Low);
        }

        return Inventory.All(n => context.IsMet(n, Metadata.Id))
            ? Warn(context, subject, $"Approval is required, but only {privileged.Count} of {approvers.Enabled.Count} approvers are administrators themselves: the others' accounts are not guarded as such.{target.Unused}", target.Resource, evidence, demanded ? Severity.Medium : Severity.Low)
            : NotAssessed(context, subject, "Partial: the inventory is not whole, so it is unknown whether the approvers' accounts are guarded as administrators' are.", target.Resource, evidence);
    }

    /// <summary>Whether somebody who may activate would have nobody to ask.</summary>
    private static bool IsAlone(IReadOnlyCollection<string> approvers, PimTarget target) => approvers.Count == 1 && target.Activators.Contains(approvers.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>Why approvers are unknown: a dataset that was not read whole, or an account without its state.</summary>
    private static string Unread(CheckContext context) =>
        new DatasetDefinition[] { Datasets.Users, Datasets.Groups, Datasets.GroupMembers, Datasets.PimApproverGroupMembers, Datasets.PimApprovers }.Select(context.Snapshot.Get).FirstOrDefault(d => !d.IsComplete) is { } unread
            ? unread.State.Describe(unread.Definition.Name)
            : "Partial: users lack whether they are enabled";
}
