namespace Ed2402Posture.Core.Exposure.Cases;

/// <summary>Which status report.</summary>
public enum ReportKind
{
    /// <summary>The first one.</summary>
    Initial = 0,
    /// <summary>The update at a set date.</summary>
    Update,
    /// <summary>One of those that follow week by week.</summary>
    Weekly,
}

/// <summary>A status report as a case's history keeps it: its numbers, so that the next one can tell what changed.</summary>
public sealed record CaseReport
{
    /// <summary>Which.</summary>
    public required ReportKind Kind { get; init; }
    /// <summary>Its number within the case, from 1.</summary>
    public required int Number { get; init; }
    /// <summary>The tenant; null when the report was made without one.</summary>
    public string? TenantId { get; init; }
    /// <summary>When the tenant's data was read (UTC).</summary>
    public DateTimeOffset? CollectedAt { get; init; }
    /// <summary>Its numbers, by name.</summary>
    public required IReadOnlyDictionary<string, int> Numbers { get; init; }
}
