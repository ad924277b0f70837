using System.Collections.Concurrent;
using System.Net;
using Ed2402Posture.Azure;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.Tests.Unit.Simulator;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class ConnectionTests
{
    [Fact]
    public async Task Both_services_are_asked_over_HTTP_2_and_who_asks_says_so()
    {
        var tenant = TestTenants.WithApplications();
        tenant.AssignAzure("Owner", tenant.User("Olga"), tenant.Subscription("Production"));
        await using var simulator = await TenantSimulator.Simulator.StartAsync(new SimulatorOptions { Snapshot = tenant.Build() }, TestContext.Current.CancellationToken);
        var seen = new ConcurrentQueue<HttpResponseMessage>();
        await using ITenantSource source = await new TenantSourceFactory(() => new Listening(SimulatorClient.Handler(simulator.Certificate), seen), TimeProvider.System).ConnectAsync(AzureScan.SignIn(simulator), TestContext.Current.CancellationToken);
        seen.Clear();

        await source.CollectAsync([Datasets.Applications, Datasets.AzureRoleAssignments], new SnapshotBuilder(), new ListeningObserver(), TestContext.Current.CancellationToken);

        Assert.NotEmpty(seen);
        Assert.All(seen, r => Assert.Equal(HttpVersion.Version20, r.Version));
        Assert.All(seen, r => Assert.Contains("Ed2402Posture", r.RequestMessage!.Headers.UserAgent.ToString(), StringComparison.Ordinal));
    }

    private sealed class Listening(HttpMessageHandler inner, ConcurrentQueue<HttpResponseMessage> seen) : DelegatingHandler(inner)
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            seen.Enqueue(response);
            return response;
        }
    }
}
