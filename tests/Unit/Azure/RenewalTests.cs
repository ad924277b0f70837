using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class RenewalTests
{
    private const string Refused = """{"error":{"code":"InvalidAuthenticationToken","message":"Lifetime validation failed, the token is expired."}}""";

    [Theory]
    [InlineData(SimulatedService.Graph)]
    [InlineData(SimulatedService.ResourceManager)]
    public async Task A_token_that_is_refused_in_mid_scan_is_renewed(SimulatedService service)
    {
        await using AzureScan scan = await StartAsync(new FaultRule { Service = service, Times = 1, Skip = 1, Status = 401, Body = Refused });
        int before = scan.Simulator.Log.Count(r => r.Service == SimulatedService.Authority && r.Method == "POST");

        Snapshot snapshot = await scan.CollectAsync(Datasets.Applications, Datasets.AzureRootRoleAssignments, Datasets.AzureRoleAssignments);

        Assert.Equal(DatasetStatus.Complete, snapshot.Get(Datasets.Applications).State.Status);
        Assert.Equal(DatasetStatus.Complete, snapshot.Get(Datasets.AzureRootRoleAssignments).State.Status);
        Assert.Equal(before + 1, scan.Simulator.Log.Count(r => r.Service == SimulatedService.Authority && r.Method == "POST"));
    }

    [Fact]
    public async Task A_token_that_stays_refused_ends_clearly()
    {
        await using AzureScan scan = await StartAsync(new FaultRule { PathContains = "/applications", Status = 401, Body = Refused });

        DatasetState state = await scan.StateAsync(Datasets.Applications);

        Assert.Equal((DatasetStatus.Failed, 2), (state.Status, state.Ledger.Requests));
        Assert.Contains("token was refused", state.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ready_token_that_expires_in_mid_scan_ends_clearly()
    {
        await using var simulator = await TenantSimulator.Simulator.StartAsync(new SimulatorOptions { Snapshot = TestTenants.WithApplications().Build() }, TestContext.Current.CancellationToken);
        var clock = new ShiftedClock();
        await using ITenantSource source = await new Ed2402Posture.Azure.TenantSourceFactory(() => Simulator.SimulatorClient.Handler(simulator.Certificate), clock).ConnectAsync(
            AzureScan.SignIn(simulator) with { Method = SignInMethod.AccessToken, AccessToken = AzureScan.Secure(simulator.CreateToken(SimulatedService.Graph)) }, TestContext.Current.CancellationToken);
        clock.Shift = TimeSpan.FromHours(2);
        var builder = new SnapshotBuilder();

        await source.CollectAsync([Datasets.Applications], builder, new ListeningObserver(), TestContext.Current.CancellationToken);

        DatasetState state = builder.Find(Datasets.Applications)!.State;
        Assert.Equal(DatasetStatus.Failed, state.Status);
        Assert.Contains("expired", state.Reason, StringComparison.Ordinal);
    }

    private static Task<AzureScan> StartAsync(FaultRule fault)
    {
        var tenant = TestTenants.WithApplications();
        tenant.AssignAzure("Owner", tenant.User("Olga"), tenant.Subscription("Production"));
        return AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = 2 }, options => options.Faults.Add(fault));
    }

    private sealed class ShiftedClock : TimeProvider
    {
        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
    }
}
