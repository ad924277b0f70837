using System.Globalization;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>A report as people read it, piece by piece.</summary>
internal static class ReportBlocks
{
    public static IEnumerable<ReportBlock> Of(StatusReport report)
    {
        yield return new Heading(1, string.Create(CultureInfo.InvariantCulture, $"{report.Kind} status report {report.Number}: {report.Title}"));
        foreach (string notice in StatusReport.Notices)
        {
            yield return new Paragraph(notice, IsImportant: true);
        }

        yield return Particulars(report);
        yield return new Heading(2, "Required actions");
        yield return new Table(["Action", "What it asks for", "Status", "Done", "Of", "First done", "Last done", "Planned until", "Remarks"],
            [.. report.Actions.Select(a => (IReadOnlyList<string>)[a.Action, a.Title, Words(a.State), Number(a.Done), Number(a.Total), Day(a.FirstOn), Day(a.LastOn), Day(a.PlannedOn), a.Text])]);
        yield return new Heading(2, "Exposed credentials in numbers");
        yield return Numbers(report);
        yield return new Heading(2, "Changes since the last report");
        yield return new Paragraph(report.Changes.Text);
        if (report.Changes.Numbers.Count + report.Changes.Records.Count > 0)
        {
            yield return new BulletList([.. report.Changes.Numbers, .. report.Changes.Records]);
        }

        foreach (ReportBlock block in Open(report).Concat(Posture(report.Posture)).Concat(All(report)))
        {
            yield return block;
        }
    }

    private static Table Particulars(StatusReport report) => new(["", ""],
    [
        ["Organisation", report.AgencyId ?? ""], ["Contact", report.Contact ?? ""], ["Tenant", report.TenantId is null ? "none was read" : report.TenantName is null ? report.TenantId : $"{report.TenantName} ({report.TenantId})"],
        ["Case", report.CaseId], ["Opened", Time(report.OpenedAt)], ["Week", Number(report.Week)], ["Report made", $"{Time(report.CreatedAt)} by {report.CreatedBy}"],
        ["Data read", report.CollectedAt is null ? "the records were not tested yet" : Time(report.CollectedAt)], ["Hash of the case's newest entry", report.CaseHash],
    ]);

    private static Table Numbers(StatusReport report)
    {
        IReadOnlyList<string> Row(string name, CaseNumbers n) =>
            [name, Number(n.Records), Number(n.Remediated), Number(n.Open), Number(n.CannotProve), Number(n.NotFound), Number(n.NotTested), Number(n.Closed), Number(n.Outstanding), Number(n.Overdue), Number(n.WithoutOwner), Number(n.Reviewed)];
        return new Table(["Kind", "Records", "Remediated", "Open", "Cannot prove", "Not found", "Not tested", "Closed", "Outstanding", "Overdue", "Without owner", "Logs reviewed"],
            [.. report.ByKind.Select(k => Row(k.Kind.ToString(), k.Numbers)), Row("All", report.Numbers)]);
    }

    private static IEnumerable<ReportBlock> Open(StatusReport report)
    {
        yield return new Heading(2, "Outstanding");
        ReportItem[] outstanding = [.. report.Items.Where(i => !i.Closed).OrderByDescending(i => i.Overdue).ThenBy(i => i.PlannedOn ?? DateTimeOffset.MaxValue).ThenBy(i => i.Reference, StringComparer.OrdinalIgnoreCase)];
        yield return outstanding.Length == 0 ? new Paragraph("Nothing is outstanding.") : new Table(["Reference", "Kind", "Subject", "State", "Owner", "Planned until", "Overdue", "Why"],
            [.. outstanding.Select(i => (IReadOnlyList<string>)[i.Reference, i.Kind.ToString(), i.Subject, State(i), i.Owner ?? "none", Day(i.PlannedOn), i.Overdue ? "yes" : "", i.Reason ?? ""])]);
    }

