using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What was deleted in the last 30 days. Each type has its own list, whose objects do not tell their type.</summary>
internal sealed class DeletedObjectsCollector() : Collector<DirectoryObject>(Datasets.DeletedObjects, static o => o.Id)
{
    private static readonly string[] UserProperties = ["id", "displayName", "userPrincipalName", "deletedDateTime"];
    private static readonly string[] AppProperties = ["id", "displayName", "appId", "deletedDateTime"];

    protected override Task ReadAsync(CollectionContext context, Reading<DirectoryObject> reading, CancellationToken cancellationToken)
    {
        var deleted = context.Services.Graph.V1.Directory.DeletedItems;
        return Task.WhenAll(
            ReadAsync(context.Services, reading, "user", deleted.GraphUser.ToGetRequestInformation(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (UserProperties, Limits.LargestPage)), cancellationToken),
            ReadAsync(context.Services, reading, "application", deleted.GraphApplication.ToGetRequestInformation(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (AppProperties, Limits.LargestPage)), cancellationToken),
            ReadAsync(context.Services, reading, "servicePrincipal", deleted.GraphServicePrincipal.ToGetRequestInformation(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (AppProperties, Limits.LargestPage)), cancellationToken));
    }

    private async Task ReadAsync(TenantServices services, Reading<DirectoryObject> reading, string type, RequestInformation request, CancellationToken cancellationToken)
    {
        Call call = await services.Graph.CallAsync(request, cancellationToken).ConfigureAwait(false);
        await services.Pages.ReadAllAsync(
            new ListSource(reading.Scope, services.Lanes.Directory, services.Graph), call, Definition.ReadItem,
            items => reading.Add(items.Select(o => o with { ODataType = $"#microsoft.graph.{type}" })), cancellationToken).ConfigureAwait(false);
    }
}
