using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Azure;

namespace Ed2402Posture.Tests.Unit.Exposure.Logs;

/// <summary>Logs of snapshots, and how far back those of tenants are asked for.</summary>
public sealed class SnapshotLogsTests
{
    private static readonly DateTimeOffset From = TenantBuilder.Now.AddDays(-20);

    [Fact]
    public async Task A_snapshot_gives_what_it_holds_of_whom_is_asked_for()
    {
        Snapshot snapshot = Tenant().Build();
        Assert.Equal(["a new", "b new"], await IdsAsync(snapshot, new LogStream<SignIn>(Datasets.SignIns, LogKind.InteractiveSignIns)));
        Assert.Equal(["a new"], await IdsAsync(snapshot, new LogStream<SignIn>(Datasets.SignIns, LogKind.InteractiveSignIns, "A")));
        Assert.Equal(["token"], await IdsAsync(snapshot, new LogStream<SignIn>(Datasets.OtherSignIns, LogKind.NonInteractiveSignIns, "a@contoso.com")));
        Assert.Equal(["token"], await IdsAsync(snapshot, new LogStream<SignIn>(Datasets.OtherSignIns, LogKind.NonInteractiveWrongPasswords)));
        Assert.Equal(["secret"], await IdsAsync(snapshot, new LogStream<SignIn>(Datasets.OtherSignIns, LogKind.WorkloadSignIns, "APP")));
    }

    [Fact]
    public async Task What_a_snapshot_does_not_hold_is_not_empty_but_unread()
    {
        LogReading<SignIn> none = await new SnapshotLogs(new TenantBuilder().Build()).ReadAsync(new LogStream<SignIn>(Datasets.SignIns, LogKind.InteractiveSignIns, "a"), From, CancellationToken.None);
        Assert.Equal((DatasetStatus.NotCollected, null, false), (none.Coverage.Status, none.Coverage.From, none.Coverage.IsWhole));

        await using AzureScan scan = await AzureScan.StartAsync(Tenant());
        Snapshot ofA = await scan.CollectAsync(new CollectionScope { Users = ["a@contoso.com"], LogsSince = From.AddDays(5) }, Datasets.SignIns);
        LogCoverage covered = (await new SnapshotLogs(ofA).ReadAsync(new LogStream<SignIn>(Datasets.SignIns, LogKind.InteractiveSignIns, "a@contoso.com"), From, CancellationToken.None)).Coverage;
        Assert.Equal((DatasetStatus.Complete, From.AddDays(5), false), (covered.Status, covered.From, covered.IsWhole));
        LogCoverage other = (await new SnapshotLogs(ofA).ReadAsync(new LogStream<SignIn>(Datasets.SignIns, LogKind.InteractiveSignIns, "b@contoso.com"), From, CancellationToken.None)).Coverage;
        Assert.Equal((DatasetStatus.NotCollected, null), (other.Status, other.From));
    }

    [Theory]
    [InlineData(true, 30)]
    [InlineData(false, 7)]
    public async Task Changes_are_asked_for_as_far_back_as_the_licence_keeps_them(bool licensed, int days)
    {
        string folder = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        await using AzureScan scan = await AzureScan.StartAsync(Tenant().Licensed(p1: licensed, p2: false));
        Snapshot snapshot = await scan.CollectAsync(Datasets.SubscribedSkus);
        LogReading<DirectoryAudit> log = await new TenantLogs(new LogReader(scan.Source, folder, new ListeningObserver()), snapshot).ReadAsync(new LogStream<DirectoryAudit>(Datasets.DirectoryAudits, LogKind.DirectoryAudits), DateTimeOffset.UtcNow.AddDays(-60), TestContext.Current.CancellationToken);
        Directory.Delete(folder, recursive: true);
        Assert.Equal(days, (DateTimeOffset.UtcNow - log.Coverage.From!.Value).TotalDays, 0.2);
        Assert.Contains("not kept by the service any more", log.Coverage.Text, StringComparison.Ordinal);
    }

    private static async Task<IReadOnlyList<string>> IdsAsync(Snapshot snapshot, LogStream<SignIn> stream)
    {
        LogReading<SignIn> reading = await new SnapshotLogs(snapshot).ReadAsync(stream, From, CancellationToken.None);
        Assert.Equal(DatasetStatus.Complete, reading.Coverage.Status);
        return [.. reading.Entries().Select(e => e.Id).Order(StringComparer.Ordinal)];
    }

    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        tenant.SignIns.AddRange([SignIn("a new", "a", 3), SignIn("a old", "a", 25), SignIn("b new", "b", 3)]);
        tenant.OtherSignIns.AddRange([SignIn("token", "a", 3) with { SignInEventTypes = ["nonInteractiveUser"], Status = new SignInStatus { ErrorCode = 50126 } }, SignIn("secret", "", 3) with { AppId = "app", SignInEventTypes = ["servicePrincipal"] }, SignIn("other", "", 3) with { AppId = "app2", SignInEventTypes = ["managedIdentity"] }]);
        return tenant;
    }

    private static SignIn SignIn(string id, string user, int daysAgo) => new() { Id = id, UserId = user, UserPrincipalName = $"{user}@contoso.com", CreatedDateTime = TenantBuilder.Now.AddDays(-daysAgo), Status = new SignInStatus { ErrorCode = 0 } };
}
