namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>What a proof says of one record, before it is joined with the record's own particulars.</summary>
internal sealed record Verdict(ExposureState State, string Reason, IReadOnlyList<EvidenceItem> Evidence)
{
    public string? Subject { get; init; }
    public string? SubjectId { get; init; }
    public string? SubjectType { get; init; }
    public string? ToDo { get; init; }
    public DateTimeOffset? RemediatedOn { get; init; }
    public DateTimeOffset? UsableUntil { get; init; }
    public string? MethodsAdded { get; init; }
    public IReadOnlyList<string> Candidates { get; init; } = [];
}
