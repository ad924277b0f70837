using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Graph.DirectoryObjects.GetByIds;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What every id found in an assignment stands for, a thousand a request. An id that does not come back does not resolve. Groups of partners come
/// only when they are asked for by their type: what did not resolve is asked for once more as such.</summary>
internal sealed class PrincipalsCollector() : Collector<DirectoryObject>(Datasets.Principals, static p => p.Id)
{
    private const double RequestCost = 2;
    private const string PartnerReference = "directoryObjectPartnerReference";
    private static readonly string[] Properties = ["id", "displayName", "userPrincipalName", "appId", "deletedDateTime"];

    public override IReadOnlyList<DatasetDefinition> RestsOn => PrivilegedIds.Sources;

    public override CollectionCost Cost => CollectionCost.Directory(
        known => Requests(known.From(RestsOn, () => PrivilegedIds.Principals(known).Count, () => known.Typical.Principals))
            .Then(Requests(known.From([Datasets.Principals, .. RestsOn], () => Unresolved(known, known.Items(Datasets.Principals).Where(p => p.ODataType?.EndsWith(PartnerReference, StringComparison.Ordinal) != true)).Length, static () => 1))),
        RequestCost);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<DirectoryObject> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override async Task ReadAsync(CollectionContext context, Reading<DirectoryObject> reading, CancellationToken cancellationToken)
    {
        await ReadAllAsync(context.Services, reading, PrivilegedIds.Principals(context), Properties, null, cancellationToken).ConfigureAwait(false);
        try
        {
            await ReadAllAsync(context.Services, reading, Unresolved(context, reading.Items), [], [PartnerReference], cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException exception) when (exception.Error?.Status == 400)
        {
            // The ids were taken before: what is not known can only be the type, and a cloud that does not know it has no such objects.
            reading.Scope.Ledger.FailedRequest(exception.Error.RequestId);
        }
    }

    private static Reads Requests(long ids) => Reads.Each((ids + Limits.IdsInGetByIds - 1) / Limits.IdsInGetByIds);

    private static string[] Unresolved(IReadSoFar context, IEnumerable<DirectoryObject> found) => [.. PrivilegedIds.Principals(context).Except(found.Select(p => p.Id), StringComparer.OrdinalIgnoreCase)];

    private Task ReadAllAsync(TenantServices services, Reading<DirectoryObject> reading, IEnumerable<string> ids, string[] properties, List<string>? types, CancellationToken cancellationToken) =>
        Task.WhenAll(ids.Chunk(Limits.IdsInGetByIds).Select(some => ReadAsync(services, reading, types is null ? new GetByIdsPostRequestBody { Ids = [.. some] } : new GetByIdsPostRequestBody { Ids = [.. some], Types = types }, properties, cancellationToken)));

    private async Task ReadAsync(TenantServices services, Reading<DirectoryObject> reading, GetByIdsPostRequestBody body, string[] properties, CancellationToken cancellationToken)
    {
        Call call = await services.Graph.CallAsync(services.Graph.V1.DirectoryObjects.GetByIds.ToPostRequestInformation(body), cancellationToken).ConfigureAwait(false);

        // The action takes $select, though the SDK's builder does not know it.
        call = properties.Length == 0 ? call : call with { Address = new Uri($"{call.Address.AbsoluteUri}?$select={string.Join(',', properties)}") };
        await services.Pages.ReadAllAsync(new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, RequestCost), call, Definition.ReadItem, reading.Add, cancellationToken).ConfigureAwait(false);
    }
}
