using System.Text.RegularExpressions;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Reporting;
using Ed2402Posture.Core.Reporting.Formats;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Unit.Checks;

namespace Ed2402Posture.Tests.Unit.Reporting;

/// <summary>The page that tells people what a scan found.</summary>
public sealed partial class PostureReportTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory().FullName;

    [Fact]
    public async Task Every_finding_that_is_no_pass_is_a_row_and_numbers_add_up()
    {
        TenantAnalysis analysis = new(PlantedTenant.Make().Build(), PlantedTenant.Settings);
        PostureReport report = PostureReport.Of(analysis, TestContext.Current.CancellationToken);
        Finding[] findings = [.. CheckRunner.Run(analysis, CheckCatalogue.All)];
        int listed = findings.Count(f => f.Outcome is Outcome.Fail or Outcome.Warning or Outcome.NotAssessed or Outcome.Waived);
        string html = await WriteAsync(report, ".html");
        Assert.Equal(listed, OutcomeCell().Count(html));
        Assert.Equal(findings.Count(f => f.Outcome == Outcome.Fail), report.Posture.Categories.Sum(c => c.Fail));
        Assert.All(analysis.Privilege.Accounts, a => Assert.Contains(System.Net.WebUtility.HtmlEncode(a.ShortestPath), html, StringComparison.Ordinal));
        Assert.Equal(analysis.Privilege.Accounts.Count, report.Accounts.Count);
    }

    [Fact]
    public async Task Each_failing_check_leads_to_its_section()
    {
        PostureReport report = PostureReport.Of(new(PlantedTenant.Make().Build(), PlantedTenant.Settings), TestContext.Current.CancellationToken);
        string html = await WriteAsync(report, ".html");
        Assert.NotEmpty(report.Posture.Failing);
        Assert.All(report.Posture.Failing, c =>
        {
            Assert.Contains($"<a href=\"#{c.CheckId}\">", html, StringComparison.Ordinal);
            Assert.Contains($"<h3 id=\"{c.CheckId}\">", html, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task What_was_not_read_comes_first_and_nothing_that_rests_on_it_is_clean()
    {
        Snapshot snapshot = PlantedTenant.Make().Unread(Datasets.ConditionalAccessPolicies, DatasetStatus.NoPermission).Build();
        PostureReport report = PostureReport.Of(new(snapshot, PlantedTenant.Settings), TestContext.Current.CancellationToken);
        string markdown = await WriteAsync(report, ".md");
        int unread = markdown.IndexOf("NoPermission: conditionalAccessPolicies", StringComparison.Ordinal);
        Assert.InRange(unread, 1, markdown.IndexOf("## Posture", StringComparison.Ordinal));
        Assert.Contains("### CA-01", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("- CA-01", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenant_that_was_read_whole_has_no_such_notice()
    {
        string markdown = await WriteAsync(PostureReport.Of(new(PlantedTenant.Make().Build(), PlantedTenant.Settings), TestContext.Current.CancellationToken), ".md");
        Assert.DoesNotContain("Not everything was read", markdown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Findings_are_counted_by_policy_of_the_baseline()
    {
        PostureReport report = PostureReport.Of(new(PlantedTenant.Make().Unread(Datasets.ConditionalAccessPolicies, DatasetStatus.NoPermission).Build(), PlantedTenant.Settings), TestContext.Current.CancellationToken);
        string[] rows = [.. (await WriteAsync(report, ".md")).Split('\n').Where(l => l.StartsWith("| MS.AAD.", StringComparison.Ordinal))];
        Assert.Equal(CheckCatalogue.All.SelectMany(c => c.Metadata.References).Where(r => r.StartsWith("SCuBA", StringComparison.Ordinal)).Distinct().Count(), rows.Length);
        Finding[] legacy = [.. report.Checks.Single(c => c.Check.Id == "CA-03").Findings];
        Assert.Contains(Outcome.NotAssessed, legacy.Select(f => f.Outcome));
        int Count(Outcome outcome) => legacy.Count(f => f.Outcome == outcome);
        Assert.Contains(rows, r => r.TrimEnd() == $"| MS.AAD.1.1v1 | CA-03 | {Count(Outcome.Fail)} | {Count(Outcome.Warning)} | {Count(Outcome.NotAssessed)} | {Count(Outcome.Waived)} | {Count(Outcome.NotApplicable)} | {Count(Outcome.Pass)} |");
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private async Task<string> WriteAsync(PostureReport report, string ending)
    {
        string path = Path.Combine(folder, "report" + ending);
        await ReportFiles.WriteAsync(report, path, TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex("<tr><td>(Fail|Warning|NotAssessed|Waived[^<]*)</td>")]
    private static partial Regex OutcomeCell();

    [Fact]
    public async Task What_the_settings_declare_is_told()
    {
        var settings = new Core.Settings.PostureSettings
        {
            BreakGlassAccounts = ["bg1@contoso.onmicrosoft.com"], Waivers = [new Core.Settings.Waiver { CheckId = "PIM-01", Subject = "*", Reason = "migration", Expires = new DateOnly(2027, 1, 1) }],
            Thresholds = new Dictionary<string, IReadOnlyDictionary<string, int>> { ["AZR-02"] = new Dictionary<string, int> { ["maximumOwners"] = 100, ["minimumOwners"] = 2 } },
        };
        string markdown = await WriteAsync(PostureReport.Of(new(PlantedTenant.Make().Build(), settings), TestContext.Current.CancellationToken), ".md");
        Assert.Contains("## What the settings declare", markdown, StringComparison.Ordinal);
        Assert.Contains("bg1@contoso.onmicrosoft.com", markdown, StringComparison.Ordinal);
        Assert.Contains("AZR-02: maximumOwners=100 (default 3)", markdown, StringComparison.Ordinal);
        Assert.Contains("PIM-01 waived for every subject until 2027-01-01: migration", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("minimumOwners", markdown, StringComparison.Ordinal);
        Assert.DoesNotContain("## What the settings declare", await WriteAsync(PostureReport.Of(new(PlantedTenant.Make().Build(), Core.Settings.PostureSettings.Default), TestContext.Current.CancellationToken), ".md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nothing_was_read_no_report_says_that_nothing_fails()
    {
        var tenant = new TenantSimulator.Tenants.TenantBuilder();
        foreach (DatasetDefinition dataset in Datasets.All)
        {
            tenant.Unread(dataset, DatasetStatus.NoPermission);
        }

        PostureReport report = PostureReport.Of(new(tenant.Build(), Core.Settings.PostureSettings.Default), TestContext.Current.CancellationToken);
        string markdown = await WriteAsync(report, ".md");
        Assert.Equal(0, report.Posture.Categories.Sum(c => c.Pass + c.Fail));
        Assert.DoesNotContain("No check fails", markdown, StringComparison.Ordinal);
        Assert.Contains("findings could not be assessed, and may be failures", markdown, StringComparison.Ordinal);
    }
}
