using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Reads members or owners of many groups, or the groups of many users, in batches. Members and owners on beta, because v1.0 does
/// not list service principals among them: Microsoft Graph 'list group members' and 'list group owners', known issues.</summary>
internal static class GroupLinks
{
    private const double Cost = 2;

    /// <summary>Reads the links of all parents into the dataset.</summary>
    /// <param name="services">What the tenant is read with.</param>
    /// <param name="reading">Receives the links.</param>
    /// <param name="parentIds">Ids of the groups or users.</param>
    /// <param name="request">The request for one of them.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <param name="version">The version of Graph that the requests are for.</param>
    /// <param name="wanted">Which of the linked objects are kept; null for all.</param>
    public static async Task ReadAsync(
        TenantServices services, Reading<ObjectLink> reading, IEnumerable<string> parentIds, Func<string, RequestInformation> request, CancellationToken cancellationToken, string version = "beta", Func<DirectoryObject, bool>? wanted = null)
    {
        var parents = new Dictionary<Uri, string>();
        foreach (string id in parentIds)
        {
            parents[(await services.Graph.CallAsync(request(id), cancellationToken).ConfigureAwait(false)).Address] = id;
        }

        var source = new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, Cost);
        await services.Batches.SendAsync(source, version, parents.Keys, part => TakeAsync(services.Pages, source, reading, part, parents[part.Address], wanted ?? (_ => true), cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task TakeAsync(PageReader pages, ListSource source, Reading<ObjectLink> reading, PartAnswer part, string parentId, Func<DirectoryObject, bool> wanted, CancellationToken cancellationToken)
    {
        if (part.Error?.Status == 404)
        {
            // Deleted since, or of another kind.
            return;
        }

        try
        {
            await pages.ReadPartAsync(
                source,
                part,
                Datasets.Principals.ReadItem,
                objects => reading.Add(objects.Where(wanted).Select(o => new ObjectLink { ParentId = parentId, Id = o.Id, ODataType = o.ODataType, DisplayName = o.DisplayName })),
                cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            reading.Miss($"links of {parentId}: {exception.Message}", 1);
        }
    }
}
