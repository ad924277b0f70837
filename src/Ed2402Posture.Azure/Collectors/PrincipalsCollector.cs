using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Graph.DirectoryObjects.GetByIds;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What every id found in an assignment stands for, a thousand a request. An id that does not come back does not resolve.</summary>
internal sealed class PrincipalsCollector() : Collector<DirectoryObject>(Datasets.Principals, static p => p.Id)
{
    private const double RequestCost = 2;

    public override IReadOnlyList<DatasetDefinition> RestsOn => PrivilegedIds.Sources;

    public override CollectionCost Cost => CollectionCost.Directory(
        known => Reads.Each((known.From(RestsOn, () => PrivilegedIds.Principals(known).Count, () => known.Typical.Principals) + Limits.IdsInGetByIds - 1) / Limits.IdsInGetByIds),
        RequestCost);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<DirectoryObject> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override Task ReadAsync(CollectionContext context, Reading<DirectoryObject> reading, CancellationToken cancellationToken) =>
        Task.WhenAll(PrivilegedIds.Principals(context).Chunk(Limits.IdsInGetByIds).Select(ids => ReadAsync(context.Services, reading, ids, cancellationToken)));

    private async Task ReadAsync(TenantServices services, Reading<DirectoryObject> reading, string[] ids, CancellationToken cancellationToken)
    {
        Call call = await services.Graph.CallAsync(services.Graph.V1.DirectoryObjects.GetByIds.ToPostRequestInformation(new GetByIdsPostRequestBody { Ids = [.. ids] }), cancellationToken).ConfigureAwait(false);

        // The action takes $select, though the SDK's builder does not know it.
        call = call with { Address = new Uri($"{call.Address.AbsoluteUri}?$select={string.Join(',', Definition.PropertyNames)}") };
        await services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, RequestCost), call, Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
    }
}
