using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class CancellationTests
{
    /// <summary>Far longer than a prompt end takes, far shorter than what is waited for.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(60);

    [Fact]
    public Task Requests_on_their_way_are_dropped() => EndsAsync(new FaultRule { Service = SimulatedService.Graph, Delay = TimeSpan.FromHours(1) }, new HourClock());

    [Fact]
    public Task A_wait_for_the_quota_ends() => EndsAsync(FaultRule.Throttle(null, retryAfterSeconds: 300, times: int.MaxValue), TimeProvider.System);

    [Fact]
    public Task A_wait_before_a_retry_ends() => EndsAsync(
        new FaultRule { Service = SimulatedService.Graph, Status = 503, Headers = new Dictionary<string, string> { ["Retry-After"] = "300" } }, TimeProvider.System);

    private static async Task EndsAsync(FaultRule fault, TimeProvider time)
    {
        var options = new SimulatorOptions { Snapshot = TestTenants.WithGroups().Build() };
        await using var simulator = await TenantSimulator.Simulator.StartAsync(options, TestContext.Current.CancellationToken);
        await using var source = await new Ed2402Posture.Azure.TenantSourceFactory(() => Simulator.SimulatorClient.Handler(simulator.Certificate), time).ConnectAsync(AzureScan.SignIn(simulator), TestContext.Current.CancellationToken);
        options.Faults.Add(fault);
        using var cancel = new CancellationTokenSource();
        var observer = new ListeningObserver();
        Task scan = source.CollectAsync(Datasets.All, new SnapshotBuilder(), observer, cancel.Token);
        while (observer.Requests.IsEmpty)
        {
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scan.WaitAsync(Hang, TestContext.Current.CancellationToken));
    }

    /// <summary>A clock on which no attempt runs out of time.</summary>
    private sealed class HourClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => System.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? TimeSpan.FromHours(1) : dueTime, period);
    }
}
