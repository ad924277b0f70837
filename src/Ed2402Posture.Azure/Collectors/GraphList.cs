using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is one list of Graph.</summary>
/// <typeparam name="T">The type of its items.</typeparam>
internal abstract class GraphList<T>(DatasetDefinition<T> dataset, Func<T, ItemKey> key) : Collector<T>(dataset, key)
    where T : class
{
    /// <summary>The request for the first page.</summary>
    protected abstract RequestInformation Request(GraphServiceClient graph);

    /// <summary>What a request takes from the quota.</summary>
    protected virtual double RequestUnits => 1;

    /// <summary>The quota that it takes from.</summary>
    protected virtual Lane Lane(Lanes lanes) => lanes.Directory;

    /// <summary>The most items that come on a page.</summary>
    protected virtual int PageSize => Limits.DefaultPage;

    /// <summary>A guess of the number of items where nothing is known; one page unless a collector knows better.</summary>
    protected virtual long Typical(KnownTenant known) => 1;

    public override CollectionCost Cost => new(Lane, known => Reads.Pages(known.Count(Dataset, Typical(known)), PageSize), RequestUnits);

    protected override async Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        Call call = await services.Graph.CallAsync(Request(services.Graph.V1), cancellationToken).ConfigureAwait(false);
        await services.Pages.ReadAllAsync(new ListSource(reading.Scope, Lane(services.Lanes), services.Graph, RequestUnits), call, Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
    }
}
