using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset that is one object of Graph.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
internal abstract class GraphSingle<T>(DatasetDefinition<T> dataset, Func<T, ItemKey> key) : Collector<T>(dataset, key)
    where T : class
{
    public override CollectionCost Cost => CollectionCost.Directory(static _ => Reads.One);

    /// <summary>The request for it.</summary>
    protected abstract RequestInformation Request(GraphServiceClient graph);

    protected override async Task ReadAsync(CollectionContext context, Reading<T> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        Call call = await services.Graph.CallAsync(Request(services.Graph.V1), cancellationToken).ConfigureAwait(false);
        reading.Add([await services.Pages.ReadOneAsync(new ListSource(reading.Scope, services.Lanes.Directory, services.Graph), call, Definition.ReadItem, cancellationToken).ConfigureAwait(false)]);
        reading.Scope.Ledger.Page();
    }
}
