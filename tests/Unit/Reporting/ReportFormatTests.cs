using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Reporting;
using Ed2402Posture.Core.Reporting.Formats;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Tests.Unit.Reporting;

/// <summary>What reports look like in each format, also when names are hostile.</summary>
public sealed class ReportFormatTests : IDisposable
{
    private const string Hostile = "<img src=x onerror=alert(1)> | [click](http://evil) \"&\" `x` **b** <script>";
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task Every_format_says_what_it_is_not_and_what_became_of_the_directive()
    {
        foreach (string ending in ReportFiles.Endings)
        {
            string text = await WriteAsync(Report("plain"), ending);
            Assert.Contains("not the CISA form", text, StringComparison.Ordinal);
            if (ending != ".csv")
            {
                Assert.Contains("8 January 2026", text, StringComparison.Ordinal);
                Assert.Contains("25", text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task A_hostile_name_becomes_no_markup()
    {
        string html = await WriteAsync(Report(Hostile), ".html");
        Assert.DoesNotContain("<img", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http-equiv=\"refresh\"", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(" src=", html.Replace("src=x", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("&lt;img src=x", html, StringComparison.Ordinal);
        string markdown = await WriteAsync(Report(Hostile), ".md");
        Assert.DoesNotContain("<img", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("[click](", markdown, StringComparison.Ordinal);
        Assert.Contains("\\[click\\]", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Html_is_well_formed_and_loads_nothing()
    {
        string html = await WriteAsync(Report(Hostile), ".html");
        var page = XDocument.Parse(html.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("<meta charset=\"utf-8\">", "", StringComparison.Ordinal).Replace("initial-scale=1\">", "initial-scale=1\"/>", StringComparison.Ordinal).Replace("'unsafe-inline'\">", "'unsafe-inline'\"/>", StringComparison.Ordinal));
        Assert.Empty(page.Descendants("script"));
        Assert.DoesNotContain(page.Descendants().Attributes(), a => a.Name.LocalName is "src" or "href" || a.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.All(page.Descendants("table"), t => Assert.Single(t.Descendants("tr").Select(r => r.Elements().Count()).Distinct()));
        Assert.Contains("@media print", html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://evil\")")]
    [InlineData("+1")]
    [InlineData("-1+2")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("  =1")]
    public async Task No_cell_is_a_formula(string name)
    {
        IReadOnlyList<CsvRow> rows = await RowsAsync(Report(name));
        Assert.Equal(2, rows.Count);
        Assert.Equal("'" + name, rows[1].Fields[IndexOf(rows, "Reference")]);
    }

    [Fact]
    public async Task Csv_keeps_commas_quotes_and_breaks_and_has_a_row_a_record()
    {
        const string name = "a, \"b\"\r\nc";
        IReadOnlyList<CsvRow> rows = await RowsAsync(Report(name));
        Assert.Equal(name, rows[1].Fields[IndexOf(rows, "Reference")]);
        Assert.Equal("2026-10-01T00:00:00Z", rows[1].Fields[IndexOf(rows, "ExposedOn")]);
        Assert.All(rows, r => Assert.Equal(rows[0].Fields.Count, r.Fields.Count));
        foreach (string field in (string[])["AgencyId", "TenantId", "Contact", "Actions", "RecordId", "Kind", "AppId", "AppOwners", "Source", "IdentifiedOn", "ResetOn", "AppDeactivatedOn", "LogsReviewed", "LogsFrom", "LogsTo", "MaliciousActivity", "PlannedOn", "Week"])
        {
            Assert.Contains(field, rows[0].Fields);
        }
    }

    [Fact]
    public async Task Json_holds_the_numbers()
    {
        using var json = JsonDocument.Parse(await WriteAsync(Report("plain"), ".json"));
        JsonElement report = json.RootElement.GetProperty("report");
        Assert.Equal((1, "Weekly"), (report.GetProperty("numbers").GetProperty("records").GetInt32(), report.GetProperty("kind").GetString()));
        Assert.Equal("Open", report.GetProperty("items")[0].GetProperty("state").GetString());
        Assert.Equal("This is not the CISA form.", json.RootElement.GetProperty("notices")[0].GetString());
    }

    [Fact]
    public async Task Files_are_their_owners_alone_and_a_stopped_write_leaves_the_old_one()
    {
        string path = Path.Combine(folder, "r.md");
        await ReportFiles.WriteAsync(Report("old"), path, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ReportFiles.WriteAsync(Report("new"), path, new CancellationToken(canceled: true)));
        Assert.Contains("old", await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(folder));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        Assert.Equal("ReportNotWritable", (await Assert.ThrowsAsync<ExposureException>(() => ReportFiles.WriteAsync(Report("x"), Path.Combine(folder, "none", "r.md"), TestContext.Current.CancellationToken))).ErrorId);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static StatusReport Report(string name)
    {
        ExposureCase made = StatusReportTests.Case([StatusReportTests.Record("id") with { Reference = name, Note = name, Source = name, Owner = name, UserPrincipalName = name, ExposedOn = new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero) }]);
        return StatusReportTests.Report(made.WithTest("t", made.OpenedAt, [new CaseResult { RecordId = "id", State = ExposureState.Open, Reason = name }], made.OpenedAt, "alice"), 1);
    }

    private async Task<string> WriteAsync(StatusReport report, string ending)
    {
        string path = Path.Combine(folder, "report" + ending);
        await ReportFiles.WriteAsync(report, path, TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(path, Encoding.UTF8, TestContext.Current.CancellationToken);
    }

    private async Task<IReadOnlyList<CsvRow>> RowsAsync(StatusReport report)
    {
        using var reader = new StringReader(await WriteAsync(report, ".csv"));
        return [.. CsvReader.Read(reader)];
    }

    private static int IndexOf(IReadOnlyList<CsvRow> rows, string column) => rows[0].Fields.ToList().IndexOf(column);
}
