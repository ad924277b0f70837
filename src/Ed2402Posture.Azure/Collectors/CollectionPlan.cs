using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What is read and in what order: the datasets wanted and those that they rest on, each as soon as its foundations are there.</summary>
internal sealed class CollectionPlan
{
    private readonly List<Collector> ordered = [];

    public CollectionPlan(IEnumerable<DatasetDefinition> wanted, SnapshotBuilder into)
    {
        var chosen = new HashSet<DatasetDefinition>();
        foreach (DatasetDefinition dataset in wanted)
        {
            Include(dataset, into, chosen);
        }
    }

    /// <summary>The collectors to run, foundations first.</summary>
    public IReadOnlyList<Collector> Collectors => ordered;

    /// <summary>Reads everything, side by side.</summary>
    public async Task RunAsync(TenantServices services, SnapshotBuilder into, Core.Collecting.IScanObserver observer, CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new Dictionary<DatasetDefinition, Task>();
        var context = new CollectionContext(services, into, observer, async () =>
        {
            if (running.TryGetValue(Datasets.SubscribedSkus, out Task? skus))
            {
                await skus.ConfigureAwait(false);
            }

            return LicenceView.Of(into);
        })
        {
            Groups = new Frontier(ordered.Where(c => c is IFollowsGroups)),
            Workloads = new Frontier(ordered.Where(c => c is IFollowsWorkloads)),
        };
        foreach (Collector collector in ordered)
        {
            Task[] foundations = [start.Task, .. collector.RestsOn.Select(d => running.GetValueOrDefault(d)).OfType<Task>()];
            running[collector.Dataset] = RunOneAsync(collector, foundations, context, ending);
        }

        start.SetResult();
        try
        {
            await Task.WhenAll(running.Values).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private static async Task RunOneAsync(Collector collector, Task[] foundations, CollectionContext context, CancellationTokenSource ending)
    {
        try
        {
            await Task.WhenAll(foundations).ConfigureAwait(false);
            await collector.CollectAsync(context, ending.Token).ConfigureAwait(false);
        }
        catch
        {
            await ending.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            context.Groups.Leave(collector);
            context.Workloads.Leave(collector);
        }
    }

    /// <summary>Foundations go before what rests on them. Licences are read whenever a refusal may have to be told from a missing one.</summary>
    private void Include(DatasetDefinition dataset, SnapshotBuilder into, HashSet<DatasetDefinition> chosen)
    {
        if (into.Find(dataset)?.Holds(into.Scope) == true || !chosen.Add(dataset))
        {
            return;
        }

        Collector collector = CollectorCatalogue.For(dataset);
        IEnumerable<DatasetDefinition> licences = dataset.Licence == Licence.None ? [] : [Datasets.SubscribedSkus];
        foreach (DatasetDefinition foundation in licences.Concat(collector.RestsOn))
        {
            Include(foundation, into, chosen);
        }

        ordered.Add(collector);
    }
}
