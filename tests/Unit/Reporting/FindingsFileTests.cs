using System.Globalization;
using System.Text;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Reporting;
using Ed2402Posture.Core.Reporting.Formats;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Unit.Checks;

namespace Ed2402Posture.Tests.Unit.Reporting;

public sealed class FindingsFileTests : IDisposable
{
    private static readonly Snapshot Tenant = PlantedTenant.Make().Build();
    private readonly string folder = Directory.CreateTempSubdirectory("ed2402-").FullName;

    [Fact]
    public async Task Every_finding_is_a_line_with_every_property()
    {
        PostureReport report = PostureReport.Of(new(Tenant, PlantedTenant.Settings), TestContext.Current.CancellationToken);
        byte[] file = await WriteAsync(report);
        Assert.Equal(Encoding.UTF8.GetPreamble(), file[..3]);
        string[][] lines = [.. Cells(Encoding.UTF8.GetString(file[3..]))];
        Finding[] findings = [.. report.Checks.SelectMany(c => c.Findings)];
        Assert.Equal(typeof(Finding).GetProperties().Select(p => p.Name), lines[0]);
        Assert.Equal(findings.Length, lines.Length - 1);
        Assert.Contains(findings, f => f.Outcome == Outcome.Pass);
        Assert.All(lines.Skip(1).Zip(findings), pair =>
        {
            Assert.Equal((pair.Second.CheckId, pair.Second.Reason, pair.Second.Outcome.ToString()), (pair.First[0], pair.First[5], pair.First[4]));
            Assert.Equal(pair.Second.CollectedAt.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), pair.First[15]);
        });
    }

    [Theory]
    [InlineData("th-TH")]
    [InlineData("ar-SA")]
    [InlineData("fa-IR")]
    [InlineData("tr-TR")]
    [InlineData("de-DE")]
    public async Task Calendars_and_digits_of_the_user_change_nothing(string culture)
    {
        (byte[] plainFindings, byte[] plainPage) = await UnderAsync(CultureInfo.InvariantCulture);
        (byte[] findings, byte[] page) = await UnderAsync(CultureInfo.GetCultureInfo(culture));
        Assert.Equal(Encoding.UTF8.GetString(plainFindings), Encoding.UTF8.GetString(findings));
        Assert.Equal(Encoding.UTF8.GetString(plainPage), Encoding.UTF8.GetString(page));
    }

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("a, \"b\"", "\"a, \"\"b\"\"\"")]
    [InlineData("a-b", "a-b")]
    public async Task A_name_is_no_formula_and_no_column(string name, string cell)
    {
        PostureReport report = PostureReport.Of(new(Tenant, PlantedTenant.Settings), TestContext.Current.CancellationToken);
        PostureReportCheck first = report.Checks[0];
        report = report with { Checks = [first with { Findings = [first.Findings[0] with { Subject = name }] }] };
        Assert.Contains("," + cell + ",", Encoding.UTF8.GetString(await WriteAsync(report)), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<(byte[] Findings, byte[] Page)> UnderAsync(CultureInfo culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = culture;
        try
        {
            PostureReport report = PostureReport.Of(new(Tenant, PlantedTenant.Settings), TestContext.Current.CancellationToken);
            return (await WriteAsync(report), await WriteAsync(report, ".md"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private async Task<byte[]> WriteAsync(PostureReport report, string ending = ".csv")
    {
        string path = Path.Combine(folder, "findings" + ending);
        await ReportFiles.WriteAsync(report, path, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        return await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
    }

    /// <summary>The cells of CSV, read by the rules of RFC 4180.</summary>
    private static IEnumerable<string[]> Cells(string text)
    {
        var line = new List<string>();
        var cell = new StringBuilder();
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quoted ? c == '"' && (i + 1 == text.Length || text[i + 1] != '"') : c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted && c == '"')
            {
                cell.Append('"');
                i++;
            }
            else if (!quoted && c is ',' or '\n' && !quoted)
            {
                line.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == '\n')
                {
                    yield return [.. line];
                    line.Clear();
                }
            }
            else
            {
                cell.Append(c);
            }
        }
    }
}