    /// <summary>The posture in numbers.</summary>
    internal static IEnumerable<ReportBlock> Posture(PostureStatus? posture, bool leadsOn = false)
    {
        yield return new Heading(2, "Posture of the privileged accounts");
        if (posture is null)
        {
            yield return new Paragraph("No tenant was read for this report: the posture is not known.");
            yield break;
        }

        yield return new Paragraph(string.Create(CultureInfo.InvariantCulture,
            $"Read at {Time(posture.CollectedAt)}. {posture.Accounts} privileged accounts: {posture.Tier0} of tier 0, {posture.Standing} with standing privilege, {posture.Eligible} that can activate it, {posture.Workloads} workloads. Inventory: {posture.Completeness}."));
        yield return new Table(["Area", "Checks", "Failures", "Warnings", "Not assessed", "Waived", "Passes"],
            [.. posture.Categories.Select(c => (IReadOnlyList<string>)[c.Category.ToString(), Number(c.Checks), Number(c.Fail), Number(c.Warning), Number(c.NotAssessed), Number(c.Waived), Number(c.Pass)])]);
        yield return posture.Failing.Count == 0 ? new Paragraph(NoFailure(posture)) : new Table(["Check", "Title", "Severity", "Failures"],
            [.. posture.Failing.Select(c => (IReadOnlyList<string>)[c.CheckId, c.Title, c.Severity.ToString(), Number(c.Failures)])], leadsOn);
    }

    // What was not read may fail.
    private static string NoFailure(PostureStatus posture) => posture.Categories.Sum(c => c.NotAssessed) is > 0 and var open
        ? string.Create(CultureInfo.InvariantCulture, $"Nothing fails of what was read; {open} findings could not be assessed, and may be failures.") : "No check fails.";

    private static IEnumerable<ReportBlock> All(StatusReport report)
    {
        yield return new Heading(2, "All records");
        yield return report.Items.Count == 0 ? new Paragraph("The case has no records.") : new Table(["Reference", "Kind", "Subject", "Application", "State", "Closed", "Identified", "How", "Reset", "App deactivated", "Logs reviewed", "Malicious activity", "Owner"],
            [.. report.Items.Select(i => (IReadOnlyList<string>)[i.Reference, i.Kind.ToString(), i.Subject, i.AppOwners is null ? i.AppId ?? "" : $"{i.AppId} ({i.AppOwners})", State(i), i.Closed ? "yes" : "no", Day(i.IdentifiedOn ?? i.ExposedOn), i.Source ?? "", Reset(i),
                i.AppDeactivated is true ? i.AppDeactivatedOn is null ? "yes" : Day(i.AppDeactivatedOn) : i.AppDeactivated is false ? "no" : "", Logs(i), i.ToJudge > 0 && i.MaliciousActivity == Exposure.Cases.MaliciousActivity.Unknown ? string.Create(CultureInfo.InvariantCulture, $"Unknown, {i.ToJudge} to judge") : i.MaliciousActivity.ToString(), i.Owner ?? ""])]);
    }

    private static string Reset(ReportItem item) => item.ResetOn is not null ? Day(item.ResetOn) : item.ProvenOn is null ? "" : $"by {Day(item.ProvenOn)}";

    private static string Logs(ReportItem item) => item.ReviewedOn is null ? "not reviewed" : item.LogsFrom is null ? $"{item.LogsReviewed ?? "none"}, not whole" : $"{item.LogsReviewed} from {Day(item.LogsFrom)} to {Day(item.LogsTo)}{(item.ReviewIsWhole ? "" : ", not whole")}";

    private static string State(ReportItem item) => item.State switch
    {
        null => "Not tested", Exposure.ExposureState.CannotProve => "Cannot prove", Exposure.ExposureState.NotFound => "Not found", { } state => state.ToString(),
    };

    private static string Words(ActionState state) => state switch
    {
        ActionState.NotStarted => "Not started", ActionState.InProgress => "In progress", ActionState.NotApplicable => "Not applicable", ActionState.NotAssessed => "Not assessed", _ => state.ToString(),
    };

    internal static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    internal static string Day(DateTimeOffset? date) => date?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    internal static string Time(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) ?? "";
}
