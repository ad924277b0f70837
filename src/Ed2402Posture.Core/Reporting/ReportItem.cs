using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Core.Reporting;

/// <summary>One exposed credential as a report shows it.</summary>
public sealed record ReportItem
{
    /// <summary>The required actions that it falls under, as <c>1; 2a; 2b</c>.</summary>
    public required string Actions { get; init; }
    /// <summary>The record's id.</summary>
    public required string RecordId { get; init; }
    /// <summary>The organisation's reference.</summary>
    public required string Reference { get; init; }
    /// <summary>Kind of the credential.</summary>
    public required ExposureKind Kind { get; init; }
    /// <summary>The account, application or resource, by name.</summary>
    public required string Subject { get; init; }
    /// <summary>The associated application's id.</summary>
    public string? AppId { get; init; }
    /// <summary>Its owners, as the directory names them, where they were read.</summary>
    public string? AppOwners { get; init; }
    /// <summary>Whether the application is disabled or deleted; null when it is not one, or was not read.</summary>
    public bool? AppDeactivated { get; init; }
    /// <summary>When it was deactivated, where the directory keeps it (UTC).</summary>
    public DateTimeOffset? AppDeactivatedOn { get; init; }
    /// <summary>How it was learned.</summary>
    public string? Source { get; init; }
    /// <summary>When it was exposed (UTC).</summary>
    public DateTimeOffset? ExposedOn { get; init; }
    /// <summary>When it was identified (UTC).</summary>
    public DateTimeOffset? IdentifiedOn { get; init; }
    /// <summary>How the last test ended; null before the first one.</summary>
    public ExposureState? State { get; init; }
    /// <summary>Why.</summary>
    public string? Reason { get; init; }
    /// <summary>Whether nothing is left to do.</summary>
    public required bool Closed { get; init; }
    /// <summary>When the credential was reset, by the data or, where that cannot show it, by a person's word (UTC).</summary>
    public DateTimeOffset? ResetOn { get; init; }
    /// <summary>When a test first proved the state (UTC).</summary>
    public DateTimeOffset? ProvenOn { get; init; }
    /// <summary>Logs reviewed.</summary>
    public string? LogsReviewed { get; init; }
    /// <summary>From when on they are known (UTC).</summary>
    public DateTimeOffset? LogsFrom { get; init; }
    /// <summary>Until when (UTC).</summary>
    public DateTimeOffset? LogsTo { get; init; }
    /// <summary>When the review was made (UTC).</summary>
    public DateTimeOffset? ReviewedOn { get; init; }
    /// <summary>Whether the logs show all the time since the exposure.</summary>
    public required bool ReviewIsWhole { get; init; }
    /// <summary>Whether malicious activity was found: a person's to say.</summary>
    public required MaliciousActivity MaliciousActivity { get; init; }
    /// <summary>Observations of high or critical severity that a person has to judge.</summary>
    public int? ToJudge { get; init; }
    /// <summary>Who is to remediate it.</summary>
    public string? Owner { get; init; }
    /// <summary>Until when that is planned (UTC).</summary>
    public DateTimeOffset? PlannedOn { get; init; }
    /// <summary>Whether it is outstanding and the planned date is past.</summary>
    public required bool Overdue { get; init; }
    /// <summary>What a person decided.</summary>
    public required CaseDecision Decision { get; init; }
    /// <summary>Free text.</summary>
    public string? Note { get; init; }
}
