using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Owners of applications and service principals that have credentials, twenty lists a batch, each to its end. An expanded relationship would take a page for every 999
/// objects, but ends after 20 owners without a word, and cannot be combined with a filter by their number.</summary>
internal sealed class CredentialOwnersCollector() : Collector<ObjectOwners>(Datasets.CredentialOwners, static o => o.Id)
{
    private static readonly IReadOnlyList<DatasetDefinition> Holders = [Datasets.Applications, Datasets.ServicePrincipals, Datasets.FederatedIdentityCredentials];

    public override IReadOnlyList<DatasetDefinition> RestsOn { get; } =
        [.. Holders, Datasets.OwnerlessApplications, Datasets.OwnedServicePrincipals, Datasets.ApplicationOwners, Datasets.ServicePrincipalOwners];

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectOwners> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Holders));

    protected override async Task ReadAsync(CollectionContext context, Reading<ObjectOwners> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var holders = CredentialHolders.Of(context.ToSnapshot());
        await ReadAsync(services, reading, holders.Applications, id => services.Graph.V1.Applications[id].Owners.ToGetRequestInformation(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (["id", "displayName"], Limits.LargestPage)), cancellationToken).ConfigureAwait(false);
        await ReadAsync(services, reading, holders.ServicePrincipals, id => services.Graph.V1.ServicePrincipals[id].Owners.ToGetRequestInformation(r => (r.QueryParameters.Select, r.QueryParameters.Top) = (["id", "displayName"], Limits.LargestPage)), cancellationToken).ConfigureAwait(false);
    }

    private static async Task ReadAsync(TenantServices services, Reading<ObjectOwners> reading, IReadOnlyList<string> ids, Func<string, RequestInformation> request, CancellationToken cancellationToken)
    {
        var source = new ListSource(reading.Scope, services.Lanes.Directory, services.Graph);
        Dictionary<Uri, string> objects = await ManyAddresses.OfAsync(services.Graph, ids, request, cancellationToken).ConfigureAwait(false);
        await services.Batches.SendAsync(source, "v1.0", objects.Keys, part => TakeAsync(services.Pages, source, reading, part, objects[part.Address], cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Keeps a list when it was read to its end, and only then: a part of one would look like all of it.</summary>
    private static async Task TakeAsync(PageReader pages, ListSource source, Reading<ObjectOwners> reading, PartAnswer part, string id, CancellationToken cancellationToken)
    {
        if (part.Error?.Status == 404)
        {
            // Deleted since.
            return;
        }

        var owners = new List<DirectoryObject>();
        try
        {
            await pages.ReadPartAsync(source, part, Datasets.Principals.ReadItem, Take, cancellationToken).ConfigureAwait(false);
            reading.Add([new ObjectOwners { Id = id, Owners = owners }]);
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            reading.Miss($"{id}: {exception.Message}", 1);
        }

        int Take(IReadOnlyList<DirectoryObject> page)
        {
            List<DirectoryObject> more = [.. page.ExceptBy(owners.Select(o => o.Id), o => o.Id, StringComparer.OrdinalIgnoreCase).DistinctBy(o => o.Id, StringComparer.OrdinalIgnoreCase)];
            owners.AddRange(more);
            return more.Count;
        }
    }
}
