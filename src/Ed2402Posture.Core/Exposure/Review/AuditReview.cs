using System.Globalization;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>Changes in the directory that a subject made or that were made to it, and those to federation and policies, whoever made them. Changes of one
/// kind by one actor to one thing are one observation.</summary>
internal sealed class AuditReview
{
    private readonly IReadOnlyList<ReviewSubject> subjects;
    private readonly ILookup<string, ReviewSubject> byId;
    private readonly DateTimeOffset earliest;
    private readonly Dictionary<Change, Sighting> changes = [];
    private readonly HashSet<string>? known;

    public AuditReview(IReadOnlyList<ReviewSubject> subjects, bool told)
    {
        known = told ? new HashSet<string>(StringComparer.OrdinalIgnoreCase) : null;
        this.subjects = subjects;
        byId = subjects.SelectMany(s => s.Ids.Select(id => (Id: id, Subject: s))).ToLookup(p => p.Id, p => p.Subject, StringComparer.OrdinalIgnoreCase);
        earliest = subjects.Count == 0 ? DateTimeOffset.MaxValue : subjects.Min(s => s.Since);
    }

    public void Observe(DirectoryAudit audit)
    {
        if (audit.ActivityDateTime is not { } at || AuditActivities.KindOf(audit) is not { } kind)
        {
            return;
        }

        ReviewSubject? by = Find(audit.InitiatedBy?.User?.Id, audit.InitiatedBy?.User?.UserPrincipalName, audit.InitiatedBy?.App?.AppId, audit.InitiatedBy?.App?.ServicePrincipalId);
        ReviewSubject[] to = [.. (audit.TargetResources ?? []).Select(t => Find(t.Id, t.UserPrincipalName)).OfType<ReviewSubject>().Distinct()];
        bool ofTenant = by is null && to.Length == 0 && kind is ActivityKind.FederationChange or ActivityKind.PolicyChange;
        if ((by is not null || to.Length > 0 || ofTenant) && known?.Add(audit.Id) == false)
        {
            return;
        }

        foreach (ReviewSubject subject in to.Append(by).OfType<ReviewSubject>().Distinct())
        {
            Add(new Change(subject, kind, audit.ActivityDisplayName ?? "", Actor(audit), Targets(audit), Failed(audit), subject == by), audit, at, subject.Since);
        }

        if (ofTenant)
        {
            Add(new Change(null, kind, audit.ActivityDisplayName ?? "", Actor(audit), Targets(audit), Failed(audit), false), audit, at, earliest);
        }
    }

    /// <summary>The observations; of the tenant's changes as of its name.</summary>
    public IEnumerable<ActivityObservation> Finish(LogCoverage coverage, string tenant)
    {
        if (subjects.Count > 0 && coverage.HidesSince(earliest))
        {
            yield return new Draft(ActivityKind.LogGap, coverage.IsBridged(earliest) ? Severity.Low : coverage.From is null || coverage.From > earliest ? Severity.High : Severity.Medium) { What = coverage.Log, Text = coverage.Text }.ForTenant(tenant, earliest);
        }

        DateTimeOffset? from = coverage.KnownFrom;
        foreach ((Change change, Sighting sighting) in changes.Where(c => c.Value.After > 0))
        {
            DateTimeOffset since = change.Subject?.Since ?? earliest;
            bool compared = from < since.AddDays(-1);
            var draft = new Draft(change.Kind, SeverityOf(change))
            {
                Seen = sighting, What = change.Targets.Length == 0 ? change.Activity : $"{change.Activity}: {change.Targets}",
                Baseline = compared ? string.Create(CultureInfo.InvariantCulture, $"{Draft.Times(sighting.Before)} in the {Draft.DaysOf((int)(since - from!.Value).TotalDays)} before") : "none: the log does not reach far enough back", BaselineDays = compared ? (int)(since - from!.Value).TotalDays : null,
                Text = string.Create(CultureInfo.InvariantCulture, $"{change.Actor}: {change.Activity}{(change.Targets.Length == 0 ? "" : $" ({change.Targets})")}{(change.Failed ? ", refused" : "")}, {Draft.Times(sighting.After)}, first at {Draft.Time(sighting.FirstAfter)}."),
            };
            yield return change.Subject is null ? draft.ForTenant(tenant, earliest) : draft.For(change.Subject);
        }
    }

    private void Add(Change change, DirectoryAudit audit, DateTimeOffset at, DateTimeOffset since)
    {
        if (!changes.TryGetValue(change, out Sighting? sighting))
        {
            changes[change] = sighting = new Sighting();
        }

        sighting.Add(at, since, audit.Id, audit.CorrelationId);
    }

    private ReviewSubject? Find(params ReadOnlySpan<string?> ids)
    {
        foreach (string? id in ids)
        {
            if (!string.IsNullOrEmpty(id) && byId[id].FirstOrDefault() is { } subject)
            {
                return subject;
            }
        }

        return null;
    }

    private static string Actor(DirectoryAudit audit) =>
        new[] { audit.InitiatedBy?.User?.UserPrincipalName, audit.InitiatedBy?.User?.Id, audit.InitiatedBy?.App?.DisplayName, audit.InitiatedBy?.App?.AppId }.FirstOrDefault(n => !string.IsNullOrEmpty(n)) ?? "An unnamed actor";

    private static string Targets(DirectoryAudit audit) =>
        string.Join("; ", (audit.TargetResources ?? []).Select(t => new[] { t.UserPrincipalName, t.DisplayName, t.Id }.FirstOrDefault(n => !string.IsNullOrEmpty(n))).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Take(5));

    private static bool Failed(DirectoryAudit audit) => audit.Result is { } result && !result.Equals("success", StringComparison.OrdinalIgnoreCase) && !result.Equals("unknownFutureValue", StringComparison.OrdinalIgnoreCase);

    private static Severity SeverityOf(Change change) => change switch
    {
        { Failed: true } => Severity.Low,
        { Kind: ActivityKind.FederationChange, Subject: not null } => Severity.Critical,
        { Kind: ActivityKind.FederationChange } => Severity.High,
        { Kind: ActivityKind.PasswordChange or ActivityKind.ObjectChange } => Severity.Informational,
        { Kind: ActivityKind.DeviceChange } => Severity.Medium,
        { Kind: ActivityKind.PolicyChange, Subject: null } => Severity.Medium,
        { ByItself: true } => Severity.High,
        _ => Severity.Medium,
    };

    private sealed record Change(ReviewSubject? Subject, ActivityKind Kind, string Activity, string Actor, string Targets, bool Failed, bool ByItself);
}
