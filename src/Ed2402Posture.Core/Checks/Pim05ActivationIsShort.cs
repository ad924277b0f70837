using System.Globalization;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-05: an activated role lasts hours, and neither active nor eligible assignments last for ever. One finding a role.</summary>
internal sealed class Pim05ActivationIsShort : Check
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
        Widens = [Datasets.RoleDefinitions, Datasets.RoleAssignments, new(Datasets.RoleEligibilityScheduleInstances, UnlicensedMeansNone: true)],
        Thresholds = [TierZeroHours, OtherHours, EligibilityDays],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var held = context.Privilege.Assignments.Where(a => a.Plane == Plane.Entra && a.Tier <= Tiers.ManagementPlane).GroupBy(a => a.RoleDefinitionId, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        List<PimPolicy> policies = [.. PimPolicyReader.ReadDirectoryRoles(context.Analysis).Where(p => p.Tier == Tiers.ControlPlane || held.ContainsKey(p.TargetId))];
        bool any = policies.Count > 0;
        foreach (PimPolicy policy in policies)
        {
            held.Remove(policy.TargetId);
            yield return Judge(context, policy);
        }

        if (context.Snapshot.Get(Datasets.RoleManagementPolicyAssignments).IsComplete)
        {
            foreach (RoleHolding holding in held.Values)
            {
                any = true;
                yield return Fail(context, new Subject(holding.Role, holding.RoleDefinitionId, Subject.RoleType), "The role is assigned and has no PIM settings.", severity: SeverityOf(holding.Tier));
            }
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No privileged role is assigned, and PIM has settings for none.");
        }
    }

    private static Severity SeverityOf(int tier) => tier == Tiers.ControlPlane ? Severity.High : Severity.Medium;

    private Finding Judge(CheckContext context, PimPolicy policy)
    {
        int hours = context.Threshold(Metadata, policy.Tier == Tiers.ControlPlane ? TierZeroHours.Name : OtherHours.Name);
        int days = context.Threshold(Metadata, EligibilityDays.Name);
        var failures = new List<string>();
        if (policy.MaximumActivation is not { } activation)
        {
            failures.Add("the rule for the activation's duration is missing");
        }
        else if (activation > TimeSpan.FromHours(hours))
        {
            failures.Add(string.Create(CultureInfo.InvariantCulture, $"an activation lasts {activation.TotalHours:0.#} hours (limit {hours})"));
        }

        if (policy.PermanentActiveAllowed is not false)
        {
            failures.Add(policy.PermanentActiveAllowed is null ? "the rule for active assignments is missing" : "permanent active assignments are allowed");
        }

        if (policy.PermanentEligibleAllowed is null)
        {
            failures.Add("the rule for eligible assignments is missing");
        }

        var subject = new Subject(policy.Target, policy.TargetId, Subject.RoleType);
        string evidence = $"maximumActivation={policy.MaximumActivation}; permanentActiveAllowed={policy.PermanentActiveAllowed}; permanentEligibleAllowed={policy.PermanentEligibleAllowed}; maximumEligibleAssignment={policy.MaximumEligibleAssignment}";
        if (failures.Count > 0)
        {
            return Fail(context, subject, Sentence(failures), evidence: evidence, severity: SeverityOf(policy.Tier));
        }

        if (policy.PermanentEligibleAllowed == true || policy.MaximumEligibleAssignment is not { } eligibility || eligibility > TimeSpan.FromDays(days))
        {
            return Warn(context, subject, $"Eligible assignments may last longer than {days} days; only access reviews would end them.", evidence: evidence, severity: Severity.Low);
        }

        return Pass(context, subject, string.Create(CultureInfo.InvariantCulture, $"An activation lasts {policy.MaximumActivation?.TotalHours:0.#} hours at most, and every assignment ends."), evidence: evidence);
    }

    private static string Sentence(List<string> parts) => $"{char.ToUpperInvariant(parts[0][0])}{string.Join("; ", parts)[1..]}.";
}
