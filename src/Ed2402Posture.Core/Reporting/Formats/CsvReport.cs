using System.Text;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>A report's records as CSV (RFC 4180), one a line, each with the report's particulars.</summary>
internal static class CsvReport
{
    private static readonly (string Name, Func<StatusReport, ReportItem, object?> Of)[] Columns =
    [
        ("Notice", (_, _) => StatusReport.Notices[0]), ("Report", (r, _) => r.Kind), ("Number", (r, _) => r.Number), ("Week", (r, _) => r.Week), ("CreatedAt", (r, _) => r.CreatedAt), ("AgencyId", (r, _) => r.AgencyId), ("TenantId", (r, _) => r.TenantId),
        ("Contact", (r, _) => r.Contact), ("CaseId", (r, _) => r.CaseId), ("Actions", (_, i) => i.Actions), ("RecordId", (_, i) => i.RecordId), ("Reference", (_, i) => i.Reference), ("Kind", (_, i) => i.Kind), ("Subject", (_, i) => i.Subject),
        ("AppId", (_, i) => i.AppId), ("AppOwners", (_, i) => i.AppOwners), ("Source", (_, i) => i.Source), ("ExposedOn", (_, i) => i.ExposedOn), ("IdentifiedOn", (_, i) => i.IdentifiedOn), ("State", (_, i) => i.State?.ToString() ?? "NotTested"),
        ("Closed", (_, i) => i.Closed), ("ResetOn", (_, i) => i.ResetOn), ("ProvenOn", (_, i) => i.ProvenOn), ("AppDeactivated", (_, i) => i.AppDeactivated), ("AppDeactivatedOn", (_, i) => i.AppDeactivatedOn), ("LogsReviewed", (_, i) => i.LogsReviewed),
        ("LogsFrom", (_, i) => i.LogsFrom), ("LogsTo", (_, i) => i.LogsTo), ("ReviewedOn", (_, i) => i.ReviewedOn), ("ReviewIsWhole", (_, i) => i.ReviewIsWhole), ("MaliciousActivity", (_, i) => i.MaliciousActivity), ("ToJudge", (_, i) => i.ToJudge),
        ("Owner", (_, i) => i.Owner), ("PlannedOn", (_, i) => i.PlannedOn), ("Overdue", (_, i) => i.Overdue), ("Decision", (_, i) => i.Decision), ("Reason", (_, i) => i.Reason), ("Note", (_, i) => i.Note),
    ];

    public static string Write(StatusReport report)
    {
        var text = new StringBuilder().AppendJoin(',', Columns.Select(c => c.Name)).Append("\r\n");
        foreach (ReportItem item in report.Items)
        {
            text.AppendJoin(',', Columns.Select(c => CsvCells.Of(c.Of(report, item)))).Append("\r\n");
        }

        return text.ToString();
    }
}
