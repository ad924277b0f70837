using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-06: somebody hears when a highly privileged role is assigned or activated. One finding a role.</summary>
internal sealed class Pim06ActivationsRaiseNotice : Check
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
        Widens = [Datasets.RoleDefinitions, Datasets.Users],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var roles = new RoleCatalog(context.Snapshot, context.Settings);
        var deaf = context.Snapshot.Get(Datasets.Users).Items.Where(u => u.AccountEnabled == false).SelectMany(u => new[] { u.Mail, u.UserPrincipalName }).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        bool any = false;
        foreach (RoleManagementPolicyAssignment assignment in context.Snapshot.Get(Datasets.RoleManagementPolicyAssignments).Items.Where(a => a.RoleDefinitionId is not null))
        {
            RoleAtScope role = roles.Directory(assignment.RoleDefinitionId!, "/");
            if (role.Tier == Tiers.ControlPlane)
            {
                any = true;
                yield return Judge(context, role, new PimRules(assignment.Policy?.Rules), deaf);
            }
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "PIM has settings for no highly privileged role.");
        }
    }

    private Finding Judge(CheckContext context, RoleAtScope role, PimRules rules, HashSet<string> deaf)
    {
        var subject = new Subject(role.Name, role.DefinitionId, Subject.RoleType);
        string evidence = $"assignment={Recipients(rules.AssignmentNotice)}; eligibility={Recipients(rules.EligibilityNotice)}; activation={Recipients(rules.ActivationNotice)}";
        bool activationMust = string.Equals(role.DefinitionId, EntraRoles.GlobalAdministrator, StringComparison.OrdinalIgnoreCase);
        List<string> silent = [];
        Add("active assignments", rules.AssignmentNotice);
        Add("eligible assignments", rules.EligibilityNotice);
        int must = silent.Count;
        Add("activations", rules.ActivationNotice);
        return silent.Count == 0 ? Pass(context, subject, "A named recipient hears of every assignment and activation.", evidence: evidence)
            : must > 0 || activationMust ? Fail(context, subject, $"Nobody named hears of {string.Join(" and ", silent)}.", evidence: evidence)
            : Warn(context, subject, "Nobody named hears of activations.", evidence: evidence, severity: Severity.Low);

        void Add(string what, RoleManagementPolicyRule? rule)
        {
            if (!(rule?.NotificationRecipients ?? []).Any(r => !string.IsNullOrWhiteSpace(r) && !deaf.Contains(r)))
            {
                silent.Add(what);
            }
        }
    }

    private static string Recipients(RoleManagementPolicyRule? rule) => rule is null ? "rule missing" : string.Join(", ", rule.NotificationRecipients ?? []);
}
