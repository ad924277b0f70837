using System.Text;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>The findings of a scan as CSV, passes too, one a line, under the names of a finding's properties.</summary>
internal static class CsvFindings
{
    private static readonly (string Name, Func<Finding, object?> Of)[] Columns =
    [
        (nameof(Finding.CheckId), f => f.CheckId), (nameof(Finding.Title), f => f.Title), (nameof(Finding.Category), f => f.Category), (nameof(Finding.Severity), f => f.Severity), (nameof(Finding.Outcome), f => f.Outcome),
        (nameof(Finding.Reason), f => f.Reason), (nameof(Finding.Subject), f => f.Subject), (nameof(Finding.SubjectId), f => f.SubjectId), (nameof(Finding.SubjectType), f => f.SubjectType), (nameof(Finding.Resource), f => f.Resource),
        (nameof(Finding.Evidence), f => f.Evidence), (nameof(Finding.Remediation), f => f.Remediation), (nameof(Finding.Provenance), f => f.Provenance), (nameof(Finding.References), f => f.References), (nameof(Finding.TenantId), f => f.TenantId),
        (nameof(Finding.CollectedAt), f => f.CollectedAt), (nameof(Finding.WaivedUntil), f => f.WaivedUntil),
    ];

    public static string Write(PostureReport report)
    {
        var text = new StringBuilder().AppendJoin(',', Columns.Select(c => c.Name)).Append("\r\n");
        foreach (Finding finding in report.Checks.SelectMany(c => c.Findings))
        {
            text.AppendJoin(',', Columns.Select(c => CsvCells.Of(c.Of(finding)))).Append("\r\n");
        }

        return text.ToString();
    }
}
