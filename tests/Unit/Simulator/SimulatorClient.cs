using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;

namespace Ed2402Posture.Tests.Unit.Simulator;

/// <summary>A simulator and a plain HTTP client that trusts its certificate and nothing else.</summary>
internal sealed class SimulatorClient : IAsyncDisposable
{
    private readonly HttpClient http;

    private SimulatorClient(TenantSimulator.Simulator simulator)
    {
        Simulator = simulator;
        http = new HttpClient(Handler(simulator.Certificate));
    }

    public TenantSimulator.Simulator Simulator { get; }

    public static async Task<SimulatorClient> StartAsync(SimulatorOptions options) =>
        new(await TenantSimulator.Simulator.StartAsync(options, TestContext.Current.CancellationToken));

    public static Task<SimulatorClient> StartAsync(Snapshot snapshot) => StartAsync(new SimulatorOptions { Snapshot = snapshot });

    /// <summary>A handler whose only trusted root is the certificate.</summary>
    public static SocketsHttpHandler Handler(X509Certificate2 certificate)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(X509CertificateLoader.LoadCertificate(certificate.RawData));
        return new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy }, AutomaticDecompression = System.Net.DecompressionMethods.All };
    }

    /// <summary>Asks Microsoft Graph, by a path without version.</summary>
    public Task<Answer> GraphAsync(string path, string? consistency = null) => SendAsync(HttpMethod.Get, new Uri(Simulator.GraphEndpoint, "/v1.0" + path), SimulatedService.Graph, null, consistency);

    public Task<Answer> ArmAsync(HttpMethod method, string path, string? body = null) => SendAsync(method, new Uri(Simulator.ArmEndpoint, path), SimulatedService.ResourceManager, body);

    public async Task<Answer> SendAsync(HttpMethod method, Uri address, SimulatedService? token, string? body = null, string? consistency = null, string? prefer = null)
    {
        using var request = new HttpRequestMessage(method, address);
        if (token is { } service)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Simulator.CreateToken(service));
        }

        if (consistency is not null)
        {
            request.Headers.Add("ConsistencyLevel", consistency);
        }

        if (prefer is not null)
        {
            request.Headers.Add("Prefer", prefer);
        }

        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded");
        }

        using HttpResponseMessage response = await http.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, text, response.Headers.Concat(response.Content.Headers).ToDictionary(h => h.Key, h => string.Join(',', h.Value), StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Every item of a list, following its links; at most 200 pages.</summary>
    public async Task<IReadOnlyList<JsonElement>> AllAsync(string path, string? consistency = null)
    {
        var items = new List<JsonElement>();
        var next = new Uri(Simulator.GraphEndpoint, "/v1.0" + path);
        for (int pages = 0; next is not null && pages < 200; pages++)
        {
            Answer answer = await SendAsync(HttpMethod.Get, next, SimulatedService.Graph, null, consistency);
            Assert.Equal(200, answer.Status);
            items.AddRange(answer.Json.GetProperty("value").EnumerateArray());
            next = answer.Json.TryGetProperty("@odata.nextLink", out JsonElement link) ? new Uri(link.GetString()!) : null;
        }

        return items;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Simulator.DisposeAsync();
    }
}

/// <summary>An answer, read whole.</summary>
internal sealed record Answer(int Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => field.ValueKind == JsonValueKind.Undefined ? field = JsonDocument.Parse(Text).RootElement : field;
    public string? Code => Json.GetProperty("error").GetProperty("code").GetString();
    public string? Message => Json.GetProperty("error").GetProperty("message").GetString();
    public IReadOnlyList<string?> Ids => [.. Json.GetProperty("value").EnumerateArray().Select(i => i.GetProperty("id").GetString())];
}

/// <summary>A simulator of the sample tenant for tests that only ask.</summary>
public sealed class ContosoFixture : IAsyncLifetime
{
    internal SimulatorClient Client { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Client = await SimulatorClient.StartAsync(TenantSimulator.Tenants.Contoso.Build());

    public ValueTask DisposeAsync() => Client.DisposeAsync();
}
