namespace Ed2402Posture.Core.Snapshots;

/// <summary>Where and when a snapshot was taken.</summary>
public sealed record SnapshotInfo
{
    /// <summary>The tenant's id.</summary>
    public required string TenantId { get; init; }
    /// <summary>The tenant's display name, where <c>organization</c> was read.</summary>
    public string? TenantName { get; init; }
    /// <summary>The cloud, as <c>AzureCloud</c>; <c>Custom</c> for own endpoints.</summary>
    public required string Cloud { get; init; }
    /// <summary>When the collection began (UTC): ages and 'days' count from here, never from now.</summary>
    public required DateTimeOffset CollectedAt { get; init; }
    /// <summary>The module's version that collected it.</summary>
    public required string ModuleVersion { get; init; }
    /// <summary>Whether it is the sample tenant.</summary>
    public bool IsDemo { get; init; }
}

/// <summary>A tenant as plain data: a set of datasets, each with the proof of its wholeness. Immutable.</summary>
public sealed class Snapshot
{
    private readonly Dictionary<string, Dataset> datasets;

    /// <summary>Makes a snapshot of datasets; those not named are <see cref="DatasetStatus.NotCollected"/>.</summary>
    public Snapshot(SnapshotInfo info, IEnumerable<Dataset> datasets)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(datasets);
        Info = info;
        this.datasets = datasets.ToDictionary(d => d.Definition.Name, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Where and when.</summary>
    public SnapshotInfo Info { get; }

    /// <summary>Every known dataset in the order of <see cref="Snapshots.Datasets.All"/> and <see cref="Snapshots.Datasets.OnDemand"/>, those not
    /// collected too.</summary>
    public IEnumerable<Dataset> Datasets => Snapshots.Datasets.All.Concat(Snapshots.Datasets.OnDemand).Select(Get);

    /// <summary>The sum of all ledgers.</summary>
    public Ledger Ledger => Datasets.Aggregate(new Ledger(), (sum, dataset) => sum + dataset.State.Ledger);

    /// <summary>The dataset; empty and <see cref="DatasetStatus.NotCollected"/> when it was never read.</summary>
    public Dataset<T> Get<T>(DatasetDefinition<T> definition)
        where T : class => (Dataset<T>)Get((DatasetDefinition)definition);

    /// <inheritdoc cref="Get{T}"/>
    public Dataset Get(DatasetDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return datasets.GetValueOrDefault(definition.Name) ?? definition.CreateEmpty(DatasetState.NotCollected);
    }

    /// <summary>The same snapshot with some datasets replaced or added: what a later, wider collection found.</summary>
    public Snapshot With(SnapshotInfo info, IEnumerable<Dataset> newer)
    {
        ArgumentNullException.ThrowIfNull(newer);
        var merged = new Dictionary<string, Dataset>(datasets, StringComparer.OrdinalIgnoreCase);
        foreach (Dataset dataset in newer)
        {
            merged[dataset.Definition.Name] = dataset;
        }

        return new Snapshot(info, merged.Values);
    }
}
