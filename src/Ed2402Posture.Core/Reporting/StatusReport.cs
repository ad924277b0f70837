using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Core.Reporting;

/// <summary>A status report of a case, as plain data: every format is written from it.</summary>
public sealed record StatusReport
{
    /// <summary>What every report says of itself.</summary>
    public static readonly IReadOnlyList<string> Notices =
    [
        "This is not the CISA form.",
        "CISA closed Emergency Directive 24-02 on 8 January 2026. What stands in its place for federal agencies is Binding Operational Directive 25-01 with the SCuBA secure configuration baselines. Nothing here claims compliance with either.",
        "Required actions are given in the module's own words. A state is what the tenant's data proves at the time named; what it cannot prove is said, and is for a person to show.",
    ];

    /// <summary>Which.</summary>
    public required ReportKind Kind { get; init; }
    /// <summary>Its number within the case, from 1.</summary>
    public required int Number { get; init; }
    /// <summary>The week since the case was opened, from 1.</summary>
    public required int Week { get; init; }
    /// <summary>The case's id.</summary>
    public required string CaseId { get; init; }
    /// <summary>The case's title.</summary>
    public required string Title { get; init; }
    /// <summary>The organisation's own identifier.</summary>
    public string? AgencyId { get; init; }
    /// <summary>Whom to ask.</summary>
    public string? Contact { get; init; }
    /// <summary>The tenant's id; null when no tenant was tested yet.</summary>
    public string? TenantId { get; init; }
    /// <summary>The tenant's name.</summary>
    public string? TenantName { get; init; }
    /// <summary>When the case was opened (UTC).</summary>
    public required DateTimeOffset OpenedAt { get; init; }
    /// <summary>When the report was made (UTC).</summary>
    public required DateTimeOffset CreatedAt { get; init; }
    /// <summary>Who made it.</summary>
    public required string CreatedBy { get; init; }
    /// <summary>When the data was read by which the records were last tested (UTC); null before the first test.</summary>
    public DateTimeOffset? CollectedAt { get; init; }
    /// <summary>The hash of the case's newest entry: who keeps it can tell whether the history was cut or written anew.</summary>
    public required string CaseHash { get; init; }
    /// <summary>The numbers over all records.</summary>
    public required CaseNumbers Numbers { get; init; }
    /// <summary>The numbers of each kind of credential.</summary>
    public required IReadOnlyList<KindNumbers> ByKind { get; init; }
    /// <summary>The required actions.</summary>
    public required IReadOnlyList<ActionStatus> Actions { get; init; }
    /// <summary>What changed since the report before.</summary>
    public required ReportChanges Changes { get; init; }
    /// <summary>The records.</summary>
    public required IReadOnlyList<ReportItem> Items { get; init; }
    /// <summary>The posture of the privileged accounts; null when no tenant was read.</summary>
    public PostureStatus? Posture { get; init; }
}
