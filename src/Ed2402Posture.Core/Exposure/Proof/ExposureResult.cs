using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>How one exposed credential stands, with the evidence.</summary>
public sealed record ExposureResult
{
    /// <summary>The record's id.</summary>
    public required string RecordId { get; init; }
    /// <summary>The record's reference.</summary>
    public required string Reference { get; init; }
    /// <summary>What was exposed.</summary>
    public required ExposureKind Kind { get; init; }
    /// <summary>How it stands.</summary>
    public required ExposureState State { get; init; }
    /// <summary>Why, in a sentence or two; with <see cref="ExposureState.CannotProve"/> for lack of data it starts with the dataset's status.</summary>
    public required string Reason { get; init; }
    /// <summary>What is to be done, or null when nothing is.</summary>
    public string? ToDo { get; init; }
    /// <summary>Name of the account, application or resource.</summary>
    public required string Subject { get; init; }
    /// <summary>Its object id, application id or ARM id, where it was found.</summary>
    public string? SubjectId { get; init; }
    /// <summary><c>User, Application, Resource</c>, or null when the record names nothing in the tenant.</summary>
    public string? SubjectType { get; init; }
    /// <summary>A reset counts from here on (UTC).</summary>
    public required DateTimeOffset ResetAfter { get; init; }
    /// <summary>When it was reset, deactivated or deleted, where the data tells (UTC).</summary>
    public DateTimeOffset? RemediatedOn { get; init; }
    /// <summary>Until when tokens from before can still be used, where that is known (UTC).</summary>
    public DateTimeOffset? UsableUntil { get; init; }
    /// <summary>Of a user: the authentication methods that were added since the exposure, as far as the log of changes shows them; null when it was not read.</summary>
    public string? MethodsAdded { get; init; }
    /// <summary>Of an application: why it seems of no further use, for a person to decide; null when it is in use, is disabled, or its use is not known.</summary>
    public string? NoFurtherUse { get; init; }
    /// <summary>Applications that the record's display name fits, when it fits several.</summary>
    public required TextList<string> Candidates { get; init; }
    /// <summary>Who is to remediate it.</summary>
    public string? Owner { get; init; }
    /// <summary>Until when that is planned (UTC).</summary>
    public DateTimeOffset? PlannedOn { get; init; }
    /// <summary>What a person decided about it; it changes no state.</summary>
    public CaseDecision Decision { get; init; }
    /// <summary>The tenant.</summary>
    public required string TenantId { get; init; }
    /// <summary>When the tenant's data was read (UTC).</summary>
    public required DateTimeOffset CollectedAt { get; init; }
    /// <summary>Properties, values and when they were read.</summary>
    public required TextList<EvidenceItem> Evidence { get; init; }

    /// <summary>The result as a case's history keeps it.</summary>
    public CaseResult ToCaseResult() => new() { RecordId = RecordId, State = State, Reason = Reason, SubjectId = SubjectId, RemediatedOn = RemediatedOn, Evidence = Evidence.Count == 0 ? null : Evidence.ToString() };

    /// <summary>Reference, state and reason in one line.</summary>
    public override string ToString() => $"{Reference} {State}: {Reason}";
}
