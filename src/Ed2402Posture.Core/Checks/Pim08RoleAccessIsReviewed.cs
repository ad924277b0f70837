using System.Globalization;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-08: somebody asks again and again whether each holder of a highly privileged role still needs it, and PIM itself warns of nothing grave. One
/// finding a role that is held, and one an alert.</summary>
internal sealed class Pim08RoleAccessIsReviewed : Check
{
    /// <summary>PIM scans daily; alerts that it has not looked for in this time say nothing.</summary>
    private const int FreshDays = 14;

    /// <summary>One review that was carried out is enough; what is unknown may be one.</summary>
    private static readonly Outcome[] Order = [Outcome.Pass, Outcome.NotAssessed, Outcome.Warning, Outcome.Fail];

    private static readonly Threshold Interval = new("maximumReviewIntervalDays", 90, "days", "Longest time between two reviews of a role; a month counts as 30 days.") { Maximum = 366 };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-08",
        Title = "Highly privileged roles are reviewed, and PIM raises no alert",
        Category = CheckCategory.PimUsage,
        Severity = Severity.Medium,
        Provenance = [Provenance.OWN],
        References = ["CIS M365 5.3.3", "NIST AC-2", "NIST AC-6(7)"],
        Remediation = "In PIM, access reviews, make a quarterly review of all users and groups for each highly privileged role, with reviewers who are not the holders, results applied automatically and access removed where nobody answers. In PIM, alerts, follow each alert's mitigation steps.",
        Needs = [Datasets.AccessReviewDefinitions],
        Widens = [Datasets.AccessReviewInstances, Datasets.AccessReviewDecisions, Datasets.RoleManagementAlerts, .. PrivilegeNeeds.DirectoryRoles],
        Thresholds = [Interval],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Snapshot.Get(Datasets.AccessReviewDefinitions).IsComplete)
        {
            List<RoleReview> reviews = [.. context.Snapshot.Get(Datasets.AccessReviewDefinitions).Items.Select(r => new RoleReview(r, context.Now))];
            foreach (IGrouping<string, RoleHolding> role in context.Privilege.Assignments.Where(a => a is { Plane: Plane.Entra, Scope: "/", Tier: Tiers.ControlPlane }).GroupBy(a => a.RoleDefinitionId, StringComparer.OrdinalIgnoreCase))
            {
                yield return Judge(context, new Subject(role.First().Role, role.Key, Subject.RoleType), [.. reviews.Where(r => r.Covers(role.Key))], role.Any(a => a.PrincipalType == PrincipalType.Group));
            }
        }

        List<Finding> alerts = [.. context.Snapshot.Get(Datasets.RoleManagementAlerts).Items.Select(a => JudgeAlert(context, a)).OfType<Finding>()];
        foreach (Finding alert in alerts)
        {
            yield return alert;
        }

        if (alerts.Count == 0 && context.Snapshot.Get(Datasets.RoleManagementAlerts) is { IsComplete: true } read)
        {
            // PIM lists its quiet alerts too: an empty list tells that it looked for nothing.
            yield return read.Count > 0 ? Pass(context, context.Tenant, "PIM has no active alert.", "Alerts")
                : NotAssessed(context, context.Tenant, "Partial: roleManagementAlerts lists no alert, not even a quiet one.", "Alerts");
        }
    }

    private Finding Judge(CheckContext context, Subject role, List<RoleReview> reviews, bool heldByGroups)
    {
        int limit = context.Threshold(Metadata, Interval.Name);
        string evidence = string.Join("; ", reviews.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Name}: every {r.IntervalDays?.ToString(CultureInfo.InvariantCulture) ?? "(once)"} days, autoApply={r.AppliesItself}")));
        if (reviews.Count == 0)
        {
            return Fail(context, role, "No access review covers all users that hold the role.");
        }

        List<RoleReview> running = [.. reviews.Where(r => r.NotRunning() is null && r.IntervalDays <= limit)];
        if (running.Count == 0)
        {
            return Fail(context, role, $"No access review of the role runs at least every {limit} days: {string.Join("; ", reviews.Select(r => $"'{r.Name}' {Why(r, limit)}"))}.", evidence: evidence);
        }

        var judge = new ReviewRunJudge(context, limit);
        List<(RoleReview Review, Outcome Outcome, string Reason)> verdicts = [.. running.Select(r => (r, judge.Judge(r, role.Id))).Select(v => (v.r, v.Item2.Outcome, v.Item2.Reason))];
        (RoleReview Review, Outcome Outcome, string Reason) best = verdicts.OrderBy(v => Array.IndexOf(Order, v.Outcome)).ThenByDescending(v => v.Review.ReviewsGroups).First();
        return best.Outcome switch
        {
            Outcome.Pass when heldByGroups && !best.Review.ReviewsGroups => Warn(context, role, $"'{best.Review.Name}' reviews users alone, and groups hold the role too.", evidence: evidence, severity: Severity.Low),
            Outcome.Pass => Pass(context, role, best.Reason, evidence: evidence),
            Outcome.NotAssessed => NotAssessed(context, role, best.Reason, evidence: evidence),
            Outcome.Warning => Warn(context, role, best.Reason, evidence: evidence, severity: Severity.Low),
            _ => Fail(context, role, best.Reason, evidence: evidence),
        };
    }

    private static string Why(RoleReview review, int limit) => review.NotRunning()
        ?? (review.IntervalDays is { } days ? string.Create(CultureInfo.InvariantCulture, $"runs every {days} days (limit {limit})") : "runs once");

    private Finding? JudgeAlert(CheckContext context, RoleManagementAlert alert)
    {
        string name = alert.AlertDefinition?.DisplayName ?? alert.AlertDefinitionId ?? alert.Id, resource = $"Alert: {name}";
        string evidence = string.Create(CultureInfo.InvariantCulture, $"severityLevel={alert.AlertDefinition?.SeverityLevel}; incidents={alert.IncidentCount}; lastScanned={alert.LastScannedDateTime:yyyy-MM-dd}");
        if (alert.IsActive == true)
        {
            string reason = string.Create(CultureInfo.InvariantCulture, $"PIM warns: {name.TrimEnd('.')} ({alert.IncidentCount ?? 0} incidents).");
            return string.Equals(alert.AlertDefinition?.SeverityLevel, "high", StringComparison.OrdinalIgnoreCase)
                ? Fail(context, context.Tenant, reason, resource, evidence)
                : Warn(context, context.Tenant, reason, resource, evidence, Severity.Low);
        }

        return alert.IsActive is null || alert.LastScannedDateTime is not { } scanned || (context.Now - scanned).TotalDays > FreshDays
            ? NotAssessed(context, context.Tenant, $"Partial: roleManagementAlerts says nothing of the last {FreshDays} days about '{name}'.", resource, evidence)
            : null;
    }
}
