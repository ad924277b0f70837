using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Azure;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Exposure.Logs;

public sealed class CaseChangesTests : IDisposable
{
    private readonly string root = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose()
    {
        if (Directory.Exists(root))
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task What_a_case_asks_about_stands_in_the_snapshot_and_the_rest_on_disk_alone()
    {
        TenantBuilder tenant = Tenant();
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Dataset<Core.Snapshots.Items.DirectoryAudit> changes = (await AddAsync(scan, since: -20)).Get(Datasets.DirectoryAudits);

        Assert.Equal(["Add service principal credentials", "Register device", "Update user"], changes.Items.Select(a => a.ActivityDisplayName!).Order(StringComparer.Ordinal));
        Assert.Equal((DatasetStatus.Complete, Now.AddDays(-20)), (changes.State.Status, changes.State.Scope!.LogsFrom));
        Assert.True(changes.Holds(new CollectionScope { LogsSince = Now.AddDays(-20), Users = [Id("user:Alice")] }));
        Assert.Equal(500 + 4, Directory.EnumerateFiles(root, "*.ndjson", SearchOption.AllDirectories).Sum(f => File.ReadLines(f).Count()));
    }

    [Theory]
    [InlineData(true, -20, -20)]
    [InlineData(true, -40, -30)]
    [InlineData(false, -20, -7)]
    public async Task The_window_is_what_the_service_keeps_and_not_what_was_asked_for(bool licensed, int asked, int known)
    {
        TenantBuilder tenant = Tenant();
        tenant.Licensed(p1: licensed, p2: false);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot snapshot = await AddAsync(scan, asked);
        Assert.Equal(Now.AddDays(known), ChangeWindow.Of(snapshot)!.From);
        Assert.Equal(Now, ChangeWindow.Of(snapshot)!.To);
    }

    [Fact]
    public async Task A_refusal_keeps_its_status_and_the_permission_that_is_missing()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant().Build(), Permissions = new HashSet<string>(["Organization.Read.All", "LicenseAssignment.Read.All"]) });
        DatasetState state = (await AddAsync(scan, -20)).Get(Datasets.DirectoryAudits).State;
        Assert.Equal((DatasetStatus.NoPermission, "AuditLog.Read.All"), (state.Status, state.Missing));
        Assert.Null(state.Scope!.LogsFrom);
    }

    private async Task<Snapshot> AddAsync(AzureScan scan, int since)
    {
        Snapshot read = await scan.CollectAsync(CollectionScope.None, Datasets.SubscribedSkus);
        return await CaseChanges.AddAsync(new LogReader(scan.Source, root, new ListeningObserver(), new Clock()), read, new CollectionScope { LogsSince = Now.AddDays(since), Users = [Id("user:Alice")] }, TestContext.Current.CancellationToken);
    }

    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        tenant.Licensed(p1: true, p2: true);
        for (int i = 0; i < 500; i++)
        {
            tenant.Change("Update user", "Sync", Id($"user:{i}"), daysAgo: 1 + (i % 6), a => a with { Category = "UserManagement" });
        }

        tenant.Change("Update user", "Sync", Id("user:Alice"), daysAgo: 3, a => a with { Category = "UserManagement" });
        tenant.Change("Add service principal credentials", "Mallory", Id("sp:x"), daysAgo: 4);
        tenant.Change("Register device", "Mallory", Id("device:x"), daysAgo: 5);
        tenant.Change("Sign in page was shown", "Mallory", Id("x"), daysAgo: 5);
        return tenant;
    }

    private sealed class Clock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
