using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Ed2402Posture.Azure;
using Ed2402Posture.Core.Collecting;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>The methods that the simulator does not play: an authority, and a machine's identity endpoint, that answer as told.</summary>
public sealed class OtherSignInTests : IDisposable
{
    private const string Tenant = "0f1e2d3c-0000-4000-8000-000000002402";
    private const string Client = "0c11e147-0000-4000-8000-000000002402";

    private readonly ConcurrentQueue<string> asked = [];
    private readonly StubHandler network;

    public OtherSignInTests() => network = new StubHandler(Answer);

    [Fact]
    public async Task A_device_code_is_shown_and_one_sign_in_serves_both_services()
    {
        var shown = new ConcurrentQueue<string>();

        await using ITenantSource source = await ConnectAsync(Options(SignInMethod.DeviceCode) with { TenantId = Tenant, ShowMessage = shown.Enqueue });

        Assert.Equal(["Type ABC123"], shown);
        Assert.Equal((Tenant, "ada@contoso.com", false), (source.Identity.TenantId, source.Identity.Account, source.Identity.IsApplication));
        Assert.Equal(["User.Read.All"], source.Identity.Permissions);
        Assert.True(source.Identity.HasResourceManager, source.Identity.ResourceManagerReason);
        Assert.Single(asked, a => a.Contains("grant_type=device_code", StringComparison.Ordinal));
        Assert.Single(asked, a => a.Contains("grant_type=refresh_token", StringComparison.Ordinal) && a.Contains("management", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Client)]
    public async Task A_managed_identity_signs_in(string? client)
    {
        await using ITenantSource source = await ConnectAsync(Options(SignInMethod.ManagedIdentity) with { ClientId = client });

        Assert.Equal(Tenant, source.Identity.TenantId);
        Assert.True(source.Identity.HasResourceManager, source.Identity.ResourceManagerReason);
        Assert.All(asked.Where(a => a.Contains("resource=", StringComparison.Ordinal)), a => Assert.Equal(client is not null, a.Contains($"client_id={client}", StringComparison.Ordinal) && client is not null));
    }

    [Fact]
    public async Task A_workload_identity_hands_on_its_federated_token()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "the-federated-token", TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("AZURE_FEDERATED_TOKEN_FILE", file);
        try
        {
            await using ITenantSource source = await ConnectAsync(Options(SignInMethod.WorkloadIdentity) with { TenantId = Tenant, ClientId = Client });

            Assert.Equal(Tenant, source.Identity.TenantId);
            Assert.Contains(asked, a => a.Contains("client_assertion=the-federated-token", StringComparison.Ordinal) && a.Contains($"client_id={Client}", StringComparison.Ordinal));
        }
        finally
        {
            Environment.SetEnvironmentVariable("AZURE_FEDERATED_TOKEN_FILE", null);
            File.Delete(file);
        }
    }

    [Fact]
    public async Task A_workload_identity_that_is_not_configured_is_told_so()
    {
        SignInException error = await Assert.ThrowsAsync<SignInException>(() => ConnectAsync(Options(SignInMethod.WorkloadIdentity) with { TenantId = Tenant, ClientId = Client }));

        Assert.Equal("SignInIdentityUnavailable", error.ErrorId);
        Assert.Contains("AZURE_FEDERATED_TOKEN_FILE", error.RecommendedAction, StringComparison.Ordinal);
    }

    public void Dispose() => network.Dispose();

    private Task<ITenantSource> ConnectAsync(SignInOptions options) => new TenantSourceFactory(() => network, new FastClock()).ConnectAsync(options, TestContext.Current.CancellationToken);

    private static SignInOptions Options(SignInMethod method) => new()
    {
        Method = method,
        Environment = CloudEnvironment.AzureCloud with { Authority = new Uri("https://authority.example"), IsCustom = true },
    };

    private HttpResponseMessage Answer(HttpRequestMessage request)
    {
        string body = request.Content?.ReadAsStringAsync().GetAwaiter().GetResult() ?? "";
        string text = Uri.UnescapeDataString($"{request.RequestUri} {body}");
        asked.Enqueue(text);
        bool graph = !text.Contains("management", StringComparison.OrdinalIgnoreCase);
        return request.RequestUri!.AbsolutePath switch
        {
            var p when p.EndsWith("/devicecode", StringComparison.Ordinal) => Json("""{"user_code":"ABC123","device_code":"d","verification_uri":"https://authority.example/device","expires_in":900,"interval":1,"message":"Type ABC123"}"""),
            var p when p.Contains("/metadata/identity/oauth2/token", StringComparison.Ordinal) => Json($$"""{"access_token":"{{Token(graph)}}","expires_on":"{{DateTimeOffset.UtcNow.AddHours(8).ToUnixTimeSeconds()}}","resource":"r","token_type":"Bearer"}"""),
            var p when p.EndsWith("/token", StringComparison.Ordinal) && text.Contains("grant_type=client_credentials", StringComparison.Ordinal) => Json($$"""{"token_type":"Bearer","expires_in":3600,"access_token":"{{Token(graph)}}"}"""),
            var p when p.EndsWith("/token", StringComparison.Ordinal) => Json(
                $$"""{"token_type":"Bearer","scope":"openid","expires_in":3600,"access_token":"{{Token(graph)}}","refresh_token":"r","id_token":"{{Jwt($$"""{"tid":"{{Tenant}}","oid":"u","preferred_username":"ada@contoso.com","sub":"s","iss":"https://authority.example/{{Tenant}}/v2.0"}""")}}","client_info":"{{Encode($$"""{"uid":"u","utid":"{{Tenant}}"}""")}}"}"""),
            _ => new HttpResponseMessage(HttpStatusCode.NotFound),
        };
    }

    private static HttpResponseMessage Json(string body) => StubHandler.Json(HttpStatusCode.OK, body);

    private static string Token(bool graph) => Jwt(graph
        ? $$"""{"aud":"https://graph.microsoft.com","tid":"{{Tenant}}","upn":"ada@contoso.com","oid":"u","scp":"User.Read.All","exp":4102444800}"""
        : $$"""{"aud":"https://management.core.windows.net/","tid":"{{Tenant}}","exp":4102444800}""");

    private static string Jwt(string payload) => $"{Encode("""{"alg":"none"}""")}.{Encode(payload)}.x";

    private static string Encode(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
