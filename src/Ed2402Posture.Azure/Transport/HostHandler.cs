using System.Net;
using System.Net.Http;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Lets requests go to one host alone, over https: the last line that keeps a token at the host it was issued for. A link to
/// another host is found earlier, where pages are read; what arrives here is a mistake in this program.</summary>
internal sealed class HostHandler(Uri service, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    /// <summary>Whether the address is at the service: same scheme, host and port, and https.</summary>
    public static bool IsAt(Uri service, Uri address) =>
        address.IsAbsoluteUri
        && address.Scheme == Uri.UriSchemeHttps
        && string.Equals(address.IdnHost, service.IdnHost, StringComparison.OrdinalIgnoreCase)
        && address.Port == service.Port
        && address.UserInfo.Length == 0;

    /// <exception cref="InvalidOperationException">The address is at another host, or not https.</exception>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri is not { } address || !IsAt(service, address))
        {
            throw new InvalidOperationException($"{request.RequestUri?.Host} is not {service.Host}; the request was not sent.");
        }

        // One connection carries many requests where the host can; the SDKs ask for HTTP/1.1 unless told.
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        return base.SendAsync(request, cancellationToken);
    }
}
