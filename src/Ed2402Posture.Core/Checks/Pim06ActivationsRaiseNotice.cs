using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-06: somebody hears when a highly privileged role is assigned or activated. One finding a directory role, one for members and one for owners of
/// a group that gives a role, one an Azure role and scope.</summary>
internal sealed class Pim06ActivationsRaiseNotice : PimSettingsCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-06",
        Title = "Assignments and activations of highly privileged roles raise notice",
        Category = CheckCategory.PimUsage,
        Severity = Severity.Medium,
        Provenance = [Provenance.BOD, Provenance.SCuBA],
        References = ["SCuBA MS.AAD.7.7v1", "SCuBA MS.AAD.7.8v1", "SCuBA MS.AAD.7.9v1", "NIST AC-6(9)", "NIST AC-2(1)", "NIST AU-6", "ATT&CK T1098.003"],
        Remediation = "In PIM, role settings, notifications: add a mailbox that is watched as additional recipient for eligible assignments, active assignments and activations.",
        Needs = [Datasets.RoleManagementPolicyAssignments],
        Widens = [.. PimTargets.Needs, Datasets.Users],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var deaf = context.Snapshot.Get(Datasets.Users).Items.Where(u => u.AccountEnabled == false).SelectMany(u => new[] { u.Mail, u.UserPrincipalName }).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var targets = new PimTargets(context);
        List<Finding> findings = [.. targets.DirectoryRoles.Where(t => t.Tier == Tiers.ControlPlane).Concat(targets.Groups).Concat(targets.AzureRoles).Select(t => Judge(context, t, deaf)), .. WithoutSettings(context, targets)];
        return findings.Count > 0 ? findings : [NotApplicable(context, context.Tenant, "PIM has settings for no highly privileged role.")];
    }

    private Finding Judge(CheckContext context, PimTarget target, HashSet<string> deaf)
    {
        PimRules rules = target.Policy.Rules;
        string evidence = $"assignment={Recipients(rules.AssignmentNotice)}; eligibility={Recipients(rules.EligibilityNotice)}; activation={Recipients(rules.ActivationNotice)}";
        bool activationMust = target.Carried.Select(h => h.RoleDefinitionId).Append(target.Policy.TargetId).Contains(EntraRoles.GlobalAdministrator, StringComparer.OrdinalIgnoreCase);
        List<string> silent = [];
        Add("active assignments", rules.AssignmentNotice);
        Add("eligible assignments", rules.EligibilityNotice);
        int must = silent.Count;
        Add("activations", rules.ActivationNotice);
        return silent.Count == 0 ? Pass(context, target.Subject, "A named recipient hears of every assignment and activation.", target.Resource, evidence)
            : must > 0 || activationMust ? Lax(context, target, $"Nobody named hears of {string.Join(" and ", silent)}.", evidence)
            : Warn(context, target.Subject, $"Nobody named hears of activations.{target.Unused}", target.Resource, evidence, Severity.Low);

        void Add(string what, RoleManagementPolicyRule? rule)
        {
            if (!PimRules.Heard(rule).Any(r => !deaf.Contains(r)))
            {
                silent.Add(what);
            }
        }
    }

    private static string Recipients(RoleManagementPolicyRule? rule) => rule is null ? "rule missing" : string.Join(", ", rule.NotificationRecipients ?? []) + (PimRules.IsCriticalOnly(rule) ? " (critical emails only)" : "");
}
