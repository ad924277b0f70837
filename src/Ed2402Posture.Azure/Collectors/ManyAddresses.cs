using Ed2402Posture.Azure.Transport;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The addresses of many requests that differ in an object's id alone. The SDK makes the first and the others repeat it: for each that it makes it
/// takes ten thousand bytes, and a large tenant needs many thousands.</summary>
internal static class ManyAddresses
{
    private static readonly string Sample = new Guid(0x5a3c9e17, 0x2b64, 0x4d08, 0x91, 0xf2, 0x6e, 0xd7, 0x30, 0xa8, 0x45, 0xbc).ToString();

    /// <summary>The address for each id.</summary>
    /// <param name="graph">Makes the requests.</param>
    /// <param name="ids">The ids; one that comes twice counts once.</param>
    /// <param name="request">The request for an id.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    public static async Task<Dictionary<Uri, string>> OfAsync(GraphService graph, IEnumerable<string> ids, Func<string, RequestInformation> request, CancellationToken cancellationToken)
    {
        var addresses = new Dictionary<Uri, string>();
        string? pattern = null;
        foreach (string id in ids)
        {
            // Only of an object id is it certain that it stands in an address as it is.
            addresses[Guid.TryParseExact(id, "D", out _) ? new Uri((pattern ??= await MakeAsync(Sample).ConfigureAwait(false)).Replace(Sample, id, StringComparison.Ordinal)) : new Uri(await MakeAsync(id).ConfigureAwait(false))] = id;
        }

        return addresses;

        async Task<string> MakeAsync(string id) => (await graph.CallAsync(request(id), cancellationToken).ConfigureAwait(false)).Address.AbsoluteUri;
    }
}
