using System.Text;
using System.Text.Json;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Exposure.Records;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Reporting;
using Ed2402Posture.Core.Reporting.Formats;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Azure;
using Ed2402Posture.Tests.Unit.Reporting;

namespace Ed2402Posture.Tests.Unit.Exposure;

/// <content>The same list through review and reports.</content>
public sealed partial class ExposureEndToEndTests
{
    [Fact]
    public async Task Two_hundred_rows_are_reviewed_and_reported_and_the_numbers_add_up()
    {
        string folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            ExposureList list = ExposureListReader.ReadCsv(new MemoryStream(Encoding.UTF8.GetBytes(Csv())), TenantBuilder.Now);
            ExposureCase opened = ExposureCase.Open(new CaseDetails { Title = "Leak", Contact = "soc@contoso.com" }, TenantBuilder.Now, "alice").WithRecords(list.Records, TenantBuilder.Now, "alice");
            (ExposureCase first, StatusReport initial, ReviewOutcome? review) = await RunAsync(opened, remediated: false, ReportKind.Initial, 0, folder);

            // Of every account of one kind a sign-in from abroad, of every application of another the exposed key in use; the others are quiet.
            Assert.Equal(EachKind, review!.Observations.Count(o => o.Kind == ActivityKind.NewCountry));
            Assert.Equal(EachKind, review.Observations.Count(o => o.Kind == ActivityKind.ExposedCredentialUsed));
            Assert.Equal(EachKind, review.Observations.Count(o => o.Kind == ActivityKind.CredentialChange));
            Assert.Equal(["Federation settings"], review.Observations.Where(o => o.Kind == ActivityKind.FederationChange).Select(o => o.What!.Split(": ")[1]));
            Assert.Equal((15 * EachKind, 0, 10 * EachKind, 3 * EachKind, 2 * EachKind, 0), Six(initial.Numbers));
            Assert.Equal("This is the first report of the case.", initial.Changes.Text);
            Assert.Equal(ActionState.NotStarted, initial.Actions[0].State);
            Assert.All(initial.Items.Where(i => i.Reference.StartsWith("password", StringComparison.Ordinal)), i => Assert.Equal((1, MaliciousActivity.Unknown, true), (i.ToJudge, i.MaliciousActivity, i.ReviewIsWhole)));

            (ExposureCase second, StatusReport weekly, _) = await RunAsync(first, remediated: true, ReportKind.Weekly, 7, folder);
            Assert.Equal((15 * EachKind, 9 * EachKind, 0, 4 * EachKind, 2 * EachKind, 0), Six(weekly.Numbers));
            Assert.Equal((2, 2, 1), (weekly.Number, weekly.Week, weekly.Changes.Since));
            Assert.Equal(9 * EachKind, weekly.Changes.Records.Count(r => r.Contains("state Open, now Remediated", StringComparison.Ordinal)));
            Assert.Equal(10 * EachKind, weekly.Changes.Records.Count);
            Assert.Contains("Remediated: 0, now 108", weekly.Changes.Numbers);
            Assert.Equal((ActionState.InProgress, 9 * EachKind), (weekly.Actions[0].State, weekly.Actions[0].Done));

            (_, StatusReport same, _) = await RunAsync(second, remediated: true, ReportKind.Weekly, 8, folder);
            Assert.StartsWith("Nothing changed since report 2", same.Changes.Text, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Records, int Remediated, int Open, int CannotProve, int NotFound, int NotTested) Six(CaseNumbers n) => (n.Records, n.Remediated, n.Open, n.CannotProve, n.NotFound, n.NotTested);

    private static async Task<(ExposureCase Case, StatusReport Report, ReviewOutcome? Review)> RunAsync(ExposureCase exposureCase, bool remediated, ReportKind kind, int day, string folder)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        await using AzureScan scan = await AzureScan.StartAsync(WithLogs(Tenant(remediated)));
        var builder = new SnapshotBuilder { Scope = ExposureProof.Scope(exposureCase.Records) };
        await scan.Source.CollectAsync([.. ExposureProof.Needs([.. exposureCase.Records]), .. CheckRunner.DatasetsFor(CheckCatalogue.All)], builder, new ListeningObserver(), token);
        Snapshot snapshot = builder.Build(scan.Simulator.Options.Snapshot.Info);
        DateTimeOffset now = TenantBuilder.Now.AddDays(day);

        ExposureCase tested = exposureCase.WithTest(snapshot.Info.TenantId, snapshot.Info.CollectedAt, [.. ExposureProof.Prove(exposureCase.Records, snapshot, exposureCase.Results).Select(r => r.ToCaseResult())], now, "alice");
        ReviewOutcome? review = null;
        if (kind == ReportKind.Initial)
        {
            (IReadOnlyList<ReviewSubject> subjects, IReadOnlyList<NotReviewed> without) = ReviewSubjects.Of(tested.Records, snapshot);
            Assert.Equal((11 * EachKind, 4 * EachKind), (subjects.Count, without.Count));
            var reader = new LogReader(scan.Source, Path.Combine(folder, "logs"), new ListeningObserver(), new Clock(TenantBuilder.Now));
            review = await ReviewRun.RunAsync(subjects, new LongKept(reader), "Contoso", TimeSpan.FromDays(20), token);
            tested = tested.WithReview(CaseReview.Of(snapshot.Info.TenantId, subjects, review), now, "alice");
        }

        var analysis = new TenantAnalysis(snapshot, PostureSettings.Default);
        StatusReport report = StatusReportBuilder.Build(tested, kind, snapshot, PostureStatus.Of(analysis, [.. CheckRunner.Run(analysis, [.. CheckCatalogue.All])]), now, "alice");
        StatusReportTests.AssertAddsUp(report);
        Assert.NotEmpty(report.Posture!.Categories);
        await AssertFilesAsync(report, folder);
        return (tested.WithReport(StatusReportBuilder.ToCaseReport(report), now, "alice"), report, review);
    }

