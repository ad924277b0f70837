using System.Net.Http;
using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.SignIn;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Azure.Verification;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure;

/// <summary>A tenant to which one is signed in, with its services. The pace of its quotas carries over from scan to scan.</summary>
internal sealed class TenantSource : ITenantSource
{
    private readonly HttpMessageHandler sockets;
    private readonly TokenSource graphTokens;
    private readonly TokenSource? armTokens;
    private TenantServices services;

    public TenantSource(TenantIdentity identity, TokenSource graphTokens, TokenSource? armTokens, HttpMessageHandler sockets, TimeProvider time, Lanes lanes, bool unattended = false)
    {
        this.sockets = sockets;
        this.graphTokens = graphTokens;
        this.armTokens = armTokens;
        CloudEnvironment environment = identity.Environment;
        services = new TenantServices(
            identity,
            new GraphService(environment.Graph, Connection.CreateClient(environment.Graph, graphTokens, sockets), unattended),
            identity.HasResourceManager ? ArmService.Create(environment, armTokens!, Connection.CreateClient(environment.ResourceManager!, armTokens!, sockets)) : null,
            lanes,
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

    public async Task<ScanPlan> PlanAsync(IReadOnlyCollection<DatasetDefinition> wanted, Snapshot? known, bool anew, IScanObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        ArgumentNullException.ThrowIfNull(observer);
        return await new PlanReader(services).PlanAsync(new CollectionPlan(wanted, new SnapshotBuilder(anew ? null : known)).Collectors, known, observer, cancellationToken).ConfigureAwait(false);
    }

    public Task<LogPage<T>> ReadLogAsync<T>(LogStream<T> stream, DateTimeOffset from, DateTimeOffset to, string? cursor, IScanObserver observer, CancellationToken cancellationToken)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(observer);
        return new LogPages(services).ReadAsync(stream, from, to, cursor, observer, cancellationToken);
    }

    public Task<WhatIfAnswer> EvaluateAsync(WhatIfQuestion question, IScanObserver observer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(observer);
        return new WhatIfReader(services).AskAsync(question, observer, cancellationToken);
    }

    /// <summary>Asks the service for the tenant's id, when the token cannot be read.</summary>
    /// <exception cref="SignInException">The token is refused, or nothing tells the tenant.</exception>
    public async Task FindTenantAsync(CancellationToken cancellationToken)
    {
        var snapshot = new SnapshotBuilder();
        await CollectAsync([Datasets.Organization], snapshot, new Unheard(), cancellationToken).ConfigureAwait(false);
        var organization = (Dataset<Organization>)snapshot.Find(Datasets.Organization)!;
        string tenantId = organization.Items is [{ Id: var id }, ..] ? id : Identity.TenantId;
        if (organization.State.Status == DatasetStatus.Failed || tenantId.Length == 0)
        {
            throw new SignInException($"The token was not accepted ({organization.State.Describe(Datasets.Organization.Name)}).", SignInErrors.TokenRefused, "Obtain a new token for this tenant and cloud, and give -TenantId.");
        }

        services = services with { Identity = services.Identity with { TenantId = tenantId } };
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

    private sealed class Unheard : IScanObserver
    {
        public void Request(string method, Uri address)
        {
        }

        public void Progress(DatasetDefinition dataset, long items)
        {
        }

        public void Finished(DatasetDefinition dataset, DatasetState state)
        {
        }

        public void Waiting(string lane, TimeSpan duration, string reason)
        {
        }
    }
}
