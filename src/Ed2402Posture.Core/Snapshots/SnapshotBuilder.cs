namespace Ed2402Posture.Core.Snapshots;

/// <summary>Gathers datasets into a snapshot. Thread-safe: collectors of several lanes finish in any order.</summary>
public sealed class SnapshotBuilder
{
    private readonly object gate = new();
    private readonly Dictionary<string, Dataset> datasets = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Starts with nothing, or with what an earlier collection read.</summary>
    public SnapshotBuilder(Snapshot? start = null)
    {
        foreach (Dataset dataset in start?.Datasets.Where(d => d.State.Status != DatasetStatus.NotCollected) ?? [])
        {
            datasets[dataset.Definition.Name] = dataset;
        }
    }

    /// <summary>What to ask for in the datasets of <see cref="Snapshots.Datasets.OnDemand"/>.</summary>
    public CollectionScope Scope { get; init; } = CollectionScope.None;

    /// <summary>Whether the collection is to ask the service for links by which a later one can read the changes alone.</summary>
    public bool TracksChanges { get; init; }

    /// <summary>An earlier snapshot of the tenant: of lists whose changes it tracks, the changes alone are read; null: everything in full.</summary>
    public Snapshot? Since { get; init; }

    /// <summary>Adds or replaces a dataset.</summary>
    public void Set<T>(DatasetDefinition<T> definition, DatasetState state, IReadOnlyList<T> items)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(items);
        Set(new Dataset<T>(definition, state with { Ledger = state.Ledger with { Items = items.Count } }, items));
    }

    /// <summary>Adds a whole dataset, for hand-made snapshots.</summary>
    public SnapshotBuilder Complete<T>(DatasetDefinition<T> definition, params IReadOnlyList<T> items)
        where T : class
    {
        Set(definition, new DatasetState { Status = DatasetStatus.Complete }, items);
        return this;
    }

    /// <summary>Adds a dataset of which nothing could be read.</summary>
    public void SetUnread(DatasetDefinition definition, DatasetState state)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(state);
        Set(definition.CreateEmpty(state));
    }

    /// <summary>The dataset gathered so far, or null.</summary>
    public Dataset? Find(DatasetDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        lock (gate)
        {
            return datasets.GetValueOrDefault(definition.Name);
        }
    }

    /// <summary>The datasets gathered so far.</summary>
    public IReadOnlyList<Dataset> Datasets
    {
        get
        {
            lock (gate)
            {
                return [.. datasets.Values];
            }
        }
    }

    /// <summary>The snapshot.</summary>
    public Snapshot Build(SnapshotInfo info) => new(info, Datasets);

    private void Set(Dataset dataset)
    {
        lock (gate)
        {
            datasets[dataset.Definition.Name] = dataset;
        }
    }
}
