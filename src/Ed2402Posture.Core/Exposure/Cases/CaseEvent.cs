using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>What was done to a case.</summary>
public enum CaseEventKind
{
    /// <summary>It was opened.</summary>
    Opened = 0,
    /// <summary>Its title, contact or dates were changed.</summary>
    Changed,
    /// <summary>A record was added.</summary>
    RecordAdded,
    /// <summary>A record was replaced by a newer row of the same id.</summary>
    RecordChanged,
    /// <summary>The records were tested against a tenant's data.</summary>
    Tested,
    /// <summary>The activity since the exposure was reviewed.</summary>
    Reviewed,
    /// <summary>A required action was stated by a person.</summary>
    Stated,
    /// <summary>A status report was written.</summary>
    Reported,
}

/// <summary>One entry of a case's history. Entries are only ever added; each carries the hash of the one before it, so that a change
/// to an old entry shows.</summary>
public sealed record CaseEvent
{
    /// <summary>Its number, from 1.</summary>
    public required int Number { get; init; }
    /// <summary>When (UTC).</summary>
    public required DateTimeOffset At { get; init; }
    /// <summary>Who: the account of the operating system, with the account signed in to the tenant where there was one.</summary>
    public required string By { get; init; }
    /// <summary>What was done.</summary>
    public required CaseEventKind Kind { get; init; }
    /// <summary>With <see cref="CaseEventKind.Opened"/> and <see cref="CaseEventKind.Changed"/>: the case's particulars.</summary>
    public CaseDetails? Details { get; init; }
    /// <summary>With the record kinds: the record.</summary>
    public ExposureRecord? Record { get; init; }
    /// <summary>With <see cref="CaseEventKind.Tested"/>: what was found.</summary>
    public CaseTest? Test { get; init; }
    /// <summary>With <see cref="CaseEventKind.Reviewed"/>: which logs were read and what they showed.</summary>
    public CaseReview? Review { get; init; }
    /// <summary>With <see cref="CaseEventKind.Stated"/>: what a person says.</summary>
    public CaseStatement? Statement { get; init; }
    /// <summary>With <see cref="CaseEventKind.Reported"/>: which report.</summary>
    public CaseReport? Report { get; init; }
    /// <summary>SHA-256 over the entry before and this one, in hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Number, time, who and what in one line.</summary>
    [JsonIgnore]
    public string Text => $"{Number} {At:u} {By}: {Kind}";

    /// <inheritdoc/>
    public override string ToString() => Text;
}

/// <summary>The particulars of a case.</summary>
public sealed record CaseDetails
{
    /// <summary>Title.</summary>
    public required string Title { get; init; }
    /// <summary>Whom to ask.</summary>
    public string? Contact { get; init; }
    /// <summary>The tenant it is about; null until it is tested against one.</summary>
    public string? TenantId { get; init; }
    /// <summary>The organisation's own identifier in reports.</summary>
    public string? AgencyId { get; init; }
}

/// <summary>A test of the records: the results that are new or differ from the test before, and the number that do not.</summary>
public sealed record CaseTest
{
    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }
    /// <summary>When the tenant's data was read (UTC).</summary>
    public required DateTimeOffset CollectedAt { get; init; }
    /// <summary>New and changed results.</summary>
    public required IReadOnlyList<CaseResult> Results { get; init; }
    /// <summary>The number of results that are as before.</summary>
    public required int Unchanged { get; init; }
}

/// <summary>A record's result as the history keeps it.</summary>
public sealed record CaseResult
{
    /// <summary>The record.</summary>
    public required string RecordId { get; init; }
    /// <summary>How it ended.</summary>
    public required ExposureState State { get; init; }
    /// <summary>Why.</summary>
    public required string Reason { get; init; }
    /// <summary>Object id of the subject, where it was found.</summary>
    public string? SubjectId { get; init; }
    /// <summary>When the credential was reset or the application deactivated, where the data tells (UTC).</summary>
    public DateTimeOffset? RemediatedOn { get; init; }
    /// <summary>Properties, values and when they were read.</summary>
    public string? Evidence { get; init; }
}

/// <summary>A review of activity.</summary>
public sealed record CaseReview
{
    /// <summary>Logs that were read, joined with <c>; </c>.</summary>
    public required string Logs { get; init; }
    /// <summary>From when (UTC): the oldest entry that the logs still hold.</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>Until when (UTC).</summary>
    public DateTimeOffset? To { get; init; }
    /// <summary>The number of accounts and applications reviewed.</summary>
    public required int Subjects { get; init; }
    /// <summary>The number of them with something that a person should look at.</summary>
    public required int Notable { get; init; }
    /// <summary>What could not be read or is no longer kept.</summary>
    public string? NotReviewed { get; init; }
}

/// <summary>What a person says of a required action or a record.</summary>
public sealed record CaseStatement
{
    /// <summary>The action: <c>1</c>, <c>2a</c>, <c>2b</c> or <c>3</c>.</summary>
    public required string Action { get; init; }
    /// <summary>The record it is about; null for the action as a whole.</summary>
    public string? RecordId { get; init; }
    /// <summary>Whether it is done.</summary>
    public bool? Done { get; init; }
    /// <summary>When it was done, or is planned to be (UTC).</summary>
    public DateTimeOffset? On { get; init; }
    /// <summary>Whether malicious activity was found: <c>yes</c>, <c>no</c> or <c>unknown</c>.</summary>
    public string? MaliciousActivity { get; init; }
    /// <summary>Free text.</summary>
    public string? Note { get; init; }
}

/// <summary>A report that was written.</summary>
public sealed record CaseReport
{
    /// <summary>Which.</summary>
    public required string Kind { get; init; }
    /// <summary>Where it was written.</summary>
    public required string Path { get; init; }
    /// <summary>Time of the tenant's data that it rests on (UTC).</summary>
    public DateTimeOffset? CollectedAt { get; init; }
    /// <summary>State by record at that time.</summary>
    public required IReadOnlyDictionary<string, ExposureState> States { get; init; }
    /// <summary>Posture of privileged accounts at that time: failures by name.</summary>
    public IReadOnlyDictionary<string, int>? Posture { get; init; }
}
