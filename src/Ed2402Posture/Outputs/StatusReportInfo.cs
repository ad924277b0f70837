using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Reporting;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Outputs;

/// <summary>A status report that was written, in numbers.</summary>
public sealed class StatusReportInfo
{
    internal StatusReportInfo(StatusReport report, IReadOnlyList<string> paths)
    {
        Kind = report.Kind;
        Number = report.Number;
        Week = report.Week;
        Title = report.Title;
        CaseId = report.CaseId;
        TenantId = report.TenantId;
        CreatedAt = report.CreatedAt;
        CollectedAt = report.CollectedAt;
        Records = report.Numbers.Records;
        Remediated = report.Numbers.Remediated;
        Open = report.Numbers.Open;
        CannotProve = report.Numbers.CannotProve;
        NotFound = report.Numbers.NotFound;
        NotTested = report.Numbers.NotTested;
        Closed = report.Numbers.Closed;
        Outstanding = report.Numbers.Outstanding;
        Overdue = report.Numbers.Overdue;
        Changed = report.Changes.Numbers.Count + report.Changes.Records.Count > 0 || report.Changes.Since is null;
        Changes = report.Changes.Text;
        Paths = new TextList<string>([.. paths]);
    }

    /// <summary>Which report.</summary>
    public ReportKind Kind { get; }
    /// <summary>Its number within the case, from 1.</summary>
    public int Number { get; }
    /// <summary>The week since the case was opened, from 1.</summary>
    public int Week { get; }
    /// <summary>The case's title.</summary>
    public string Title { get; }
    /// <summary>The case's id.</summary>
    public string CaseId { get; }
    /// <summary>The tenant; null when no tenant was tested yet.</summary>
    public string? TenantId { get; }
    /// <summary>When it was made (UTC).</summary>
    public DateTimeOffset CreatedAt { get; }
    /// <summary>When the data was read by which the records were last tested (UTC); null before the first test.</summary>
    public DateTimeOffset? CollectedAt { get; }
    /// <summary>Number of records.</summary>
    public int Records { get; }
    /// <summary>Records proven to be of no more use.</summary>
    public int Remediated { get; }
    /// <summary>Records of which something is still to be done.</summary>
    public int Open { get; }
    /// <summary>Records that the data does not prove either way.</summary>
    public int CannotProve { get; }
    /// <summary>Records whose subject the tenant does not have.</summary>
    public int NotFound { get; }
    /// <summary>Records that were not tested yet.</summary>
    public int NotTested { get; }
    /// <summary>Records of which nothing is left to do.</summary>
    public int Closed { get; }
    /// <summary>The others.</summary>
    public int Outstanding { get; }
    /// <summary>Outstanding ones whose planned date is past.</summary>
    public int Overdue { get; }
    /// <summary>Whether anything changed since the report before; true for the first one.</summary>
    public bool Changed { get; }
    /// <summary>What changed, in a sentence.</summary>
    public string Changes { get; }
    /// <summary>The files that were written.</summary>
    public TextList<string> Paths { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} status report {Number}: {Title}";
}
