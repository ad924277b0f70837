using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Reads members or owners of many groups in batches. Beta, because v1.0 leaves out the service
/// principals among them (Microsoft Graph 'list group members' and 'list group owners', known issues).</summary>
internal static class GroupLinks
{
    private const double Cost = 2;

    /// <summary>Reads the links of all groups into the dataset.</summary>
    public static async Task ReadAsync(TenantServices services, Reading<ObjectLink> reading, IEnumerable<string> groupIds, Func<string, RequestInformation> request, CancellationToken cancellationToken)
    {
        var groups = new Dictionary<Uri, string>();
        foreach (string id in groupIds)
        {
            groups[(await services.Graph.CallAsync(request(id), cancellationToken).ConfigureAwait(false)).Address] = id;
        }

        var source = new ListSource(reading.Scope, services.Lanes.Directory, services.Graph, Cost);
        await services.Batches.SendAsync(source, "beta", groups.Keys, part => TakeAsync(services.Pages, source, reading, part, groups[part.Address], cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task TakeAsync(PageReader pages, ListSource source, Reading<ObjectLink> reading, PartAnswer part, string groupId, CancellationToken cancellationToken)
    {
        if (part.Error?.Status == 404)
        {
            // Deleted since, or no group at all.
            return;
        }

        try
        {
            await pages.ReadPartAsync(
                source,
                part,
                Datasets.Principals.ReadItem,
                objects => reading.Add(objects.Select(o => new ObjectLink { ParentId = groupId, Id = o.Id, ODataType = o.ODataType, DisplayName = o.DisplayName })),
                cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            reading.Miss($"group {groupId}: {exception.Message}", 1);
        }
    }
}
