using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>A review of activity as a case's history keeps it: which logs, over which time, how many observations; not the observations themselves.</summary>
public sealed record CaseReview
{
    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }
    /// <summary>The records whose accounts and applications were reviewed.</summary>
    public required IReadOnlyList<ReviewedRecord> Records { get; init; }

    /// <summary>The review of an outcome.</summary>
    public static CaseReview Of(string tenantId, IReadOnlyList<ReviewSubject> subjects, ReviewOutcome outcome)
    {
        ArgumentNullException.ThrowIfNull(subjects);
        ArgumentNullException.ThrowIfNull(outcome);
        ILookup<string, ActivityObservation> observed = outcome.Observations.Where(o => o.SubjectId is not null).ToLookup(o => o.SubjectId!, StringComparer.OrdinalIgnoreCase);
        ILookup<string, LogCoverage> logs = outcome.Logs.ToLookup(l => l.Subject ?? "", StringComparer.OrdinalIgnoreCase);
        return new CaseReview { TenantId = tenantId, Records = [.. subjects.SelectMany(s => s.RecordIds.Select(id => ReviewedRecord.Of(id, s, [.. logs[s.Id], .. logs[""]], [.. observed[s.Id]])))] };
    }
}

/// <summary>What was reviewed of a record's account or application.</summary>
public sealed record ReviewedRecord
{
    /// <summary>The record.</summary>
    public required string RecordId { get; init; }
    /// <summary>Names of the logs that were read, joined with <c>; </c>.</summary>
    public required string Logs { get; init; }
    /// <summary>From when on all of them are known (UTC); null when one could not be read at all.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>Until when (UTC).</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>Whether they show all the time since the exposure.</summary>
    public required bool IsWhole { get; init; }
    /// <summary>Observations.</summary>
    public required int Observations { get; init; }
    /// <summary>Those of high or critical severity.</summary>
    public required int Grave { get; init; }

    internal static ReviewedRecord Of(string recordId, ReviewSubject subject, IReadOnlyList<LogCoverage> logs, IReadOnlyList<ActivityObservation> observations)
    {
        bool all = logs.Count > 0 && logs.All(l => l.KnownFrom is not null);
        DateTimeOffset? from = all ? logs.Max(l => l.KnownFrom) : null;
        return new ReviewedRecord
        {
            RecordId = recordId, Logs = string.Join("; ", logs.Where(l => l.KnownFrom is not null).Select(l => l.Files is null ? l.Log : $"{l.Log} with files").Distinct()), From = from, To = all ? logs.Min(l => l.To ?? l.Files?.To) : null,
            IsWhole = all && logs.All(l => l.Status == DatasetStatus.Complete && l.From <= subject.Since), Observations = observations.Count, Grave = observations.Count(o => o.Severity >= Severity.High),
        };
    }
}
