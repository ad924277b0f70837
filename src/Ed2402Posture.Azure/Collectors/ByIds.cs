using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Reads objects whose ids are known, fifteen a request and twenty requests a batch.</summary>
internal static class ByIds
{
    /// <summary>The filter for some ids.</summary>
    public static string Filter(IEnumerable<string> ids) => $"id in ({string.Join(',', ids.Select(id => $"'{id}'"))})";

    /// <summary>Reads them into the dataset. Ids that do not come back do not exist.</summary>
    public static Task ReadAsync<T>(TenantServices services, Reading<T> reading, IEnumerable<string> ids, Func<string, RequestInformation> request, CancellationToken cancellationToken)
        where T : class => ReadAsync(services, new ListSource(reading.Scope, services.Lanes.Directory, services.Graph), reading.Dataset, ids, request, reading.Add, cancellationToken);

    /// <summary>Reads them from a source of their own and hands them on.</summary>
    public static async Task ReadAsync<T>(
        TenantServices services, ListSource source, DatasetDefinition<T> dataset, IEnumerable<string> ids, Func<string, RequestInformation> request, Func<IReadOnlyList<T>, int> sink, CancellationToken cancellationToken)
        where T : class
    {
        var addresses = new List<Uri>();
        foreach (string[] some in ids.Chunk(Limits.IdsInFilter))
        {
            addresses.Add((await services.Graph.CallAsync(request(Filter(some)), cancellationToken).ConfigureAwait(false)).Address);
        }

        await services.Batches.SendAsync(
            source, "v1.0", addresses, part => services.Pages.ReadPartAsync(source, part, dataset.ReadItem, sink, cancellationToken), cancellationToken).ConfigureAwait(false);
    }
}
