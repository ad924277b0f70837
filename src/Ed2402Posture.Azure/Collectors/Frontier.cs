namespace Ed2402Posture.Azure.Collectors;

/// <summary>Ids that several collectors follow together, round by round: each reads what the ids of the round lead to, and what any of them finds is the
/// next round for all. It ends with a round that finds nothing. Rounds keep batches full and the number of requests the same from scan to scan.</summary>
internal sealed class Frontier(IEnumerable<Collector> participants)
{
    private readonly object gate = new();
    private readonly List<string> found = [];
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<Collector> working = [.. participants];
    private readonly HashSet<Collector> waiting = [];
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open;
    private bool started;
    private bool closed;

    /// <summary>Everything found.</summary>
    public IReadOnlyCollection<string> All
    {
        get
        {
            lock (gate)
            {
                return [.. found];
            }
        }
    }

    /// <summary>Adds the ids to begin with; whoever comes first finds them.</summary>
    public void Start(Func<IEnumerable<string>> ids)
    {
        lock (gate)
        {
            if (!started)
            {
                started = true;
                Add(ids());
            }
        }
    }

    /// <summary>Adds ids for the next round; those known already are passed over.</summary>
    public void Add(IEnumerable<string> ids)
    {
        lock (gate)
        {
            found.AddRange(ids.Where(known.Add));
        }
    }

    /// <summary>The ids after the first <paramref name="taken"/>, once everybody is through with those before; null at the end.</summary>
    public async Task<IReadOnlyList<string>?> NextAsync(Collector participant, int taken, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task signal;
            lock (gate)
            {
                if (open > taken)
                {
                    return found[taken..open];
                }

                waiting.Add(participant);
                Stop(participant);
                if (closed)
                {
                    return null;
                }

                if (open > taken)
                {
                    continue;
                }

                signal = changed.Task;
            }

            await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The participant is done, or never came: nobody waits for it any longer.</summary>
    public void Leave(Collector participant)
    {
        lock (gate)
        {
            waiting.Remove(participant);
            Stop(participant);
        }
    }

    // The last one to stop opens the next round, or ends it all.
    private void Stop(Collector participant)
    {
        if (!working.Remove(participant) || working.Count > 0)
        {
            return;
        }

        closed = open == found.Count;
        open = found.Count;
        working.UnionWith(waiting);
        waiting.Clear();
        changed.TrySetResult();
        changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
