using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Planning;

/// <summary>What is known of a tenant before it is scanned: an earlier snapshot, numbers that were asked for, and guesses. It notes the weakest
/// source that was used.</summary>
/// <param name="snapshot">What was read before; may hold nothing.</param>
/// <param name="counts">Numbers of objects by dataset, as the service told them.</param>
/// <param name="now">The time by which the age of reports is told.</param>
/// <param name="users">Tells the number of the tenant's users, where it was asked for.</param>
internal sealed class KnownTenant(Snapshot snapshot, IReadOnlyDictionary<DatasetDefinition, long> counts, DateTimeOffset now, Func<long?>? users = null) : IReadSoFar
{
    private FollowedRounds? rounds;

    /// <summary>Where the numbers used so far come from.</summary>
    public PlanBasis Basis { get; set; }

    /// <summary>The time of the plan.</summary>
    public DateTimeOffset Now => now;

    /// <summary>The snapshot itself.</summary>
    public Snapshot Snapshot => snapshot;

    /// <summary>The number of the tenant's users; null where nobody asked for it, or the service did not tell.</summary>
    public long? TenantUsers => users?.Invoke();

    /// <inheritdoc/>
    public Snapshot ToSnapshot() => snapshot;

    /// <summary>Guesses of a typical tenant, by the number of principals that hold a directory role.</summary>
    public TypicalTenant Typical => field ??= new TypicalTenant(this);

    /// <summary>The rounds in which privilege is followed; only where <see cref="IsComplete"/> says that its sources are known.</summary>
    public FollowedRounds Rounds => rounds ??= new FollowedRounds(this);

    public IReadOnlyList<T> Items<T>(DatasetDefinition<T> dataset)
        where T : class => snapshot.Get(dataset).Items;

    /// <summary>Whether all there is of a dataset is known: read as a whole, or proven not to exist.</summary>
    public bool IsComplete(DatasetDefinition dataset) => snapshot.Get(dataset).State.Status is DatasetStatus.Complete or DatasetStatus.NotLicensed or DatasetStatus.NotSupported;

    /// <summary>The number of items of a dataset: as known, as counted, or the guess.</summary>
    public long Count(DatasetDefinition dataset, long typical)
    {
        if (IsComplete(dataset))
        {
            return Use(PlanBasis.Known, snapshot.Get(dataset).Count);
        }

        return counts.TryGetValue(dataset, out long counted) ? Use(PlanBasis.Counted, counted) : Use(PlanBasis.Estimated, typical);
    }

    /// <summary>What follows exactly from datasets that are all known, or else the guess.</summary>
    public T From<T>(IEnumerable<DatasetDefinition> sources, Func<T> exact, Func<T> typical) => sources.All(IsComplete) ? Use(PlanBasis.Known, exact()) : Use(PlanBasis.Estimated, typical());

    private T Use<T>(PlanBasis basis, T value)
    {
        Basis = basis > Basis ? basis : Basis;
        return value;
    }
}
