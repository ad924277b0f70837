using System.Diagnostics;
using System.Net.Http.Json;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>The simulator in a process of its own. Child processes trust it through their environment.</summary>
internal sealed partial class SimulatorProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly Dictionary<string, string> address;

    private SimulatorProcess(Process process, Dictionary<string, string> address)
    {
        this.process = process;
        this.address = address;
    }

    public string TenantId => address["tenantId"];

    /// <summary>The environment in which a child process trusts the simulator.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string> { ["SSL_CERT_FILE"] = address["certificate"] };

    /// <summary>The variables that <see cref="ConnectScript"/> uses.</summary>
    public (string Name, object? Value)[] Variables =>
    [
        ("tenantId", TenantId), ("clientId", address["clientId"]), ("graph", address["graph"]), ("arm", address["arm"]), ("authority", address["authority"]), ("secret", Secret(address["clientSecret"])),
    ];

    /// <summary>Signs in with the client secret.</summary>
    public const string ConnectScript = "Connect-Ed2402Tenant -TenantId $tenantId -ClientId $clientId -ClientSecret $secret -GraphEndpoint $graph -ArmEndpoint $arm -AuthorityHost $authority";

    /// <summary>The same for a child process, which gets no variables.</summary>
    public string ConnectText =>
        $"$secret = [securestring]::new(); foreach ($c in '{address["clientSecret"]}'.ToCharArray()) {{ $secret.AppendChar($c) }}; "
        + $"$tenantId = '{TenantId}'; $clientId = '{address["clientId"]}'; $graph = '{address["graph"]}'; $arm = '{address["arm"]}'; $authority = '{address["authority"]}'; $null = {ConnectScript}";

    public static async Task<SimulatorProcess> StartAsync(params string[] arguments)
    {
        Process process = ChildProcess.Start(ModuleUnderTest.Simulator, arguments, null);
        string? line = await process.StandardOutput.ReadLineAsync();
        return line is null
            ? throw new InvalidOperationException("The simulator did not start: " + await process.StandardError.ReadToEndAsync())
            : new SimulatorProcess(process, JsonSerializer.Deserialize<Dictionary<string, string>>(line)!);
    }

    /// <summary>Makes this process trust the simulator. .NET reads SSL_CERT_FILE from the native environment when it first needs a root
    /// certificate, and only on Linux.</summary>
    [SupportedOSPlatform("linux")]
    public void TrustHere() => Assert.Equal(0, SetEnvironment("SSL_CERT_FILE", address["certificate"], 1));

    /// <summary>The requests so far, as <c>METHOD path status</c>.</summary>
    public async Task<IReadOnlyList<string>> LogAsync()
    {
        using HttpClient client = Client();
        JsonElement log = await client.GetFromJsonAsync<JsonElement>("/_simulator/log");
        return [.. log.EnumerateArray().Select(r => $"{r.GetProperty("method").GetString()} {r.GetProperty("pathAndQuery").GetString()} {r.GetProperty("status").GetInt32()}")];
    }

    /// <summary>Adds a fault, as the simulator's control endpoint takes it.</summary>
    public async Task FaultAsync(object rule)
    {
        using HttpClient client = Client();
        (await client.PostAsJsonAsync("/_simulator/faults", rule)).EnsureSuccessStatusCode();
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(10)))
        {
            process.Kill();
        }

        await process.WaitForExitAsync();
        process.Dispose();
    }

    private HttpClient Client()
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.ImportFromPemFile(address["certificate"]);
        var handler = new SocketsHttpHandler { SslOptions = { CertificateChainPolicy = policy } };
        return new HttpClient(handler) { BaseAddress = new Uri(address["graph"]) };
    }

    private static SecureString Secret(string text)
    {
        var secret = new SecureString();
        Array.ForEach(text.ToCharArray(), secret.AppendChar);
        return secret;
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
