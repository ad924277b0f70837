using System.Net.Http;
using System.Net.Http.Headers;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;
using Microsoft.Kiota.Abstractions.Authentication;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Microsoft Graph: the SDK's typed builders make the requests, the handlers below send them. The SDK's own sign-in and its
/// middleware are not used: it sends without a token, and without an error, to hosts it does not know.</summary>
internal sealed class GraphService : IService, IDisposable
{
    /// <summary>How the service should answer: with every value of an enumeration. Without it, values that an enumeration got later are
    /// hidden behind <c>unknownFutureValue</c>.</summary>
    public const string Preference = "include-unknown-enum-members";

    /// <summary>Asks for an answer from the index that advanced queries run on: needed with <c>$count</c> and casts, on each page
    /// ('Advanced query capabilities on directory objects').</summary>
    public const string Consistency = "eventual";

    /// <summary>The header that tells the service which requests to throttle first ('Microsoft Graph throttling guidance').</summary>
    public const string PriorityHeader = "x-ms-throttle-priority";

    private readonly HttpClient client;


    public GraphService(Uri root, HttpClient client, bool unattended = false)
    {
        Priority = unattended ? "low" : null;
        Root = new Uri(root.GetLeftPart(UriPartial.Authority));
        this.client = client;
        V1 = Create("v1.0");
        Beta = Create("beta");
    }

    public Uri Root { get; }
    public string? Priority { get; }

    /// <summary>Builders for v1.0.</summary>
    public GraphServiceClient V1 { get; }

    /// <summary>The same builders on beta, where v1.0 leaves something out.</summary>
    public GraphServiceClient Beta { get; }

    /// <summary>The call of a request that a builder made.</summary>
    public async Task<Call> CallAsync(RequestInformation request, CancellationToken cancellationToken)
    {
        using HttpRequestMessage native = await V1.RequestAdapter.ConvertToNativeRequestAsync<HttpRequestMessage>(request, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("The SDK made no request.");
        byte[]? body = native.Content is null ? null : await native.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        return new Call(native.Method, native.RequestUri!, body);
    }

    /// <summary>Whether a request is for a number of objects, which comes as plain text.</summary>
    public static bool IsCount(Uri address) => address.AbsolutePath.EndsWith("/$count", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a request is an advanced query.</summary>
    public static bool IsAdvanced(Uri address) => IsCount(address) || Uri.UnescapeDataString(address.Query).Contains("$count=true", StringComparison.OrdinalIgnoreCase);

    public async Task<Reply> SendAsync(Call call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(IsCount(call.Address) ? "text/plain" : "application/json"));
        request.Headers.TryAddWithoutValidation("Prefer", Preference);
        if (IsAdvanced(call.Address))
        {
            request.Headers.TryAddWithoutValidation("ConsistencyLevel", Consistency);
        }

        if (Priority is not null)
        {
            request.Headers.TryAddWithoutValidation(PriorityHeader, Priority);
        }

        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(call.Body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        try
        {
            Stream content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            return new Reply((int)response.StatusCode, content, name => Header(response, name), response);
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        V1.Dispose();
        Beta.Dispose();
        client.Dispose();
    }

    private GraphServiceClient Create(string version) => new(client, new AnonymousAuthenticationProvider(), new Uri(Root, version).AbsoluteUri);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
}
