using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>How requests go over the wire.</summary>
public sealed class WireTests
{
    [Fact]
    public async Task A_scan_goes_over_one_connection_a_service_by_http2_and_compressed()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Contoso.Tenant());

        await scan.CollectAsync();

        foreach (SimulatedService service in (SimulatedService[])[SimulatedService.Graph, SimulatedService.ResourceManager])
        {
            IReadOnlyList<RequestRecord> sent = [.. scan.Simulator.Log.Where(r => r.Service == service && !r.IsBatchPart)];
            Assert.True(sent.Count > 5);
            Assert.All(sent, r => Assert.Equal("HTTP/2", r.Protocol));
            Assert.All(sent, r => Assert.Contains("gzip", r.Headers["Accept-Encoding"], StringComparison.Ordinal));
            Assert.All(sent, r => Assert.Contains("br", r.Headers["Accept-Encoding"], StringComparison.Ordinal));

            // The first requests may race for the first connection.
            Assert.InRange(sent.Select(r => r.Connection).Distinct().Count(), 1, 3);
        }
    }

    [Fact]
    public async Task Unattended_requests_and_parts_of_batches_say_that_they_may_wait()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Contoso.Tenant());
        await using ITenantSource unattended = await AzureScan.Factory(scan.Simulator).ConnectAsync(AzureScan.SignIn(scan.Simulator) with { Unattended = true }, TestContext.Current.CancellationToken);
        Assert.True(unattended.Identity.Unattended);

        await unattended.CollectAsync([Datasets.Users, Datasets.ServicePrincipals], new SnapshotBuilder(), scan.Observer, TestContext.Current.CancellationToken);

        IReadOnlyList<RequestRecord> sent = [.. scan.Simulator.Log.Where(r => r.Service == SimulatedService.Graph)];
        Assert.Contains(sent, r => r.IsBatchPart);
        Assert.All(sent, r => Assert.Equal("low", r.Headers["x-ms-throttle-priority"]));
    }

    [Fact]
    public async Task Requests_of_a_session_that_somebody_watches_say_nothing_of_their_priority()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Contoso.Tenant());

        await scan.CollectAsync(Datasets.Users);

        Assert.DoesNotContain(scan.Simulator.Log, r => r.Headers.ContainsKey("x-ms-throttle-priority"));
    }

    [Theory]
    [InlineData(SignInMethod.Interactive)]
    [InlineData(SignInMethod.DeviceCode)]
    public async Task An_unattended_sign_in_that_needs_a_person_ends_before_any_request(SignInMethod method)
    {
        await using TenantSimulator.Simulator simulator = await TenantSimulator.Simulator.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build() }, TestContext.Current.CancellationToken);

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => AzureScan.Factory(simulator).ConnectAsync(
            new SignInOptions { Method = method, Environment = AzureScan.Environment(simulator), Unattended = true, ShowMessage = _ => Assert.Fail("somebody was asked") }, TestContext.Current.CancellationToken));

        Assert.Equal("SignInInteractionNeeded", error.ErrorId);
        Assert.Contains("-Unattended", error.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(simulator.Log);
    }
}
