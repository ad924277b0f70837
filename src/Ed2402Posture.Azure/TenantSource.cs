using System.Net.Http;
using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure;

/// <summary>A tenant to which one is signed in, with its services. The pace of its quotas carries over from scan to scan.</summary>
internal sealed class TenantSource : ITenantSource
{
    private readonly HttpMessageHandler sockets;
    private readonly TokenSource graphTokens;
    private readonly TokenSource? armTokens;
    private readonly TenantServices services;

    public TenantSource(TenantIdentity identity, TokenSource graphTokens, TokenSource? armTokens, HttpMessageHandler sockets, TimeProvider time)
    {
        this.sockets = sockets;
        this.graphTokens = graphTokens;
        this.armTokens = armTokens;
        CloudEnvironment environment = identity.Environment;
        services = new TenantServices(
            identity,
            new GraphService(environment.Graph, Connection.CreateClient(environment.Graph, graphTokens, sockets)),
            identity.HasResourceManager ? ArmService.Create(environment, armTokens!, Connection.CreateClient(environment.ResourceManager!, armTokens!, sockets)) : null,
            new Lanes(time),
            new Sender(time));
    }

    public TenantIdentity Identity => services.Identity;

    public Task CollectAsync(IReadOnlyCollection<DatasetDefinition> wanted, SnapshotBuilder into, IScanObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(into);
        ArgumentNullException.ThrowIfNull(observer);
        return new CollectionPlan(wanted, into).RunAsync(services, into, observer, cancellationToken);
    }

    public ValueTask DisposeAsync()
    {
        services.Graph.Dispose();
        services.Arm?.Dispose();
        services.Lanes.Dispose();
        graphTokens.Dispose();
        armTokens?.Dispose();
        sockets.Dispose();
        return ValueTask.CompletedTask;
    }
}
