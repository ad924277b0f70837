using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Reads one dataset into the snapshot. Whatever goes wrong becomes the dataset's status; only cancellation and mistakes in
/// this program leave as exceptions.</summary>
internal abstract class Collector
{
    /// <summary>What it reads.</summary>
    public abstract DatasetDefinition Dataset { get; }

    /// <summary>The datasets that must be there first, in whatever state.</summary>
    public virtual IReadOnlyList<DatasetDefinition> RestsOn => [];

    /// <summary>Datasets that it waits for in the midst of its reading (<see cref="CollectionContext.WhenReadAsync(DatasetDefinition)"/>): it has something to do before.</summary>
    public virtual IReadOnlyList<DatasetDefinition> LaterNeeds => [];

    /// <summary>Everything that it takes ids from, sooner or later.</summary>
    public IEnumerable<DatasetDefinition> AllNeeds => RestsOn.Concat(LaterNeeds);

    /// <summary>What reading it takes, for the plan. Every collector of a scan has one; null only for what is read on demand.</summary>
    public virtual CollectionCost? Cost => null;

    /// <summary>Reads it.</summary>
    public abstract Task CollectAsync(CollectionContext context, CancellationToken cancellationToken);
}

/// <inheritdoc/>
/// <typeparam name="T">The type of its items.</typeparam>
internal abstract class Collector<T>(DatasetDefinition<T> dataset, Func<T, ItemKey> key) : Collector
    where T : class
{
    public override DatasetDefinition Dataset => dataset;

    /// <summary>The dataset with the type of its items.</summary>
    protected DatasetDefinition<T> Definition => dataset;

    public sealed override async Task CollectAsync(CollectionContext context, CancellationToken cancellationToken)
    {
        var reading = new Reading<T>(dataset, new RequestScope(dataset, context.Observer) { Urgency = context.Urgency[dataset] }, key);
        DatasetState state = Unwanted(context) ?? Availability.Refuse(dataset, context.Services.Identity) ?? await TryReadAsync(context, reading, cancellationToken).ConfigureAwait(false);
        bool isWhole = state.Status == DatasetStatus.Complete;
        state = state with { Ledger = reading.Scope.Ledger.ToLedger(), Scope = ScopeOf(context, reading), Changes = isWhole ? reading.Changes : null, ObjectChanges = isWhole ? reading.ObjectChanges : null };
        context.Into.Set(dataset, state, state.Status is DatasetStatus.Complete or DatasetStatus.Partial ? reading.InOrder() : []);
        context.Observer.Finished(dataset, context.Into.Find(dataset)!.State);
    }

    /// <summary>What was asked for, with datasets that depend on it.</summary>
    private CollectionScope? ScopeOf(CollectionContext context, Reading<T> reading)
    {
        CollectionScope scope = context.Into.Scope;
        return dataset.Days is { } days ? scope with { LogsSince = reading.Scope.Ledger.ToLedger().FirstRequest?.AddDays(-days(scope)) } : dataset.IsOnDemand ? scope : null;
    }

    /// <summary>A log of which the settings want no day is not read.</summary>
    private DatasetState? Unwanted(CollectionContext context) =>
        dataset.Days?.Invoke(context.Into.Scope) == 0 ? DatasetState.NotCollected with { Reason = "the settings ask for none of it" } : null;

    /// <summary>Reads the items.</summary>
    /// <exception cref="ReadException">They cannot be read.</exception>
    protected abstract Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken);

    /// <summary>Whether a property that it asks for is one of its items, and not of what else its answers bring.</summary>
    protected virtual bool IsOwn(string property) => true;

    /// <summary>What else must hold before the dataset counts as whole: for lists whose emptiness proves nothing.</summary>
    protected virtual Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<T> reading) => Task.FromResult<DatasetState?>(null);

    private async Task<DatasetState> TryReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        try
        {
            await ReadAsync(context, reading, cancellationToken).ConfigureAwait(false);
            return Damage(reading) ?? await DoubtAsync(context, reading).ConfigureAwait(false) ?? Incomplete(reading, context.Services.Identity) ?? new DatasetState { Status = DatasetStatus.Complete };
        }
        catch (SignInException exception)
        {
            return Kept(reading, new DatasetState { Status = DatasetStatus.Failed, Reason = $"{exception.Message} {exception.RecommendedAction}" });
        }
        catch (ReadException exception)
        {
            // The licences themselves cannot wait for the licences.
            bool decides = Refusals.LicencesDecide(exception) && dataset != (DatasetDefinition)Datasets.SubscribedSkus;
            LicenceView licences = decides ? await context.LicencesAsync().ConfigureAwait(false) : LicenceView.Unknown;
            return Kept(reading, Refusals.ToState(dataset, exception, licences, context.Services.Identity));
        }
    }

    /// <summary>Every item is there, without properties that the cloud does not know.</summary>
    private DatasetState? Incomplete(Reading<T> reading, TenantIdentity identity) => reading.Scope.NotOffered.Where(IsOwn).ToList() is { Count: > 0 } properties
        ? new DatasetState { Status = DatasetStatus.Partial, NotOffered = string.Join(',', properties), Reason = $"{identity.Environment.Name} does not offer {string.Join(", ", properties)}" }
        : null;

    private static DatasetState? Damage(Reading<T> reading) => reading.Missing is null
        ? null
        : new DatasetState { Status = reading.Items.Count > 0 ? DatasetStatus.Partial : DatasetStatus.Failed, Reason = reading.Missing, Unread = reading.Missed };

    /// <summary>What was read before a failure is kept, as a part.</summary>
    private static DatasetState Kept(Reading<T> reading, DatasetState state) =>
        state.Status == DatasetStatus.Failed && reading.Items.Count > 0 ? state with { Status = DatasetStatus.Partial, Unread = reading.Missed } : state;
}
