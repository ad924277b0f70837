using System.Net;
using System.Net.Sockets;
using Ed2402Posture.Azure.Transport;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class ConnectionFailureTests
{
    public static TheoryData<Exception, string> Causes => new()
    {
        { new HttpRequestException(HttpRequestError.NameResolutionError, "x", new SocketException((int)SocketError.HostNotFound)), "DNS" },
        { new HttpRequestException(HttpRequestError.ConnectionError, "x", new SocketException((int)SocketError.ConnectionRefused)), "refused" },
        { new HttpRequestException(HttpRequestError.ConnectionError, "x", new IOException("y", new SocketException((int)SocketError.NetworkUnreachable))), "no route" },
        { new HttpRequestException(HttpRequestError.ProxyTunnelError, "proxy http://user:hunter2@proxy:8080 failed", null, HttpStatusCode.ProxyAuthenticationRequired), "the proxy answers 407" },
        { new HttpRequestException(HttpRequestError.ResponseEnded, "reset"), "the connection broke" },
        { new IOException("reset"), "the connection broke" },
    };

    [Theory]
    [MemberData(nameof(Causes))]
    public void The_cause_is_told_and_nothing_of_what_was_sent(Exception exception, string words)
    {
        string told = ConnectionFailure.Words(exception, new Uri("https://127.0.0.1"));
        Assert.Contains(words, told, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", told, StringComparison.Ordinal);
    }
}
