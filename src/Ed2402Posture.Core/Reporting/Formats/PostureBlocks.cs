using System.Globalization;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Core.Reporting.Formats;

/// <summary>A report of a scan as people read it, piece by piece. Passes are counted, not listed.</summary>
internal static class PostureBlocks
{
    private const string ScubaPrefix = "SCuBA ";
    private static readonly Outcome[] Counted = [Outcome.Fail, Outcome.Warning, Outcome.NotAssessed, Outcome.Waived, Outcome.NotApplicable, Outcome.Pass];
    private static readonly Outcome[] Listed = [Outcome.Fail, Outcome.Warning, Outcome.NotAssessed, Outcome.Waived];

    public static IEnumerable<ReportBlock> Of(PostureReport report)
    {
        string name = report.Info.TenantName ?? report.Info.TenantId;
        yield return new Heading(1, $"Privileged accounts of {name}");
        yield return new Table(["", ""],
        [
            ["Tenant", $"{name} ({report.Info.TenantId})"], ["Cloud", report.Info.Cloud], ["Data read", ReportBlocks.Time(report.Info.CollectedAt)], ["Read by", $"Ed2402Posture {report.Info.ModuleVersion}"],
        ]);
        if (report.Info.IsDemo)
        {
            yield return new Paragraph("This is the sample tenant, not yours.", IsImportant: true);
        }

        foreach (ReportBlock block in Unread(report).Concat(ReportBlocks.Posture(report.Posture, leadsOn: true)).Concat(Settings(report)).Concat(Checks(report)).Concat(Policies(report)).Concat(Accounts(report)))
        {
            yield return block;
        }

        yield return new Paragraph("CISA closed Emergency Directive 24-02 on 8 January 2026; federal agencies follow Binding Operational Directive 25-01. Nothing here claims compliance with either.");
    }

    private static IEnumerable<ReportBlock> Unread(PostureReport report)
    {
        if (report.Unread.Count > 0)
        {
            yield return new Paragraph("Not everything was read. What rests on it is 'NotAssessed' below, never passed:", IsImportant: true);
            yield return new BulletList(report.Unread);
        }
    }

    private static IEnumerable<ReportBlock> Settings(PostureReport report)
    {
        if (report.Settings.Count > 0)
        {
            yield return new Heading(2, "What the settings declare");
            yield return new Paragraph("These declarations change what is called a failure:");
            yield return new BulletList(report.Settings);
        }
    }

    private static IEnumerable<ReportBlock> Checks(PostureReport report)
    {
        yield return new Heading(2, "What is to be done");
        var clean = new List<string>();
        foreach (PostureReportCheck check in report.Checks.OrderByDescending(c => c.Findings.Where(f => f.Outcome == Outcome.Fail).Select(f => (int)f.Severity).DefaultIfEmpty(-1).Max()))
        {
            Finding[] listed = [.. check.Findings.Where(f => Listed.Contains(f.Outcome)).OrderBy(f => Array.IndexOf(Listed, f.Outcome)).ThenByDescending(f => f.Severity)];
            if (listed.Length == 0)
            {
                clean.Add($"{check.Check.Id}  {check.Check.Title} ({(check.Findings.Any(f => f.Outcome == Outcome.Pass) ? $"{Count(check, Outcome.Pass)} pass" : "does not apply")})");
                continue;
            }

            yield return new Heading(3, $"{check.Check.Id}  {check.Check.Title}", check.Check.Id);
            yield return new Paragraph(string.Join(", ", Listed.Append(Outcome.Pass).Where(o => check.Findings.Any(f => f.Outcome == o)).Select(o => $"{Count(check, o)} {o}")) + $". {string.Join("; ", check.Check.References)}.");
            if (listed.Any(f => f.Outcome == Outcome.Fail))
            {
                yield return new Paragraph($"What to do: {check.Check.Remediation}");
            }

            yield return new Table(["Outcome", "Severity", "Subject", "Concerns", "Reason"],
                [.. listed.Select(f => (IReadOnlyList<string>)[f.Outcome == Outcome.Waived ? $"Waived until {ReportBlocks.Day(f.WaivedUntil)}" : f.Outcome.ToString(), f.Severity.ToString(), f.Subject, f.Resource ?? "", f.Reason])]);
        }

        if (clean.Count > 0)
        {
            yield return new Heading(2, "Checks with nothing to be done");
            yield return new BulletList(clean);
        }
    }

    // Agencies report by policy of the baseline. A check may look closer than the policy, or at privileged accounts alone: a row is no verdict on the policy.
    private static IEnumerable<ReportBlock> Policies(PostureReport report)
    {
        var cited = report.Checks
            .SelectMany(c => c.Check.References.Where(r => r.StartsWith(ScubaPrefix, StringComparison.Ordinal)).Select(r => (Policy: r[ScubaPrefix.Length..], Check: c)))
            .GroupBy(c => c.Policy, c => c.Check).OrderBy(g => g.Key, StringComparer.Ordinal).ToArray();
        yield return new Heading(2, "By policy of the SCuBA baseline");
        yield return new Paragraph("What the checks found that refer to a policy. They judge privileged accounts and what protects them, at times more strictly than the policy, and not the rest of the tenant: no row is a verdict on the policy.");
        yield return new Table(["Policy", "Checks", .. Counted.Select(o => o.ToString())],
            [.. cited.Select(g => (IReadOnlyList<string>)[g.Key, string.Join(", ", g.Select(c => c.Check.Id)), .. Counted.Select(o => ReportBlocks.Number(g.Sum(c => c.Findings.Count(f => f.Outcome == o))))])]);
    }

    private static IEnumerable<ReportBlock> Accounts(PostureReport report)
    {
        yield return new Heading(2, "Privileged accounts");
        yield return new Table(["Tier", "Account", "Type", "Standing", "Eligible", "Enabled", "Conditional access demands", "Sign-in in effect", "Last sign-in", "Shortest path"],
            [.. report.Accounts.Select(Row)]);
    }

    private static IReadOnlyList<string> Row(PostureReportAccount row) =>
    [
        ReportBlocks.Number(row.Account.Tier), row.Account.ToString(), row.Account.Type.ToString(), YesNo(row.Account.Standing), YesNo(row.Account.Eligible), row.Account.Enabled is { } enabled ? YesNo(enabled) : "not read",
        row.Required?.ToString() ?? (row.Strength is null ? "" : "not read"), row.Strength?.ToString() ?? "", row.Account.LastSignIn is { } last ? ReportBlocks.Day(last) : row.Account.LastSignInKnown ? "never" : "not read", row.Account.ShortestPath,
    ];

    private static string YesNo(bool value) => value ? "yes" : "no";

    private static string Count(PostureReportCheck check, Outcome outcome) => check.Findings.Count(f => f.Outcome == outcome).ToString(CultureInfo.InvariantCulture);
}
