using System.Net.Http;
using System.Text.Json;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Lets nothing but reads out: GET, and POST to the few addresses that only read. Anything else is a mistake in this program
/// and is stopped before it is sent. A batch is opened: each of its parts must be a GET.</summary>
internal sealed class ReadOnlyHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Paths that read although they are POST, below the service's root.</summary>
    private static readonly HashSet<string> ReadingPosts = new(StringComparer.OrdinalIgnoreCase)
    {
        "/v1.0/directoryObjects/getByIds",
        "/beta/directoryObjects/getByIds",
        "/v1.0/identity/conditionalAccess/evaluate",
        "/beta/identity/conditionalAccess/evaluate",
        "/providers/Microsoft.ResourceGraph/resources",
        "/providers/Microsoft.Management/getEntities",
    };

    private static readonly HashSet<string> Batches = new(StringComparer.OrdinalIgnoreCase) { "/v1.0/$batch", "/beta/$batch" };

    /// <exception cref="InvalidOperationException">The request is not a read.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Get && !await ReadsAsync(request, cancellationToken).ConfigureAwait(false))
        {
            throw new InvalidOperationException($"{request.Method} {request.RequestUri?.AbsolutePath} is not a read; it was not sent.");
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<bool> ReadsAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method != HttpMethod.Post || request.RequestUri is not { } address)
        {
            return false;
        }

        string path = Uri.UnescapeDataString(address.AbsolutePath);
        return ReadingPosts.Contains(path)
            || (Batches.Contains(path) && request.Content is { } content && OnlyGets(await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)));
    }

    private static bool OnlyGets(byte[] body)
    {
        using JsonDocument batch = JsonDocument.Parse(body);
        return batch.RootElement.GetProperty("requests").EnumerateArray().All(part => part.GetProperty("method").GetString() == "GET" && !part.TryGetProperty("body", out _));
    }
}
