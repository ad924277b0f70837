using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What a tenant is read with: its services, the quotas, the ways to read. Lives as long as the connection.</summary>
internal sealed record TenantServices(TenantIdentity Identity, GraphService Graph, ArmService? Arm, Lanes Lanes, Sender Sender)
{
    public PageReader Pages { get; } = new(Sender);
    public BatchReader Batches { get; } = new(Sender);
    public ResourceGraphReader? ResourceGraph { get; } = Arm is null ? null : new ResourceGraphReader(Sender, Arm, Lanes.ResourceGraph);
}

/// <summary>What a collector works with during one collection.</summary>
/// <param name="Services">What the tenant is read with.</param>
/// <param name="Into">Receives the datasets; holds those that a collector rests on.</param>
/// <param name="Observer">Hears of requests and progress.</param>
/// <param name="LicencesAsync">The tenant's licences, once they are read.</param>
internal sealed record CollectionContext(TenantServices Services, SnapshotBuilder Into, IScanObserver Observer, Func<Task<LicenceView>> LicencesAsync) : IReadSoFar
{
    private ApplicationsOf? applications;
    private object? makingApplications;

    /// <summary>Groups of privilege, and those whose members are or may become members of them.</summary>
    public required Frontier Groups { get; init; }

    /// <summary>Users that members of groups were read with.</summary>
    public MemberUsers Members { get; } = new();

    /// <summary>Workloads of privilege, and those that may sign in as them.</summary>
    public required Frontier Workloads { get; init; }

    /// <summary>How urgent the requests of each dataset are.</summary>
    public required IReadOnlyDictionary<DatasetDefinition, int> Urgency { get; init; }

    /// <summary>Tells when a dataset is read in this collection; at once when this collection does not read it.</summary>
    public required Func<DatasetDefinition, Task> WhenRead { private get; init; }

    /// <summary>Waits until a dataset is read in this collection; not at all when this collection does not read it.</summary>
    public Task WhenReadAsync(DatasetDefinition dataset) => WhenRead(dataset);

    /// <summary>Waits until a dataset is read, while something else that does not need it is under way. Ends with that one's exception when it fails before:
    /// what was to follow would be refused too.</summary>
    public async Task WhenReadAsync(DatasetDefinition dataset, Task underWay)
    {
        await Task.WhenAny(underWay, WhenRead(dataset)).ConfigureAwait(false);
        if (underWay.IsFaulted || underWay.IsCanceled)
        {
            await underWay.ConfigureAwait(false);
        }

        await WhenRead(dataset).ConfigureAwait(false);
    }

    /// <summary>The applications behind the service principals; first asked for when both are read.</summary>
    public ApplicationsOf Applications => LazyInitializer.EnsureInitialized(ref applications, ref makingApplications, () => new ApplicationsOf(this));

    /// <summary>The items of a dataset that this one rests on; none where it could not be read.</summary>
    public IReadOnlyList<T> Items<T>(DatasetDefinition<T> dataset)
        where T : class => (Into.Find(dataset) as Dataset<T>)?.Items ?? [];

    /// <summary>Whether a dataset that this one rests on is whole.</summary>
    public bool IsComplete(DatasetDefinition dataset) => Into.Find(dataset)?.IsComplete == true;

    /// <summary>What was read so far.</summary>
    public Snapshot ToSnapshot() => Into.Build(new SnapshotInfo
    {
        TenantId = Services.Identity.TenantId, Cloud = Services.Identity.Environment.Name, CollectedAt = DateTimeOffset.UtcNow, ModuleVersion = "",
    });
}
