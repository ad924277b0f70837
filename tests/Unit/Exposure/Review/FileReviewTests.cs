using System.Text.Json;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Exposure.Spray;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Exposure.Review;

public sealed class FileReviewTests : IDisposable
{
    private static readonly DateTimeOffset Since = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly ReviewSubject Alice = new() { Id = "u", Name = "alice@contoso.com", IsUser = true, Since = Since, Ids = new HashSet<string>(["u", "alice@contoso.com"], StringComparer.OrdinalIgnoreCase), RecordIds = ["r"] };
    private static readonly ReviewSubject App = new() { Id = "app", Name = "HR", IsUser = false, Since = Since, Ids = new HashSet<string>(["app"], StringComparer.OrdinalIgnoreCase) };
    private readonly string file = Path.GetTempFileName();

    public void Dispose() => File.Delete(file);

    [Fact]
    public async Task Files_alone_show_what_is_new_and_never_that_nothing_happened()
    {
        ReviewOutcome outcome = await ReviewAsync(new NoLogs(), SignIn("1", -20, "NO"), SignIn("2", -3, "NO"), SignIn("3", 2, "RU"), SignIn("4", 2, "RU") with { UserId = "other", UserPrincipalName = "bob@contoso.com" });
        ActivityObservation news = Assert.Single(outcome.Observations, o => o.Kind == ActivityKind.NewCountry);
        Assert.Equal(("RU", 1L, "3"), (news.What, news.Count, news.Evidence.ToString()));
        Assert.Contains("as far as the files hold them", news.Baseline, StringComparison.Ordinal);
        ActivityObservation window = Assert.Single(outcome.Observations, o => o.Kind == ActivityKind.LogFiles);
        Assert.Equal("InteractiveSignIns: 4 entries of files, from 2026-09-15 08:00 to 2026-10-07 08:00 UTC as far as they hold them.", window.Text);
        Assert.Contains(outcome.Observations, o => o is { Kind: ActivityKind.LogGap, What: "NonInteractiveSignIns", Severity: Severity.High });
        Assert.DoesNotContain((await ReviewAsync(new NoLogs(), SignIn("1", -20, "NO"))).Observations, o => o.Kind == ActivityKind.NotUsed);
    }

