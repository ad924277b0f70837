namespace Ed2402Posture.Core.Snapshots;

/// <summary>A dataset: its definition, its state, its items.</summary>
public abstract class Dataset
{
    private protected Dataset(DatasetDefinition definition, DatasetState state)
    {
        Definition = definition;
        State = state;
    }

    /// <summary>What the dataset is.</summary>
    public DatasetDefinition Definition { get; }
    /// <summary>Whether it is whole, and what it took.</summary>
    public DatasetState State { get; }
    /// <summary>The number of items.</summary>
    public abstract int Count { get; }
    /// <summary>Whether every page was read: only then does an absence mean anything.</summary>
    public bool IsComplete => State.Status == DatasetStatus.Complete;

    /// <summary>Whether it was read, well or not, and so that nothing of the scope was left unasked.</summary>
    public bool Holds(CollectionScope scope) =>
        Definition.Days?.Invoke(scope) is { } days
            ? days == 0 || (State.Status != DatasetStatus.NotCollected && HoldsDays(days))
            : State.Status != DatasetStatus.NotCollected && (!Definition.IsOnDemand || (State.Scope ?? CollectionScope.None).Covers(scope));

    /// <summary>With a log of the last days: whether it goes back so far.</summary>
    /// <param name="wanted">Days.</param>
    public bool HoldsDays(int wanted) => Definition.Days is not { } days || State.Scope is not { } held || days(held) >= wanted;

    internal abstract Task WriteAsync(Stream stream, CancellationToken cancellationToken);
    internal abstract Dataset With(DatasetState state);
}

/// <inheritdoc/>
/// <typeparam name="T">The type of its items.</typeparam>
public sealed class Dataset<T> : Dataset
    where T : class
{
    internal Dataset(DatasetDefinition<T> definition, DatasetState state, IReadOnlyList<T> items)
        : base(definition, state) => Items = items;

    /// <summary>The items that were read.</summary>
    public IReadOnlyList<T> Items { get; }
    /// <inheritdoc/>
    public override int Count => Items.Count;

    internal override Task WriteAsync(Stream stream, CancellationToken cancellationToken) =>
        NdJson.WriteAsync(stream, Items, ((DatasetDefinition<T>)Definition).Json, cancellationToken);

    internal override Dataset With(DatasetState state) => new Dataset<T>((DatasetDefinition<T>)Definition, state, Items);
}
