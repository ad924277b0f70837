using System.Globalization;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>What was done to a case.</summary>
public enum CaseEventKind
{
    /// <summary>It was opened.</summary>
    Opened = 0,
    /// <summary>A record was added.</summary>
    RecordAdded,
    /// <summary>A record was replaced by a newer row of the same id.</summary>
    RecordChanged,
    /// <summary>The records were tested against a tenant's data.</summary>
    Tested,
    /// <summary>A person wrote down an owner, a planned date or a decision about a record or an application.</summary>
    ItemChanged,
    /// <summary>A person explained a change that the log of changes shows.</summary>
    ChangeExplained,
    /// <summary>The activity since the exposure was reviewed.</summary>
    Reviewed,
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
    /// <summary>With <see cref="CaseEventKind.Opened"/>: the case's particulars.</summary>
    public CaseDetails? Details { get; init; }
    /// <summary>With the record kinds: the record.</summary>
    public ExposureRecord? Record { get; init; }
    /// <summary>With <see cref="CaseEventKind.Tested"/>: what was found.</summary>
    public CaseTest? Test { get; init; }
    /// <summary>With <see cref="CaseEventKind.ItemChanged"/>: what was written down.</summary>
    public CaseNote? Item { get; init; }
    /// <summary>With <see cref="CaseEventKind.ChangeExplained"/>: the change and the explanation.</summary>
    public CaseExplanation? Explanation { get; init; }
    /// <summary>With <see cref="CaseEventKind.Reviewed"/>: what was reviewed.</summary>
    public CaseReview? Review { get; init; }
    /// <summary>With <see cref="CaseEventKind.Reported"/>: the report's numbers.</summary>
    public CaseReport? Report { get; init; }
    /// <summary>SHA-256 over the entry before and this one, in hexadecimal.</summary>
    public string Hash { get; init; } = "";

    /// <summary>Number, time, who and what in one line.</summary>
    [JsonIgnore]
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{Number} {At:u} {By}: {Kind}");

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