    [Fact]
    public async Task What_the_log_holds_too_counts_once()
    {
        var logs = new SomeLogs(Since.AddDays(-2), SignIn("2", -1, "NO"), SignIn("3", 2, "RU"));
        ReviewOutcome outcome = await ReviewAsync(logs, SignIn("1", -20, "NO"), SignIn("2", -1, "NO"), SignIn("3", 2, "RU"));
        Assert.Equal(1, Assert.Single(outcome.Observations, o => o.Kind == ActivityKind.NewCountry).Count);
        Assert.Equal(1, Assert.Single(outcome.Observations, o => o.Kind == ActivityKind.LastUse).Count);
        Assert.StartsWith("NO (2 sign-ins in 2 days", Assert.Single(outcome.Observations, o => o.Kind == ActivityKind.NewCountry).Baseline, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_reach_the_logs_beginning_bridge_its_gap_and_others_do_not()
    {
        // The service keeps only from a day after the exposure on.
        var logs = new SomeLogs(Since.AddDays(1), SignIn("9", 3, "NO"));
        ReviewOutcome bridged = await ReviewAsync(logs, SignIn("1", -5, "NO"), SignIn("2", 1, "NO"));
        Assert.Equal(Severity.Low, Assert.Single(bridged.Observations, o => o is { Kind: ActivityKind.LogGap, What: "InteractiveSignIns" }).Severity);
        Assert.DoesNotContain("cannot be seen", bridged.Observations.First(o => o is { Kind: ActivityKind.LogGap, What: "InteractiveSignIns" }).Text, StringComparison.Ordinal);
        ReviewOutcome open = await ReviewAsync(logs, SignIn("1", -5, "NO"), SignIn("2", -3, "NO"));
        Assert.Equal(Severity.High, Assert.Single(open.Observations, o => o is { Kind: ActivityKind.LogGap, What: "InteractiveSignIns" }).Severity);
        ReviewedRecord kept = CaseReview.Of("t", [Alice], bridged).Records[0];
        Assert.False(kept.IsWhole);
        Assert.Contains("InteractiveSignIns with files", kept.Logs, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sign_ins_of_an_application_are_its_own_and_not_those_of_users_into_it()
    {
        ReviewOutcome outcome = await ReviewAsync(
            new NoLogs(), SignIn("1", -5, "NO") with { AppId = "app" }, Workload("2", -5, "NO"), Workload("3", 2, "RU"), Workload("4", 2, "CN") with { AppId = "other" });
        Assert.Equal(["RU"], outcome.Observations.Where(o => o is { Kind: ActivityKind.NewCountry, SubjectId: "app" }).Select(o => o.What));
    }

    [Fact]
    public async Task Changes_of_files_and_log_are_one()
    {
        var change = new DirectoryAudit { Id = "d", ActivityDateTime = Since.AddDays(1), ActivityDisplayName = "Add service principal credentials", Result = "success", InitiatedBy = new AuditInitiator { User = new AuditUser { Id = "u" } }, TargetResources = [new AuditTarget { Id = "x", DisplayName = "X" }] };
        File.WriteAllLines(file, [JsonSerializer.Serialize(change, Json), JsonSerializer.Serialize(change with { Id = "D" }, Json), JsonSerializer.Serialize(change with { Id = "e" }, Json)]);
        ReviewOutcome outcome = await ReviewRun.RunAsync([Alice], new SomeLogs(Since.AddDays(-9)) { Changes = [change] }, "Contoso", TimeSpan.FromDays(30), TestContext.Current.CancellationToken, new LogFiles([file]));
        Assert.Equal(2, Assert.Single(outcome.Observations, o => o.Kind == ActivityKind.CredentialChange).Count);
    }

    [Fact]
    public void A_search_for_sprays_takes_users_sign_ins_of_log_and_files_once()
    {
        File.WriteAllLines(file, [.. ((SignIn[])[SignIn("1", 1, "NO"), SignIn("2", 1, "NO"), Workload("3", 1, "NO")]).Select(s => JsonSerializer.Serialize(s, Json))]);
        var log = new LogReading<SignIn>(new LogCoverage { Log = "InteractiveSignIns", Status = DatasetStatus.Complete, Asked = Since }, () => [SignIn("2", 1, "NO")]);
        Assert.Equal(["2", "1"], SpraySource.Read([log], new LogFiles([file])).Select(s => s.Id));
        Assert.Equal(["1", "2"], SpraySource.Read([], new LogFiles([file])).Select(s => s.Id));
    }

    private static SignIn SignIn(string id, int day, string country) => new()
    {
        Id = id, CreatedDateTime = Since.AddDays(day).AddHours(8), UserId = "u", UserPrincipalName = "alice@contoso.com", AppDisplayName = "Outlook", IpAddress = "192.0.2.1", Status = new SignInStatus { ErrorCode = 0 }, Location = new SignInLocation { CountryOrRegion = country },
    };

    private static SignIn Workload(string id, int day, string country) => SignIn(id, day, country) with { UserId = null, UserPrincipalName = null, AppId = "app", ServicePrincipalId = "sp", SignInEventTypes = ["servicePrincipal"] };

    private Task<ReviewOutcome> ReviewAsync(ILogs logs, params SignIn[] inFile)
    {
        File.WriteAllLines(file, inFile.Select(s => JsonSerializer.Serialize(s, Json)));
        return ReviewRun.RunAsync([Alice, App], logs, "Contoso", TimeSpan.FromDays(30), TestContext.Current.CancellationToken, new LogFiles([file]));
    }

    /// <summary>A log that is kept from a day on.</summary>
    private sealed class SomeLogs(DateTimeOffset from, params SignIn[] signIns) : ILogs
    {
        public DirectoryAudit[] Changes { get; init; } = [];

        public Task<LogReading<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset asked, CancellationToken cancellationToken)
            where T : class
        {
            T[] entries = stream.Kind switch { LogKind.InteractiveSignIns => [.. signIns.Cast<T>()], LogKind.DirectoryAudits => [.. Changes.Cast<T>()], _ => [] };
            return Task.FromResult(new LogReading<T>(new LogCoverage { Log = $"{stream.Kind}", Subject = stream.Subject, Asked = asked, Status = DatasetStatus.Complete, From = from, To = Since.AddDays(20), Entries = entries.Length }, () => entries));
        }
    }
}
