using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Reporting;

/// <summary>Makes a status report of a case. Pure: the same case and data give the same report.</summary>
public static class StatusReportBuilder
{
    /// <summary>Makes a report.</summary>
    /// <param name="exposureCase">The case, with the tests that are to count.</param>
    /// <param name="kind">Which report.</param>
    /// <param name="snapshot">The tenant's data; null when none was read.</param>
    /// <param name="posture">The posture of the privileged accounts; null when it was not judged.</param>
    /// <param name="at">When it is made.</param>
    /// <param name="by">Who makes it.</param>
    public static StatusReport Build(ExposureCase exposureCase, ReportKind kind, Snapshot? snapshot, PostureStatus? posture, DateTimeOffset at, string by)
    {
        ArgumentNullException.ThrowIfNull(exposureCase);
        TenantFacts? facts = snapshot is null ? null : new TenantFacts(snapshot);
        var records = exposureCase.Records.ToDictionary(r => r.Id, StringComparer.Ordinal);
        Dictionary<string, DateTimeOffset> proven = ProvenOn(exposureCase);
        ReportItem[] items = [.. exposureCase.Items.Select(i => Item(i, records[i.RecordId], exposureCase, proven, facts, at))];
        var numbers = CaseNumbers.Of(items);
        return new StatusReport
        {
            Kind = kind, Number = exposureCase.Reports.Count + 1, Week = Math.Max(0, (int)((at - exposureCase.OpenedAt).TotalDays / 7)) + 1,
            CaseId = exposureCase.Id, Title = exposureCase.Details.Title, AgencyId = exposureCase.Details.AgencyId, Contact = exposureCase.Details.Contact,
            TenantId = snapshot?.Info.TenantId ?? exposureCase.LastTest?.Test?.TenantId, TenantName = snapshot?.Info.TenantName,
            OpenedAt = exposureCase.OpenedAt, CreatedAt = at.ToUniversalTime(), CreatedBy = by, CollectedAt = exposureCase.LastTest?.Test?.CollectedAt, CaseHash = exposureCase.Head,
            Numbers = numbers, ByKind = [.. items.GroupBy(i => i.Kind).OrderBy(g => g.Key).Select(g => new KindNumbers(g.Key, CaseNumbers.Of([.. g])))],
            Actions = ActionStatuses.Of(items, exposureCase.Reports), Changes = ReportChanges.Of(exposureCase, Digest(numbers, posture)), Items = items, Posture = posture,
        };
    }

    /// <summary>A report as the case's history keeps it.</summary>
    public static CaseReport ToCaseReport(StatusReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        return new CaseReport { Kind = report.Kind, Number = report.Number, TenantId = report.TenantId, CollectedAt = report.CollectedAt, Numbers = Digest(report.Numbers, report.Posture) };
    }

    private static Dictionary<string, int> Digest(CaseNumbers numbers, PostureStatus? posture) =>
        numbers.ToDictionary().Concat(posture?.ToDictionary() ?? new Dictionary<string, int>()).ToDictionary(p => p.Key, p => p.Value, StringComparer.Ordinal);

    // The tests keep what is new or differs: the last entry for a record is the first that showed its state.
    private static Dictionary<string, DateTimeOffset> ProvenOn(ExposureCase exposureCase)
    {
        var states = new Dictionary<string, (ExposureState State, DateTimeOffset At)>(StringComparer.Ordinal);
        foreach (CaseEvent entry in exposureCase.History)
        {
            foreach (CaseResult result in entry.Test?.Results ?? [])
            {
                if (!states.TryGetValue(result.RecordId, out (ExposureState State, DateTimeOffset) known) || known.State != result.State)
                {
                    states[result.RecordId] = (result.State, entry.At);
                }
            }
        }

        return states.Where(s => s.Value.State == ExposureState.Remediated).ToDictionary(s => s.Key, s => s.Value.At, StringComparer.Ordinal);
    }

    private static ReportItem Item(CaseItem item, ExposureRecord record, ExposureCase exposureCase, Dictionary<string, DateTimeOffset> proven, TenantFacts? facts, DateTimeOffset at)
    {
        string? appId = record.NamesApplication ? AppId(record, facts) : null;
        (bool? deactivated, DateTimeOffset? on) = appId is null || facts is null ? (null, null) : Deactivated(appId, facts);
        (DateTimeOffset At, ReviewedRecord Review)? review = exposureCase.Reviews.TryGetValue(record.Id, out (DateTimeOffset, ReviewedRecord) found) ? found : null;
        return new ReportItem
        {
            Actions = record.NamesUser ? "1; 2b" : !record.NamesApplication ? "1" : appId is null && review is null ? "1; 2a" : "1; 2a; 2b",
            RecordId = item.RecordId, Reference = item.Reference, Kind = item.Kind, Subject = item.Subject, AppId = appId, AppOwners = appId is null || facts is null ? null : Owners(appId, facts), AppDeactivated = deactivated, AppDeactivatedOn = on,
            Source = record.Source, ExposedOn = item.ExposedOn, IdentifiedOn = item.LearnedOn, State = item.State, Reason = item.Reason, Closed = item.IsClosed,
            ResetOn = item.RemediatedOn ?? (item.Decision == CaseDecision.ResetByHand ? item.ResetOn : null), ProvenOn = proven.TryGetValue(record.Id, out DateTimeOffset date) ? date : null,
            LogsReviewed = review?.Review.Logs, LogsFrom = review?.Review.From, LogsTo = review?.Review.To, ReviewedOn = review?.At, ReviewIsWhole = review?.Review.IsWhole == true, ToJudge = review?.Review.Grave, MaliciousActivity = item.MaliciousActivity,
            Owner = item.Owner, PlannedOn = item.PlannedOn, Overdue = item.IsOverdueAt(at), Decision = item.Decision, Note = item.Note,
        };
    }

    private static string? AppId(ExposureRecord record, TenantFacts? facts) => record.AppId ?? (facts is not null && ApplicationProof.AppIds(record, facts) is [var one] ? one : null);

    private static (bool? Deactivated, DateTimeOffset? On) Deactivated(string appId, TenantFacts facts)
    {
        if (facts.Application(appId) is { } application && facts.Principal(appId) is null)
        {
            return (application.IsDisabled, null);
        }

        if (facts.Principal(appId) is { } principal)
        {
            return (principal.AccountEnabled == false || principal.IsDisabled == true, null);
        }

        return facts.Deleted(o => TenantFacts.Same(o.AppId, appId), "#microsoft.graph.application", "#microsoft.graph.servicePrincipal") is { } deleted ? (true, deleted.DeletedDateTime) : (null, null);
    }

    private static string? Owners(string appId, TenantFacts facts)
    {
        string[] ids = [.. new[] { facts.Application(appId)?.Id, facts.Principal(appId)?.Id }.OfType<string>()];
        string[] owners =
        [
            .. facts.Snapshot.Get(Datasets.ApplicationOwners).Items.Concat(facts.Snapshot.Get(Datasets.ServicePrincipalOwners).Items)
                .Where(l => ids.Contains(l.ParentId, StringComparer.OrdinalIgnoreCase)).Select(l => l.DisplayName ?? l.Id).Distinct(StringComparer.OrdinalIgnoreCase),
        ];
        return owners.Length == 0 ? null : string.Join("; ", owners);
    }
}
