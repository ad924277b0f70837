using Ed2402Posture.Core.Settings;

namespace Ed2402Posture.Core.Checks;

/// <summary>Makes findings of a check's metadata, so that a check says only what is its own.</summary>
internal static class FindingFactory
{
    /// <summary>Makes a finding; remediation goes with what is to be mended, never with what holds.</summary>
    public static Finding Create(CheckMetadata check, CheckContext context, Outcome outcome, Subject subject, string reason, string? resource = null, string? evidence = null, Severity? severity = null, string? remediation = null) => new()
    {
        CheckId = check.Id,
        Title = check.Title,
        Category = check.Category,
        Severity = severity ?? check.Severity,
        Outcome = outcome,
        Reason = reason,
        Subject = subject.Name,
        SubjectId = subject.Id,
        SubjectType = subject.Type,
        Resource = resource,
        Evidence = Evidence(check, context, evidence),
        Remediation = remediation ?? (outcome is Outcome.Fail or Outcome.Warning ? check.Remediation : null),
        Provenance = check.ProvenanceText,
        References = check.ReferencesText,
        TenantId = context.Snapshot.Info.TenantId,
        CollectedAt = context.Now,
    };

    /// <summary>A threshold that the settings changed is shown with every verdict that may rest on it.</summary>
    private static string? Evidence(CheckMetadata check, CheckContext context, string? evidence) =>
        string.Join(", ", DeclaredSettings.Thresholds(check, context.Settings)) is { Length: > 0 } changed ? $"{(evidence is null ? "" : evidence + "; ")}settings: {changed}" : evidence;
}
