namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>A record of a case as it stands: what was exposed, how the last test ended, who does what until when.</summary>
public sealed record CaseItem
{
    internal CaseItem(ExposureRecord record, CaseResult? result, CaseNote? note, CaseEvent? decided)
    {
        RecordId = record.Id;
        Reference = record.Reference;
        Kind = record.Kind;
        Subject = record.Subject;
        State = result?.State;
        Reason = result?.Reason;
        ExposedOn = record.ExposedOn;
        LearnedOn = record.LearnedOn;
        RemediatedOn = result?.RemediatedOn;
        Owner = note?.Owner ?? record.Owner;
        PlannedOn = note?.PlannedOn ?? record.PlannedOn;
        Decision = note?.Decision ?? CaseDecision.Undecided;
        DecidedBy = decided?.By;
        DecidedOn = decided?.At;
        ResetOn = note?.ResetOn;
        MaliciousActivity = note?.Malicious ?? MaliciousActivity.Unknown;
        Note = note?.Note ?? record.Note;
        IsClosed = Decision == CaseDecision.NotExposed || State == ExposureState.Remediated || (Decision == CaseDecision.ResetByHand && State == ExposureState.CannotProve);
    }

    /// <summary>The record's id.</summary>
    public string RecordId { get; }
    /// <summary>The record's reference.</summary>
    public string Reference { get; }
    /// <summary>What was exposed.</summary>
    public ExposureKind Kind { get; }
    /// <summary>The subject as the record names it.</summary>
    public string Subject { get; }
    /// <summary>How the last test ended; null before the first one.</summary>
    public ExposureState? State { get; }
    /// <summary>Whether nothing is left to do: the data proves it, a person reset by hand what the data cannot show, or it was never exposed.</summary>
    public bool IsClosed { get; }
    /// <summary>Who is to remediate it.</summary>
    public string? Owner { get; }
    /// <summary>Until when that is planned (UTC).</summary>
    public DateTimeOffset? PlannedOn { get; }
    /// <summary>What a person decided.</summary>
    public CaseDecision Decision { get; }
    /// <summary>Who decided.</summary>
    public string? DecidedBy { get; }
    /// <summary>When it was decided (UTC).</summary>
    public DateTimeOffset? DecidedOn { get; }
    /// <summary>When it was reset by hand, as a person says (UTC).</summary>
    public DateTimeOffset? ResetOn { get; }
    /// <summary>When the data says it was reset (UTC).</summary>
    public DateTimeOffset? RemediatedOn { get; }
    /// <summary>When it was exposed (UTC).</summary>
    public DateTimeOffset? ExposedOn { get; }
    /// <summary>When the organisation learned of it (UTC).</summary>
    public DateTimeOffset? LearnedOn { get; }
    /// <summary>Why the last test ended as it did.</summary>
    public string? Reason { get; }
    /// <summary>Whether a person found malicious activity in what was reviewed.</summary>
    public MaliciousActivity MaliciousActivity { get; }
    /// <summary>What a person wrote last; else the record's own note.</summary>
    public string? Note { get; }

    /// <summary>Whether it is not closed and its planned date is past.</summary>
    public bool IsOverdueAt(DateTimeOffset time) => !IsClosed && PlannedOn < time;

    /// <inheritdoc/>
    public override string ToString() => $"{Reference}: {Kind} of {Subject}, {(State is { } state ? state.ToString() : "not tested")}";
}