    private static async Task AssertFilesAsync(StatusReport report, string folder)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        foreach (string ending in ReportFiles.Endings)
        {
            await ReportFiles.WriteAsync(report, Path.Combine(folder, "report" + ending), token);
        }

        Assert.Equal(report.Numbers.Records + 1, (await File.ReadAllLinesAsync(Path.Combine(folder, "report.csv"), token)).Length);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "report.json"), token));
        Assert.Equal(report.Numbers.Records, json.RootElement.GetProperty("report").GetProperty("items").GetArrayLength());
    }

    // Sign-ins of every account and application before the exposure and after it, in the same way but for two kinds.
    private static TenantBuilder WithLogs(TenantBuilder tenant)
    {
        for (int i = 0; i < EachKind; i++)
        {
            foreach (string user in (string[])[$"password{i}", $"token{i}", $"synced{i}"])
            {
                string id = TenantBuilder.Id($"user:{user}");
                tenant.SignIns.Add(SignIn($"{user} before", Before, "US") with { UserId = id });
                tenant.SignIns.Add(SignIn($"{user} after", After, user.StartsWith("password", StringComparison.Ordinal) ? "KP" : "US") with { UserId = id });
            }

            foreach (string app in (string[])[$"secret{i}", $"principal{i}", $"left{i}"])
            {
                string key = app.StartsWith("secret", StringComparison.Ordinal) ? TenantBuilder.Id($"secret:old{i}") : "unknown";
                tenant.OtherSignIns.AddRange(new[] { Before, After }.Select(at => SignIn($"{app} {at:d}", at, "US") with { AppId = TenantBuilder.Id($"app:{app}"), ServicePrincipalCredentialKeyId = key, SignInEventTypes = ["servicePrincipal"] }));
            }

            tenant.DirectoryAudits.Add(Audit($"added {i}", "Update application – Certificates and secrets management", TenantBuilder.Id($"app:left{i}"), $"left{i}"));
        }

        tenant.DirectoryAudits.Add(Audit("federation", "Set federation settings on domain", "contoso.com", "Federation settings"));
        return tenant;
    }

    private static DirectoryAudit Audit(string id, string activity, string target, string name) =>
        new() { Id = id, ActivityDateTime = After, ActivityDisplayName = activity, Category = "ApplicationManagement", Result = "success", InitiatedBy = new AuditInitiator { User = new AuditUser { UserPrincipalName = "mallory@contoso.com" } }, TargetResources = [new AuditTarget { Id = target, DisplayName = name }] };

    private static SignIn SignIn(string id, DateTimeOffset at, string country) =>
        new() { Id = id, CreatedDateTime = at, IpAddress = "192.0.2.1", Location = new SignInLocation { CountryOrRegion = country }, Status = new SignInStatus { ErrorCode = 0 } };

    /// <summary>A tenant whose logs are kept long enough to show the time before the exposure.</summary>
    private sealed class LongKept(LogReader reader) : ILogs
    {
        public Task<LogReading<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset from, CancellationToken cancellationToken)
            where T : class => reader.ReadAsync(stream, from, TimeSpan.FromDays(90), cancellationToken);
    }

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
