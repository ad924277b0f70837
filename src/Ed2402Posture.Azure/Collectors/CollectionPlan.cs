using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What is read and in what order: the datasets wanted and those that they rest on, each as soon as its foundations are there.</summary>
internal sealed class CollectionPlan
{
    private const int ManyItems = 50_000;

    private readonly List<Collector> ordered = [];

    public CollectionPlan(IEnumerable<DatasetDefinition> wanted, SnapshotBuilder into)
    {
        List<DatasetDefinition> all = [.. wanted];
        HashSet<DatasetDefinition> standing = Standing(all, into);
        var chosen = new HashSet<DatasetDefinition>();
        foreach (DatasetDefinition dataset in all)
        {
            Include(dataset, standing, chosen);
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
            WhenRead = dataset => running.GetValueOrDefault(dataset, Task.CompletedTask),
            Urgency = Urgency.Of(ordered),
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
            if (context.Into.Find(collector.Dataset)?.Count >= ManyItems)
            {
                // What it took to read them would lie beside them until the next large list: collecting it takes a moment and spares a process of 400 MB some 60.
                GC.Collect();
            }
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
    private void Include(DatasetDefinition dataset, HashSet<DatasetDefinition> standing, HashSet<DatasetDefinition> chosen)
    {
        if (standing.Contains(dataset) || !chosen.Add(dataset))
        {
            return;
        }

        foreach (DatasetDefinition foundation in Foundations(dataset))
        {
            Include(foundation, standing, chosen);
        }

        ordered.Add(CollectorCatalogue.For(dataset));
    }

    private static IEnumerable<DatasetDefinition> Foundations(DatasetDefinition dataset) =>
        (dataset.Licence == Licence.None ? [] : new[] { Datasets.SubscribedSkus }).Concat(CollectorCatalogue.For(dataset).AllNeeds);

    /// <summary>What is held already and need not be read again. A dataset whose foundations are read anew is read anew too, since whom to ask comes from
    /// them; and those that follow privilege together are read together, since what one of them finds the others must follow.</summary>
    private static HashSet<DatasetDefinition> Standing(IEnumerable<DatasetDefinition> wanted, SnapshotBuilder into)
    {
        var needed = new HashSet<DatasetDefinition>();
        var open = new Stack<DatasetDefinition>(wanted);
        while (open.TryPop(out DatasetDefinition? dataset))
        {
            if (needed.Add(dataset))
            {
                foreach (DatasetDefinition foundation in Foundations(dataset))
                {
                    open.Push(foundation);
                }
            }
        }

        HashSet<DatasetDefinition> standing = [.. needed.Where(d => into.Find(d)?.Holds(into.Scope) == true)];
        while (standing.RemoveWhere(d => !Stands(d)) > 0)
        {
        }

        return standing;

        bool Stands(DatasetDefinition dataset)
        {
            Collector collector = CollectorCatalogue.For(dataset);
            return collector.AllNeeds.All(standing.Contains)
                && (collector is not IFollowsGroups || Together<IFollowsGroups>())
                && (collector is not IFollowsWorkloads || Together<IFollowsWorkloads>());
        }

        bool Together<TFollows>() => needed.Where(d => CollectorCatalogue.For(d) is TFollows).All(standing.Contains);
    }
}
