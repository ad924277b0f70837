using System.Globalization;
using System.Net.Http;
using System.Net.Sockets;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Why a service could not be reached, in words. They name hosts, and nothing of what was sent or answered.</summary>
internal static class ConnectionFailure
{
    /// <summary>What broke, with the proxy that stands between when there is one.</summary>
    /// <param name="exception">What the HTTP client threw.</param>
    /// <param name="address">What was to be reached.</param>
    public static string Words(Exception exception, Uri address) => Cause(exception) + Proxy(address);

    private static string Cause(Exception exception)
    {
        HttpRequestException? http = Find<HttpRequestException>(exception);
        if (http?.HttpRequestError == HttpRequestError.ProxyTunnelError)
        {
            return http.StatusCode is { } status ? string.Create(CultureInfo.InvariantCulture, $"the proxy answers {(int)status}") : "the proxy refuses";
        }

        return Find<SocketException>(exception)?.SocketErrorCode switch
        {
            SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData or SocketError.NoRecovery => "the name is not known to this machine's DNS",
            SocketError.ConnectionRefused => "the connection was refused",
            SocketError.NetworkUnreachable or SocketError.HostUnreachable or SocketError.NetworkDown or SocketError.HostDown => "there is no route",
            SocketError.TimedOut => "no connection in time",
            _ when http?.HttpRequestError == HttpRequestError.NameResolutionError => "the name is not known to this machine's DNS",
            _ => "the connection broke",
        };
    }

    // User name and password of a proxy's address are left out.
    private static string Proxy(Uri address) =>
        !HttpClient.DefaultProxy.IsBypassed(address) && HttpClient.DefaultProxy.GetProxy(address) is { } proxy ? string.Create(CultureInfo.InvariantCulture, $", by the proxy {proxy.Host}:{proxy.Port}") : "";

    private static T? Find<T>(Exception exception)
        where T : Exception => exception as T ?? (exception.InnerException is { } inner ? Find<T>(inner) : null);
}
