using System.Diagnostics;
using System.Text.Json;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>A tenant of a size, served by the simulator in a process of its own until it is disposed.</summary>
internal sealed class ServedTenant : IAsyncDisposable
{
    private readonly Process process;

    private ServedTenant(Process process, ServedAddress address)
    {
        this.process = process;
        Address = address;
    }

    public ServedAddress Address { get; }

    public static Task<ServedTenant> StartAsync(string size, int latency, bool quotas) =>
        StartAsync(["serve", size, latency.ToString(System.Globalization.CultureInfo.InvariantCulture), quotas ? "quotas" : "none"]);

    /// <summary>Starts this program so that it serves.</summary>
    public static async Task<ServedTenant> StartAsync(IEnumerable<string> arguments)
    {
        Process process = Child.Start(arguments);
        string line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The simulator did not start.");
        return new ServedTenant(process, JsonSerializer.Deserialize<ServedAddress>(line)!);
    }

    /// <summary>Serves, in the child, until its input ends.</summary>
    public static async Task ServeAsync(string size, int latency, bool quotas)
    {
        SizedTenant tenant = SizedTenant.Find(size) ?? throw new ArgumentException($"There is no size {size}.");
        await ServeAsync(new SimulatorOptions { Snapshot = tenant.Build(), Crowd = tenant.Crowd, Quotas = quotas, Latency = TimeSpan.FromMilliseconds(latency) });
    }

    /// <summary>As the other, any tenant.</summary>
    public static async Task ServeAsync(SimulatorOptions options)
    {
        await using Simulator simulator = await Simulator.StartAsync(options);
        Console.WriteLine(JsonSerializer.Serialize(new ServedAddress(
            simulator.GraphEndpoint, simulator.ArmEndpoint, simulator.AuthorityHost, simulator.TenantId, simulator.Options.ClientId, simulator.Options.ClientSecret, simulator.CertificatePath,
            simulator.CreateToken(SimulatedService.Graph), simulator.CreateToken(SimulatedService.ResourceManager))));
        while (await Console.In.ReadLineAsync() is not null)
        {
        }
    }

    public async ValueTask DisposeAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}

/// <summary>Where a tenant is served, and how to sign in to it.</summary>
internal sealed record ServedAddress(Uri Graph, Uri Arm, Uri Authority, string TenantId, string ClientId, string ClientSecret, string Certificate, string GraphToken, string ArmToken);
