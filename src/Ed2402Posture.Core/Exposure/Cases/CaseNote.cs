namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>What a person wrote down about one record, or about one application. What is null stays as it was.</summary>
public sealed record CaseNote
{
    /// <summary>The record, or null when it is about an application.</summary>
    public string? RecordId { get; init; }
    /// <summary>The application (client) id, or null when it is about a record.</summary>
    public string? AppId { get; init; }
    /// <summary>Who is to remediate it.</summary>
    public string? Owner { get; init; }
    /// <summary>Until when that is planned (UTC).</summary>
    public DateTimeOffset? PlannedOn { get; init; }
    /// <summary>What was decided.</summary>
    public CaseDecision? Decision { get; init; }
    /// <summary>With <see cref="CaseDecision.ResetByHand"/>: when it was reset (UTC).</summary>
    public DateTimeOffset? ResetOn { get; init; }
    /// <summary>Whether the review of its activity found anything malicious.</summary>
    public MaliciousActivity? Malicious { get; init; }
    /// <summary>Free text: why, or how it was shown.</summary>
    public string? Note { get; init; }

    /// <summary>The record's id or the application's.</summary>
    internal string Key => RecordId ?? AppId ?? "";

    /// <summary>This note with what a later one changes.</summary>
    internal CaseNote Then(CaseNote later) => this with
    {
        Owner = later.Owner ?? Owner, PlannedOn = later.PlannedOn ?? PlannedOn, Decision = later.Decision ?? Decision,
        ResetOn = later.Decision is null or CaseDecision.ResetByHand ? later.ResetOn ?? ResetOn : null, Malicious = later.Malicious ?? Malicious, Note = later.Note ?? Note,
    };
}

/// <summary>A change that the log of changes shows, with its explanation: who says so and when is the history's entry.</summary>
public sealed record CaseExplanation
{
    /// <summary>What the finding about the time that the log covers carries instead of a change's id: there is nothing to explain.</summary>
    public const string Window = "window";

    /// <summary>Id of the entry in the log of changes (<c>directoryAudit</c>).</summary>
    public required string AuditId { get; init; }
    /// <summary>Why the change was made, as the number of a change request.</summary>
    public required string Reason { get; init; }
}
