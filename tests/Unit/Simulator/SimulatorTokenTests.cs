using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Simulator;

public sealed class SimulatorTokenTests
{
    private static readonly TenantBuilder Tenant = new("Contoso", withBuiltInRoles: false);

    private static async Task<Answer> AskAsync(SimulatorClient client, string? tenant = null, string? clientId = null, string? secret = null, string? scope = null, string? more = null)
    {
        TenantSimulator.Simulator simulator = client.Simulator;
        string credential = more ?? $"client_secret={Uri.EscapeDataString(secret ?? simulator.Options.ClientSecret)}";
        return await client.SendAsync(
            HttpMethod.Post, new Uri(simulator.AuthorityHost, $"/{tenant ?? simulator.TenantId}/oauth2/v2.0/token"), token: null,
            $"grant_type=client_credentials&client_id={clientId ?? simulator.Options.ClientId}&scope={Uri.EscapeDataString(scope ?? simulator.GraphEndpoint + ".default")}&{credential}");
    }

    [Fact]
    public async Task A_token_says_tenant_application_permissions_and_its_end()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = Tenant.Build(), Permissions = new HashSet<string> { "User.Read.All", "Domain.Read.All" }, TokenLifetime = TimeSpan.FromMinutes(10) });

        Answer answer = await AskAsync(client);

        Assert.Equal(600, answer.Json.GetProperty("expires_in").GetInt32());
        using JsonDocument claims = JsonDocument.Parse(Base64Url.DecodeFromChars(answer.Json.GetProperty("access_token").GetString()!.Split('.')[1]));
        Assert.Equal(Tenant.TenantId, claims.RootElement.GetProperty("tid").GetString());
        Assert.Equal(client.Simulator.Options.ClientId, claims.RootElement.GetProperty("appid").GetString());
        Assert.Equal(client.Simulator.Options.ClientObjectId, claims.RootElement.GetProperty("oid").GetString());
        Assert.Equal("app", claims.RootElement.GetProperty("idtyp").GetString());
        Assert.Equal(["Domain.Read.All", "User.Read.All"], claims.RootElement.GetProperty("roles").EnumerateArray().Select(r => r.GetString()));
    }

    [Theory]
    [InlineData("secret", 401, "invalid_client", 7000215)]
    [InlineData("tenant", 400, "invalid_request", 90002)]
    [InlineData("client", 400, "unauthorized_client", 700016)]
    [InlineData("scope", 400, "invalid_resource", 500011)]
    [InlineData("none", 401, "invalid_client", 7000218)]
    public async Task A_wrong_sign_in_is_answered_with_its_code(string wrong, int status, string error, int code)
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Tenant.Build());

        Answer answer = wrong switch
        {
            "secret" => await AskAsync(client, secret: "guess"),
            "tenant" => await AskAsync(client, tenant: "11111111-2222-3333-4444-555555555555"),
            "client" => await AskAsync(client, clientId: "11111111-2222-3333-4444-555555555555"),
            "scope" => await AskAsync(client, scope: "https://vault.azure.net/.default"),
            _ => await AskAsync(client, more: "nothing=1"),
        };

        Assert.Equal(status, answer.Status);
        Assert.Equal(error, answer.Json.GetProperty("error").GetString());
        Assert.StartsWith($"AADSTS{code}: ", answer.Json.GetProperty("error_description").GetString());
        Assert.Equal(code, answer.Json.GetProperty("error_codes")[0].GetInt32());
    }

    [Fact]
    public async Task A_verified_domain_names_the_tenant_too()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Tenant.Build());

        Assert.Equal(200, (await AskAsync(client, tenant: "contoso.com")).Status);
        Answer configuration = await client.SendAsync(HttpMethod.Get, new Uri(client.Simulator.AuthorityHost, "/contoso.com/v2.0/.well-known/openid-configuration"), token: null);
        Assert.Equal($"{client.Simulator.AuthorityHost}contoso.com/oauth2/v2.0/token", configuration.Json.GetProperty("token_endpoint").GetString());
    }

    [Theory]
    [InlineData(true, 5, 200, 0)]
    [InlineData(true, -5, 401, 700024)]
    [InlineData(false, 5, 401, 700027)]
    public async Task A_client_assertion_must_be_signed_with_the_known_certificate_and_in_time(bool known, int minutes, int status, int code)
    {
        using var key = RSA.Create(2048);
        using X509Certificate2 certificate = new CertificateRequest("CN=scanner", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var otherKey = RSA.Create(2048);
        using X509Certificate2 other = new CertificateRequest("CN=other", otherKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        await using SimulatorClient client = await SimulatorClient.StartAsync(new SimulatorOptions { Snapshot = Tenant.Build(), ClientCertificate = known ? certificate : other });
        string id = client.Simulator.Options.ClientId;
        string text = Encode(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["alg"] = "PS256", ["x5t#S256"] = Encode(certificate.GetCertHash(HashAlgorithmName.SHA256)) }))
            + "." + Encode(JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { ["iss"] = id, ["sub"] = id, ["exp"] = DateTimeOffset.UtcNow.AddMinutes(minutes).ToUnixTimeSeconds() }));
        string assertion = $"{text}.{Encode(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pss))}";

        Answer answer = await AskAsync(client, more: $"client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer&client_assertion={assertion}");

        Assert.Equal(status, answer.Status);
        Assert.Equal(code, status == 200 ? 0 : answer.Json.GetProperty("error_codes")[0].GetInt32());
    }

    [Fact]
    public async Task A_service_refuses_a_token_that_is_missing_foreign_forged_or_over()
    {
        await using SimulatorClient client = await SimulatorClient.StartAsync(Tenant.Build());
        TenantSimulator.Simulator simulator = client.Simulator;
        var graph = new Uri(simulator.GraphEndpoint, "/v1.0/organization");
        var arm = new Uri(simulator.ArmEndpoint, "/subscriptions?api-version=2022-12-01");

        Answer missing = await client.SendAsync(HttpMethod.Get, graph, token: null);
        Answer foreign = await client.SendAsync(HttpMethod.Get, graph, SimulatedService.ResourceManager);
        Answer armMissing = await client.SendAsync(HttpMethod.Get, arm, token: null);
        Answer armForeign = await client.SendAsync(HttpMethod.Get, arm, SimulatedService.Graph);
        simulator.Options.TokenLifetime = TimeSpan.FromSeconds(-1);
        Answer over = await client.SendAsync(HttpMethod.Get, graph, SimulatedService.Graph);
        Answer armOver = await client.SendAsync(HttpMethod.Get, arm, SimulatedService.ResourceManager);

        Assert.All((Answer[])[missing, foreign, over, armMissing, armForeign, armOver], a => Assert.Equal(401, a.Status));
        Assert.Equal(("InvalidAuthenticationToken", "Access token is empty."), (missing.Code, missing.Message));
        Assert.Equal(("InvalidAuthenticationToken", "Access token validation failure. Invalid audience."), (foreign.Code, foreign.Message));
        Assert.Equal(("InvalidAuthenticationToken", "Lifetime validation failed, the token is expired."), (over.Code, over.Message));
        Assert.Equal(("AuthenticationFailed", "InvalidAuthenticationTokenAudience", "ExpiredAuthenticationToken"), (armMissing.Code, armForeign.Code, armOver.Code));
        Assert.Equal([false, true, false, true, true, true], simulator.Log.Select(r => r.HadAuthorization));
    }

    private static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);
}
