using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Scans against the published quotas, on a clock that runs faster for both sides.</summary>
public sealed class QuotaTests
{
    [Theory]
    [InlineData("small")]
    [InlineData("medium")]
    public async Task An_undisturbed_scan_is_never_refused_and_sends_the_fewest_requests(string size)
    {
        SizedTenant tenant = SizedTenant.Find(size)!;
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), Crowd = tenant.Crowd, Quotas = true, Clock = new FastClock() });

        Snapshot snapshot = await scan.CollectAsync();

        Assert.All(Datasets.All, d => Assert.Equal((d.Name, DatasetStatus.Complete, (string?)null), (d.Name, snapshot.Get(d).State.Status, snapshot.Get(d).State.Reason)));
        Assert.DoesNotContain(scan.Simulator.Log, r => r.Status == 429);
        Assert.Equal(0, snapshot.Ledger.Throttled);
        Assert.Equal(tenant.Crowd.ServicePrincipals + scan.Simulator.Options.Snapshot.Get(Datasets.ServicePrincipals).Count, snapshot.Get(Datasets.ServicePrincipals).Count);
        long least = (await scan.Source.PlanAsync(Datasets.All, snapshot, true, scan.Observer, TestContext.Current.CancellationToken)).Lanes.Sum(l => l.Requests);
        Assert.True(snapshot.Ledger.Requests <= least * 1.1, $"{snapshot.Ledger.Requests} requests, at least {least}");
    }

    [Fact]
    public async Task Two_scans_that_share_the_quotas_are_refused_wait_and_are_whole_all_the_same()
    {
        SizedTenant tenant = SizedTenant.Find("small")!;
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), Crowd = tenant.Crowd, Quotas = true, Clock = new FastClock() });
        await using var other = await AzureScan.Factory(scan.Simulator).ConnectAsync(AzureScan.SignIn(scan.Simulator), TestContext.Current.CancellationToken);
        var builder = new SnapshotBuilder();

        Task second = other.CollectAsync(Datasets.All, builder, new ListeningObserver(), TestContext.Current.CancellationToken);
        Snapshot snapshot = await scan.CollectAsync();
        await second;

        Snapshot twin = builder.Build(snapshot.Info);
        Assert.Contains(scan.Simulator.Log, r => r.Status == 429);
        Assert.True(snapshot.Ledger.Throttled + twin.Ledger.Throttled > 0);
        Assert.All(Datasets.All, d => Assert.Equal((d.Name, DatasetStatus.Complete, snapshot.Get(d).Count), (d.Name, twin.Get(d).State.Status, twin.Get(d).Count)));
    }

    [Fact]
    public async Task Every_credential_of_a_huge_tenant_is_in_118_pages()
    {
        SizedTenant tenant = SizedTenant.Find("huge")!;
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), Crowd = tenant.Crowd });

        Snapshot snapshot = await scan.CollectAsync(Datasets.ServicePrincipals, Datasets.Applications);

        Assert.Equal(110_469, snapshot.Get(Datasets.ServicePrincipals).Count);
        Assert.Equal(6_427, snapshot.Get(Datasets.Applications).Count);
        Assert.Equal(118, snapshot.Ledger.Pages);
        Assert.Equal(118, snapshot.Ledger.Requests - snapshot.Ledger.Retries);
        Assert.Equal(118, scan.Simulator.Log.Where(r => r.Service == SimulatedService.Graph).DistinctBy(r => r.PathAndQuery).Count());
        Assert.All(snapshot.Get(Datasets.Applications).Items, a => Assert.True(a.PasswordCredentials is not null && a.KeyCredentials is not null));
    }

    [Fact]
    public async Task The_ledger_of_each_lane_is_what_came_in()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Contoso.Tenant());

        Snapshot snapshot = await scan.CollectAsync();

        IReadOnlyList<LaneLedger> lanes = snapshot.Ledger.Lanes!;
        IReadOnlyList<RequestRecord> sent = [.. scan.Simulator.Log.Where(r => r.Service != SimulatedService.Authority)];
        Assert.Equal(sent.Count(r => !r.IsBatchPart), lanes.Sum(l => l.Requests));
        Assert.Equal(sent.Count(r => r.IsBatchPart), lanes.Sum(l => l.BatchParts));
        Assert.Equal(sent.Count(r => r.Path.Contains("/identity/conditionalAccess/", StringComparison.Ordinal) || r.Path.Contains("/identityProtection/", StringComparison.Ordinal)), Of("conditional access").Requests);
        Assert.Equal(sent.Count(r => r.Service == SimulatedService.ResourceManager), Of("resource manager").Requests + Of("resource graph").Requests);
        Assert.Equal(snapshot.Ledger.Bytes, lanes.Sum(l => l.Bytes));
        Assert.Equal(snapshot.Ledger.ResourceUnits, lanes.Sum(l => l.ResourceUnits));
        Assert.True(Of("directory").ResourceUnits > 0);
        Assert.All(Datasets.All, d => Assert.Equal(snapshot.Get(d).State.Ledger.Requests, (snapshot.Get(d).State.Ledger.Lanes ?? []).Sum(l => l.Requests)));

        LaneLedger Of(string lane) => Assert.Single(lanes, l => l.Lane == lane);
    }
}
