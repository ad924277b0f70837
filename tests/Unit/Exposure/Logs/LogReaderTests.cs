using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Azure;

namespace Ed2402Posture.Tests.Unit.Exposure.Logs;

/// <summary>Logs of a simulated tenant, read into a folder; stopped, and read on.</summary>
public sealed class LogReaderTests : IDisposable
{
    private const int Count = 120;
    private static readonly TimeSpan Retention = TimeSpan.FromDays(30);
    private static readonly LogStream<SignIn> Everyone = new(Datasets.SignIns, LogKind.InteractiveSignIns);
    private readonly string root = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public async Task A_log_comes_whole_once_and_from_the_disk_the_second_time()
    {
        await using AzureScan scan = await StartAsync(Tenant());
        LogReading<SignIn> first = await ReadAsync(scan, 30);
        Assert.Equal(Ids(Tenant().SignIns.Where(s => s.CreatedDateTime >= Now.AddDays(-30))), Ids(first.Entries()));
        Assert.Equal((DatasetStatus.Complete, true), (first.Coverage.Status, first.Coverage.IsWhole));
        Assert.Equal(first.Coverage.Entries, first.Entries().Count());
        Assert.Equal(first.Entries().Min(e => e.CreatedDateTime), first.Coverage.Earliest);

        IReadOnlyList<string> recent = Ids(first.Entries().Where(e => e.CreatedDateTime >= Now.AddDays(-20)));
        IReadOnlyList<string> all = Ids(first.Entries());
        int requests = scan.Requests("signIns").Count;
        LogReading<SignIn> second = await ReadAsync(scan, 30, hours: 1);
        Assert.Equal(all, Ids(second.Entries()));
        Assert.True(scan.Requests("signIns").Count - requests < requests, "what is settled is not asked for again");
        Assert.Throws<ExposureException>(() => first.Entries().Count());
        Assert.Equal(recent, Ids((await ReadAsync(scan, 20, hours: 1)).Entries()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    public async Task A_stopped_reading_goes_on_where_it_ended(int pages)
    {
        await using AzureScan scan = await StartAsync(Tenant());
        using var stop = new CancellationTokenSource();
        var stopping = new StoppingObserver(pages, stop);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new LogReader(scan.Source, root, stopping, new Clock(Now)).ReadAsync(Everyone, Now.AddDays(-30), Retention, stop.Token));
        int before = scan.Requests("signIns").Count;

        LogReading<SignIn> rest = await ReadAsync(scan, 30);
        Assert.Equal(Ids(Tenant().SignIns.Where(s => s.CreatedDateTime >= Now.AddDays(-30))), Ids(rest.Entries()));
        Assert.True(scan.Requests("signIns").Count <= await WholeAsync() + 1, $"{before} requests before the stop were not for nothing");
    }

    [Fact]
    public async Task What_a_broken_off_write_left_behind_is_cut_off()
    {
        await using AzureScan scan = await StartAsync(Tenant());
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new LogReader(scan.Source, root, new StoppingObserver(5, stop), new Clock(Now)).ReadAsync(Everyone, Now.AddDays(-30), Retention, stop.Token));
        string part = Assert.Single(Directory.EnumerateFiles(root, "open.part", SearchOption.AllDirectories));
        await File.AppendAllTextAsync(part, """{"id":"half a li""", TestContext.Current.CancellationToken);
        Assert.Equal(Ids(Tenant().SignIns.Where(s => s.CreatedDateTime >= Now.AddDays(-30))), Ids((await ReadAsync(scan, 30)).Entries()));
    }

    [Fact]
    public async Task An_expired_cursor_costs_one_slice_and_no_entry_comes_twice()
    {
        await using AzureScan scan = await StartAsync(Tenant(), o => o.Faults.Add(FaultRule.ExpiredCursor("$skiptoken", times: 1, skip: 12)));
        LogReading<SignIn> reading = await ReadAsync(scan, 30);
        Assert.Equal(Ids(Tenant().SignIns.Where(s => s.CreatedDateTime >= Now.AddDays(-30))), Ids(reading.Entries()));
        Assert.Equal(DatasetStatus.Complete, reading.Coverage.Status);
    }

    [Fact]
    public async Task A_failure_keeps_what_was_read_and_says_so()
    {
        var fault = new FaultRule { PathContains = "signIns", Skip = 8, Times = 40, Status = 403, Body = """{"error":{"code":"UnknownError","message":"no"}}""" };
        await using AzureScan scan = await StartAsync(Tenant(), o => o.Faults.Add(fault));
        LogReading<SignIn> part = await ReadAsync(scan, 30);
        Assert.NotEqual(DatasetStatus.Complete, part.Coverage.Status);
        Assert.False(part.Coverage.IsWhole);
        scan.Simulator.Options.Faults.Clear();
        LogReading<SignIn> whole = await ReadAsync(scan, 30);
        Assert.Equal(Ids(Tenant().SignIns.Where(s => s.CreatedDateTime >= Now.AddDays(-30))), Ids(whole.Entries()));
    }

    [Fact]
    public async Task What_retention_no_longer_shows_is_said()
    {
        await using AzureScan scan = await StartAsync(Tenant());
        LogReading<SignIn> reading = await ReadAsync(scan, 60);
        Assert.False(reading.Coverage.IsWhole);
        Assert.Contains("not kept by the service any more", reading.Coverage.Text, StringComparison.Ordinal);
        Assert.All(scan.Requests("signIns"), r => Assert.DoesNotContain("2026-09-01", Uri.UnescapeDataString(r.PathAndQuery), StringComparison.Ordinal));

        // What was read in time stays known when the service has forgotten it.
        LogReading<SignIn> later = await new LogReader(scan.Source, root, new ListeningObserver(), new Clock(Now.AddDays(5))).ReadAsync(Everyone, Now.AddDays(-29), Retention, TestContext.Current.CancellationToken);
        Assert.True(later.Coverage.IsWhole);
    }

    [Fact]
    public async Task Workloads_and_changes_are_logs_too_and_a_refusal_names_the_permission()
    {
        TenantBuilder tenant = Tenant();
        tenant.OtherSignIns.AddRange([SignIn("secret", 1) with { AppId = "app-1", SignInEventTypes = ["servicePrincipal"] }, SignIn("identity", 2) with { AppId = "app-1", SignInEventTypes = ["managedIdentity"] }, SignIn("other", 2) with { AppId = "app-2", SignInEventTypes = ["servicePrincipal"] }, SignIn("token", 2) with { UserPrincipalName = "o'hara@contoso.com", SignInEventTypes = ["nonInteractiveUser"] }, SignIn("wrong", 2) with { Status = new SignInStatus { ErrorCode = 50126 }, SignInEventTypes = ["nonInteractiveUser"] }]);
        tenant.DirectoryAudits.Add(new DirectoryAudit { Id = "audit", ActivityDateTime = Now.AddDays(-1) });
        await using AzureScan scan = await StartAsync(tenant);
        var reader = new LogReader(scan.Source, root, new ListeningObserver(), new Clock(Now));
        async Task<IReadOnlyList<string>> OfAsync<T>(LogStream<T> stream)
            where T : class => [.. (await reader.ReadAsync(stream, Now.AddDays(-20), Retention, TestContext.Current.CancellationToken)).Entries().Select(LogTimes.Id).Order(StringComparer.Ordinal)];
        Assert.Equal(["identity", "secret"], await OfAsync(new LogStream<SignIn>(Datasets.OtherSignIns, LogKind.WorkloadSignIns, "app-1")));
        Assert.Equal(["token"], await OfAsync(new LogStream<SignIn>(Datasets.OtherSignIns, LogKind.NonInteractiveSignIns, "o'hara@contoso.com")));
        Assert.Equal(["wrong"], await OfAsync(new LogStream<SignIn>(Datasets.OtherSignIns, LogKind.NonInteractiveWrongPasswords)));
        Assert.Equal(["audit"], await OfAsync(new LogStream<DirectoryAudit>(Datasets.DirectoryAudits, LogKind.DirectoryAudits)));

        await using AzureScan refused = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), Permissions = new HashSet<string>(["User.Read.All"]) });
        LogCoverage coverage = (await new LogReader(refused.Source, root + "2", new ListeningObserver(), new Clock(Now)).ReadAsync(Everyone, Now.AddDays(-3), Retention, TestContext.Current.CancellationToken)).Coverage;
        Directory.Delete(root + "2", recursive: true);
        Assert.Equal((DatasetStatus.NoPermission, null), (coverage.Status, coverage.From));
        Assert.Contains("AuditLog.Read.All", coverage.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_cache_is_its_owners_alone_and_one_session_writes_at_a_time()
    {
        await using AzureScan scan = await StartAsync(Tenant());
        await ReadAsync(scan, 30);
        if (!OperatingSystem.IsWindows())
        {
            foreach (string file in Directory.EnumerateFiles(root, "*.ndjson", SearchOption.AllDirectories).Concat(Directory.EnumerateFiles(root, "*.json", SearchOption.AllDirectories)))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }

            foreach (string folder in Directory.EnumerateDirectories(root, "*", SearchOption.AllDirectories).Append(root))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
            }
        }

        string lockFile = Assert.Single(Directory.EnumerateFiles(root, "lock", SearchOption.AllDirectories));
        await using (new FileStream(lockFile, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            ExposureException error = await Assert.ThrowsAsync<ExposureException>(() => ReadAsync(scan, 30));
            Assert.Equal("LogCacheNotUsable", error.ErrorId);
        }
    }

    public void Dispose()
    {
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static DateTimeOffset Now => TenantBuilder.Now;

    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        tenant.User("Alice");
        tenant.SignIns.AddRange(Enumerable.Range(0, Count).Select(i => SignIn($"s{i}", i % 40 + ((i + 1) / 1000.0))));

        // On the edge of a slice, which both its neighbours' filters take.
        tenant.SignIns.Add(SignIn("edge", 29));
        return tenant;
    }

    private static SignIn SignIn(string id, double daysAgo) => new()
    {
        Id = id, UserId = "u", UserPrincipalName = "u@contoso.com", CreatedDateTime = Now.AddDays(-daysAgo), AppId = "app", IpAddress = "192.0.2.1", Status = new SignInStatus { ErrorCode = 0 },
    };

    private static Task<AzureScan> StartAsync(TenantBuilder tenant, Action<SimulatorOptions>? with = null) => AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = 5 }, with);

    private Task<LogReading<SignIn>> ReadAsync(AzureScan scan, int days, double hours = 0) =>
        new LogReader(scan.Source, root, new ListeningObserver(), new Clock(Now.AddHours(hours))).ReadAsync(Everyone, Now.AddDays(-days), Retention, TestContext.Current.CancellationToken);

    private static async Task<int> WholeAsync()
    {
        await using AzureScan scan = await StartAsync(Tenant());
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await new LogReader(scan.Source, folder, new ListeningObserver(), new Clock(Now)).ReadAsync(Everyone, Now.AddDays(-30), Retention, TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        return scan.Requests("signIns").Count;
    }

    private static IReadOnlyList<string> Ids(IEnumerable<SignIn> entries) => [.. entries.Select(e => e.Id).Order(StringComparer.Ordinal)];

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>Stops after so many pages.</summary>
    private sealed class StoppingObserver(int pages, CancellationTokenSource stop) : IScanObserver
    {
        private int seen;

        public void Request(string method, Uri address)
        {
        }

        public void Progress(DatasetDefinition dataset, long items)
        {
            if (++seen == pages)
            {
                stop.Cancel();
            }
        }

        public void Finished(DatasetDefinition dataset, DatasetState state)
        {
        }

        public void Waiting(string lane, TimeSpan duration, string reason)
        {
        }
    }
}
