using System.Globalization;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-05: an activated role lasts hours, and neither active nor eligible assignments last for ever. One finding a directory role, one for members
/// and one for owners of a group that gives a role, one an Azure role and scope.</summary>
internal sealed class Pim05ActivationIsShort : PimSettingsCheck
{
    private static readonly Threshold TierZeroHours = new("maximumActivationHoursTier0", 4, "hours", "Longest activation of a role of tier 0.") { Maximum = 24 };
    private static readonly Threshold OtherHours = new("maximumActivationHours", 8, "hours", "Longest activation of another privileged role.") { Maximum = 24 };
    private static readonly Threshold EligibilityDays = new("maximumEligibilityDays", 365, "days", "Longest eligible assignment.");

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-05",
        Title = "Activation is short, and permanent assignments are not allowed",
        Category = CheckCategory.PimUsage,
        Severity = Severity.High,
        Provenance = [Provenance.BOD, Provenance.OWN],
        References = ["SCuBA MS.AAD.7.4v1", "NIST AC-2(5)", "NIST AC-6", "ATT&CK T1098.003"],
        Remediation = "In PIM, role settings: shorten 'Activation maximum duration', clear 'Allow permanent active assignment', and let eligible assignments expire after a year at most.",
        Needs = [Datasets.RoleManagementPolicyAssignments],
        Widens = PimTargets.Needs,
        Thresholds = [TierZeroHours, OtherHours, EligibilityDays],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var held = context.Privilege.Assignments.Where(a => a.Plane == Plane.Entra && a.Tier <= Tiers.ManagementPlane).GroupBy(a => a.RoleDefinitionId, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        var targets = new PimTargets(context);
        bool any = false;
        foreach (PimTarget target in targets.DirectoryRoles.Where(t => t.Tier == Tiers.ControlPlane || held.ContainsKey(t.Policy.TargetId)).ToList())
        {
            any = true;
            held.Remove(target.Policy.TargetId);
            yield return Judge(context, target);
        }

        if (context.Snapshot.Get(Datasets.RoleManagementPolicyAssignments).IsComplete)
        {
            foreach (RoleHolding holding in held.Values)
            {
                any = true;
                yield return Fail(context, new Subject(holding.Role, holding.RoleDefinitionId, Subject.RoleType), "The role is assigned and has no PIM settings.", severity: SeverityOf(holding.Tier));
            }
        }

        foreach (Finding finding in targets.Groups.Concat(targets.AzureRoles).Select(t => Judge(context, t)).Concat(WithoutSettings(context, targets)))
        {
            any = true;
            yield return finding;
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No privileged role is assigned, and PIM has settings for none.");
        }
    }

    private Finding Judge(CheckContext context, PimTarget target)
    {
        PimPolicy policy = target.Policy;
        int hours = context.Threshold(Metadata, target.Tier == Tiers.ControlPlane ? TierZeroHours.Name : OtherHours.Name);
        int days = context.Threshold(Metadata, EligibilityDays.Name);
        var failures = new List<string>();
        bool laxer = true;
        if (policy.MaximumActivation is not { } activation)
        {
            Add("the rule for the activation's duration is missing or sets no limit", r => PimComparison.Duration(policy, r));
        }
        else if (activation > TimeSpan.FromHours(hours))
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"an activation lasts {activation.TotalHours:0.#} hours (limit {hours})"), r => PimComparison.Duration(policy, r));
        }

        if (policy.PermanentActiveAllowed is not false)
        {
            Add(policy.PermanentActiveAllowed is null ? "the rule for active assignments is missing" : "permanent active assignments are allowed", r => PimComparison.Permanence("active", policy.PermanentActiveAllowed, r.PermanentActiveAllowed));
        }

        if (policy.PermanentEligibleAllowed is null)
        {
            Add("the rule for eligible assignments is missing", r => PimComparison.Permanence("eligible", null, r.PermanentEligibleAllowed));
        }

        string evidence = $"maximumActivation={policy.MaximumActivation}; permanentActiveAllowed={policy.PermanentActiveAllowed}; permanentEligibleAllowed={policy.PermanentEligibleAllowed}; maximumEligibleAssignment={policy.MaximumEligibleAssignment}";
        if (failures.Count > 0)
        {
            return Lax(context, target, Sentence(failures), evidence, laxer);
        }

        if (policy.PermanentEligibleAllowed == true || policy.MaximumEligibleAssignment is not { } eligibility || eligibility > TimeSpan.FromDays(days))
        {
            return Warn(context, target.Subject, $"Eligible assignments may last longer than {days} days; only access reviews would end them.{target.Unused}", target.Resource, evidence, Severity.Low);
        }

        return Pass(context, target.Subject, string.Create(CultureInfo.InvariantCulture, $"An activation lasts {policy.MaximumActivation?.TotalHours:0.#} hours at most, and every assignment ends."), target.Resource, evidence);

        void Add(string failure, Func<PimPolicy, string?> compare)
        {
            failures.Add(failure);
            laxer &= target.Roles.Any(r => compare(r) is not null);
        }
    }

    private static string Sentence(List<string> parts) => $"{char.ToUpperInvariant(parts[0][0])}{string.Join("; ", parts)[1..]}.";
}
