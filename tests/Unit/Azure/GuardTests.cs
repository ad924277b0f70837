using System.Net;
using Azure.Core;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class GuardTests
{
    private static readonly Uri Service = new("https://graph.example");

    [Theory]
    [InlineData("GET", "/v1.0/users", null)]
    [InlineData("POST", "/v1.0/directoryObjects/getByIds?$select=id", "{}")]
    [InlineData("POST", "/v1.0/identity/conditionalAccess/evaluate", "{}")]
    [InlineData("POST", "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01", "{}")]
    [InlineData("POST", "/providers/Microsoft.Management/getEntities?api-version=2021-04-01", null)]
    [InlineData("POST", "/v1.0/$batch", """{"requests":[{"id":"1","method":"GET","url":"/users"}]}""")]
    [InlineData("POST", "/beta/%24batch", """{"requests":[{"id":"1","method":"GET","url":"/users"}]}""")]
    public async Task Reads_pass_with_a_token(string method, string path, string? body)
    {
        using var network = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using HttpClient client = Client(network);

        await SendAsync(client, method, new Uri(Service, path), body);

        Assert.Equal("Bearer the-token", Assert.Single(network.Requests).Headers.Authorization!.ToString());
    }

    [Theory]
    [InlineData("POST", "/v1.0/users", "{}")]
    [InlineData("POST", "/v1.0/users/getByIds", "{}")]
    [InlineData("POST", "/v1.0/directoryObjects/getByIds/x", "{}")]
    [InlineData("POST", "/v1.0/groups/a/members/$ref", "{}")]
    [InlineData("POST", "/providers/Microsoft.Authorization/elevateAccess?api-version=2016-07-01", null)]
    [InlineData("PUT", "/v1.0/users/a", "{}")]
    [InlineData("PATCH", "/v1.0/users/a", "{}")]
    [InlineData("DELETE", "/v1.0/users/a", null)]
    [InlineData("HEAD", "/v1.0/users", null)]
    [InlineData("POST", "/v1.0/$batch", """{"requests":[{"id":"1","method":"GET","url":"/users"},{"id":"2","method":"DELETE","url":"/users/a"}]}""")]
    [InlineData("POST", "/v1.0/$batch", """{"requests":[{"id":"1","method":"GET","url":"/users","body":{}}]}""")]
    [InlineData("POST", "/v1.0/$batch", """{"requests":[{"id":"1","method":"POST","url":"/directoryObjects/getByIds"}]}""")]
    public async Task Nothing_else_is_sent(string method, string path, string? body)
    {
        using var network = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using HttpClient client = Client(network);

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(client, method, new Uri(Service, path), body));

        Assert.Empty(network.Requests);
    }

    [Theory]
    [InlineData("https://graph.example.evil.example/v1.0/users")]
    [InlineData("https://evil.example/v1.0/users")]
    [InlineData("http://graph.example/v1.0/users")]
    [InlineData("https://graph.example:8443/v1.0/users")]
    [InlineData("https://me@graph.example/v1.0/users")]
    public async Task No_other_host_is_asked_and_no_token_leaves(string address)
    {
        using var network = new StubHandler(_ => new HttpResponseMessage(HttpStatusCode.OK));
        using HttpClient client = Client(network);

        await Assert.ThrowsAsync<InvalidOperationException>(() => SendAsync(client, "GET", new Uri(address), null));

        Assert.Empty(network.Requests);
    }

    [Fact]
    public void Redirects_are_not_followed_and_certificates_are_checked()
    {
        using var sockets = Assert.IsType<SocketsHttpHandler>(Connection.CreateSockets());

        Assert.False(sockets.AllowAutoRedirect);
        Assert.Null(sockets.SslOptions.RemoteCertificateValidationCallback);
    }

    private static HttpClient Client(HttpMessageHandler network)
    {
        var options = new SignInOptions { Method = SignInMethod.AccessToken, Environment = CloudEnvironment.AzureCloud };
        return Connection.CreateClient(Service, new TokenSource(new FixedCredential(), "https://graph.example/.default", options, TimeProvider.System), network);
    }

    private static async Task SendAsync(HttpClient client, string method, Uri address, string? body)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), address) { Content = body is null ? null : new StringContent(body) };
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private sealed class FixedCredential : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) => new("the-token", DateTimeOffset.UtcNow.AddHours(1));

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
