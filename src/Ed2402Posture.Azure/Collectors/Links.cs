using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Reads what belongs to many parents in batches, one list a parent.</summary>
internal static class Links
{
    /// <summary>Reads members or owners of all parents into the dataset.</summary>
    public static Task ReadAsync(TenantServices services, Reading<ObjectLink> reading, IEnumerable<string> parentIds, Func<string, RequestInformation> request, CancellationToken cancellationToken) =>
        ReadAsync(services, reading, new ListSource(reading.Scope, services.Lanes.Directory, services.Graph), "v1.0", parentIds, request, Datasets.Principals.ReadItem, Make, cancellationToken);

    /// <summary>The edge from a parent to an object.</summary>
    public static ObjectLink Make(string parentId, DirectoryObject found) => new() { ParentId = parentId, Id = found.Id, ODataType = found.ODataType, DisplayName = found.DisplayName };

    /// <summary>Reads a list of each parent into the dataset; what <paramref name="make"/> makes nothing of is left out.</summary>
    public static async Task ReadAsync<TFound, T>(TenantServices services, Reading<T> reading, ListSource source, string version, IEnumerable<string> parentIds, Func<string, RequestInformation> request, ItemReader<TFound> read, Func<string, TFound, T?> make, CancellationToken cancellationToken)
        where T : class
    {
        Dictionary<Uri, string> parents = await ManyAddresses.OfAsync(services.Graph, parentIds, request, cancellationToken).ConfigureAwait(false);
        await services.Batches.SendAsync(source, version, parents.Keys, part => TakeAsync(services.Pages, source, reading, part, parents[part.Address], read, make, cancellationToken), cancellationToken).ConfigureAwait(false);
    }

    private static async Task TakeAsync<TFound, T>(PageReader pages, ListSource source, Reading<T> reading, PartAnswer part, string parentId, ItemReader<TFound> read, Func<string, TFound, T?> make, CancellationToken cancellationToken)
        where T : class
    {
        if (part.Error?.Status == 404)
        {
            // Deleted since, or not of this kind at all.
            return;
        }

        try
        {
            await pages.ReadPartAsync(source, part, read, found => reading.Add(found.Select(f => make(parentId, f)).OfType<T>()), cancellationToken).ConfigureAwait(false);
        }
        catch (ReadException exception) when (exception.Error is null or { IsTransient: true })
        {
            reading.Scope.Ledger.FailedRequest(exception.Error?.RequestId);
            reading.Miss($"{parentId}: {exception.Message}", 1);
        }
    }
}
