using System.Net;
using System.Net.Http;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Transport;

/// <summary>The HTTP side of a connection: one pool of sockets, and above it a guarded client for each service.</summary>
internal static class Connection
{
    /// <summary>Who asks, as the services' logs show it.</summary>
    public const string Name = "Ed2402Posture";

    /// <summary>The sockets. Certificates are validated as the system does; there is no switch that turns it off.</summary>
    public static HttpMessageHandler CreateSockets() => new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(20),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        EnableMultipleHttp2Connections = true,
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(15),
    };

    /// <summary>A client that reads one service: reads only, to its host only, with its token.</summary>
    public static HttpClient CreateClient(Uri service, TokenSource tokens, HttpMessageHandler sockets)
    {
        // The handlers hold nothing but the sockets, which are the connection's.
        var client = new HttpClient(new ReadOnlyHandler(new HostHandler(service, new TokenHandler(tokens, sockets))), disposeHandler: false)
        {
            // Each attempt has its own deadline.
            Timeout = Timeout.InfiniteTimeSpan,
        };
        client.DefaultRequestHeaders.UserAgent.ParseAdd($"{Name}/{typeof(Snapshot).Assembly.GetName().Version?.ToString(3)}");
        return client;
    }
}
