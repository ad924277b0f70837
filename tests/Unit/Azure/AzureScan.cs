using System.Collections.Concurrent;
using System.Security;
using Ed2402Posture.Azure;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Simulator;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>A simulated tenant over real HTTPS, and a scanner connected to it.</summary>
internal sealed class AzureScan : IAsyncDisposable
{
    private AzureScan(TenantSimulator.Simulator simulator, ITenantSource source)
    {
        Simulator = simulator;
        Source = source;
    }

    public TenantSimulator.Simulator Simulator { get; }
    public ITenantSource Source { get; }
    public ListeningObserver Observer { get; } = new();

    public static Task<AzureScan> StartAsync(TenantBuilder tenant, Action<SimulatorOptions>? with = null) => StartAsync(new SimulatorOptions { Snapshot = tenant.Build() }, with);

    public static async Task<AzureScan> StartAsync(SimulatorOptions options, Action<SimulatorOptions>? with = null, TimeProvider? time = null)
    {
        TenantSimulator.Simulator simulator = await TenantSimulator.Simulator.StartAsync(options, TestContext.Current.CancellationToken);
        ITenantSource source = await Factory(simulator, time).ConnectAsync(SignIn(simulator), TestContext.Current.CancellationToken);
        with?.Invoke(options);
        return new AzureScan(simulator, source);
    }

    /// <summary>Without a network.</summary>
    public static async Task<AzureScan> StartInProcessAsync(SimulatorOptions options, TimeProvider time)
    {
        var simulator = TenantSimulator.Simulator.StartInProcess(options);
        ITenantSource source = await new TenantSourceFactory(simulator.CreateHandler, time).ConnectAsync(SignIn(simulator), TestContext.Current.CancellationToken);
        return new AzureScan(simulator, source);
    }

    public static TenantSourceFactory Factory(TenantSimulator.Simulator simulator, TimeProvider? time = null) => new(() => SimulatorClient.Handler(simulator.Certificate), time ?? new FastClock());

    public static SignInOptions SignIn(TenantSimulator.Simulator simulator) => new()
    {
        Method = SignInMethod.ClientSecret, Environment = Environment(simulator), TenantId = simulator.TenantId,
        ClientId = simulator.Options.ClientId, ClientSecret = Secure(simulator.Options.ClientSecret),
    };

    public static CloudEnvironment Environment(TenantSimulator.Simulator simulator) => new()
    {
        Name = "Custom", Cloud = Clouds.Public, Graph = simulator.GraphEndpoint, Authority = simulator.AuthorityHost, IsCustom = true,
        ResourceManager = simulator.ArmEndpoint, ResourceManagerAudience = simulator.ArmEndpoint.GetLeftPart(UriPartial.Authority),
    };

    public static SecureString Secure(string text)
    {
        var secure = new SecureString();
        foreach (char c in text)
        {
            secure.AppendChar(c);
        }

        return secure;
    }

    /// <summary>Collects what is wanted, or everything.</summary>
    public async Task<Snapshot> CollectAsync(params IReadOnlyCollection<DatasetDefinition> wanted)
    {
        var builder = new SnapshotBuilder();
        await Source.CollectAsync(wanted.Count == 0 ? Datasets.All : wanted, builder, Observer, TestContext.Current.CancellationToken);
        return builder.Build(Simulator.Options.Snapshot.Info);
    }

    /// <summary>Collects what is wanted within a scope.</summary>
    public async Task<Snapshot> CollectAsync(CollectionScope scope, params IReadOnlyCollection<DatasetDefinition> wanted)
    {
        var builder = new SnapshotBuilder { Scope = scope };
        await Source.CollectAsync(wanted, builder, Observer, TestContext.Current.CancellationToken);
        return builder.Build(Simulator.Options.Snapshot.Info);
    }

    public async Task<DatasetState> StateAsync(DatasetDefinition wanted) => (await CollectAsync(wanted)).Get(wanted).State;

    /// <summary>Requests and parts of batches to a path.</summary>
    public IReadOnlyList<RequestRecord> Requests(string pathContains) =>
        [.. Simulator.Log.Where(r => Uri.UnescapeDataString(r.PathAndQuery).Contains(pathContains, StringComparison.OrdinalIgnoreCase))];

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await Simulator.DisposeAsync();
    }
}

/// <summary>Keeps what a scan tells.</summary>
internal sealed class ListeningObserver : IScanObserver
{
    public ConcurrentQueue<(string Method, Uri Address)> Requests { get; } = [];
    public ConcurrentQueue<(string Lane, TimeSpan Duration, string Reason)> Waits { get; } = [];
    public ConcurrentDictionary<string, DatasetState> Done { get; } = [];

    public void Request(string method, Uri address) => Requests.Enqueue((method, address));

    public void Progress(DatasetDefinition dataset, long items)
    {
    }

    public void Finished(DatasetDefinition dataset, DatasetState state) => Assert.True(Done.TryAdd(dataset.Name, state), $"{dataset} finished twice");

    public void Waiting(string lane, TimeSpan duration, string reason) => Waits.Enqueue((lane, duration, reason));
}
