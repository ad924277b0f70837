using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Transport;

/// <summary>The items of a dataset as they come in. An item that comes twice, across pages or after a list began anew, is kept once.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal sealed class Reading<T>(DatasetDefinition<T> dataset, RequestScope scope, Func<T, ItemKey> key)
    where T : class
{
    private readonly object gate = new();
    private readonly List<T> items = [];
    private readonly HashSet<ItemKey> keys = [];
    private string? missing;
    private long missed;

    public DatasetDefinition<T> Dataset { get; } = dataset;
    public RequestScope Scope { get; } = scope;

    /// <summary>The items so far; not to be read while others add.</summary>
    public IReadOnlyList<T> Items => items;

    /// <summary>The items in an order of their own: requests run side by side, and the services answer in any order. Logs keep theirs.</summary>
    public IReadOnlyList<T> InOrder() => Dataset.IsOnDemand ? items : [.. items.OrderBy(key)];

    /// <summary>From where on the service can tell what changes; null where that was not asked for.</summary>
    public ChangeTracking? Changes { get; set; }

    /// <summary>The same of some of the objects, where they are read by id.</summary>
    public IReadOnlyList<ChangeTracking>? ObjectChanges { get; set; }

    /// <summary>Why something is missing, or null while nothing is.</summary>
    public string? Missing => missing;

    /// <summary>How many things are missing, where known.</summary>
    public long? Missed => missed == 0 ? null : missed;

    /// <summary>Adds items; answers how many of them were new.</summary>
    public int Add(IEnumerable<T> more)
    {
        int added = 0;
        lock (gate)
        {
            foreach (T item in more)
            {
                if (keys.Add(key(item)))
                {
                    items.Add(item);
                    added++;
                }
            }
        }

        Scope.Observer.Progress(Dataset, items.Count);
        return added;
    }

    /// <summary>Something could not be read although the rest could: the dataset is partial.</summary>
    public void Miss(string reason, long count = 0)
    {
        lock (gate)
        {
            missing ??= reason;
            missed += count;
        }
    }
}
