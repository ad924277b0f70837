using Ed2402Posture.Core.Snapshots;
using System.Security.Cryptography.X509Certificates;
using Ed2402Posture.TenantSimulator.Arm;
using Ed2402Posture.TenantSimulator.Graph;
using Ed2402Posture.TenantSimulator.Hosting;
using Ed2402Posture.TenantSimulator.Tokens;

namespace Ed2402Posture.TenantSimulator;

/// <summary>Serves a snapshot as Microsoft Graph, Azure Resource Manager and the token endpoint, over HTTPS on loopback, as strictly as
/// the services do.</summary>
public sealed class Simulator : IAsyncDisposable
{
    private readonly RequestLog log = new();
    private readonly TenantHistory history;
    private readonly ISimulatorHost host;
    private readonly TokenIssuer tokens;

    private Simulator(SimulatorOptions options, bool isInProcess)
    {
        Options = options;
        history = new TenantHistory(options.Snapshot);
        var dispatcher = new Dispatcher(options, log);
        host = isInProcess ? new InProcessHost(dispatcher) : new WebHost(dispatcher, new ControlEndpoint(options, log));
        tokens = new TokenIssuer(options, host.Endpoint);
        dispatcher.Services[SimulatedService.Authority] = new AuthorityService(options, tokens);
        dispatcher.Services[SimulatedService.Graph] = new GraphService(options, history, tokens, dispatcher);
        dispatcher.Services[SimulatedService.ResourceManager] = new ArmService(options, history, tokens);
    }

    /// <summary>What it serves, to whom.</summary>
    public SimulatorOptions Options { get; }
    /// <summary>Root of Microsoft Graph, without version.</summary>
    public Uri GraphEndpoint => host.Endpoint(SimulatedService.Graph);
    /// <summary>Azure Resource Manager.</summary>
    public Uri ArmEndpoint => host.Endpoint(SimulatedService.ResourceManager);
    /// <summary>Authority host of sign-in.</summary>
    public Uri AuthorityHost => host.Endpoint(SimulatedService.Authority);
    /// <summary>The tenant's id.</summary>
    public string TenantId => Options.Snapshot.Info.TenantId;
    /// <summary>The certificate of all three.</summary>
    public X509Certificate2 Certificate => Web.Certificate;
    /// <summary>Its public part as a PEM file, for <c>SSL_CERT_FILE</c>; deleted at the end.</summary>
    public string CertificatePath => Web.CertificatePath;
    /// <summary>What came in so far, in order; parts of batches too.</summary>
    public IReadOnlyList<RequestRecord> Log => log.Records;

    /// <summary>Starts it on three free ports.</summary>
    public static async Task<Simulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var simulator = new Simulator(options, isInProcess: false);
        await simulator.host.StartAsync(cancellationToken);
        return simulator;
    }

    /// <summary>Starts it without a network: only the handlers that it makes reach it, and there is no certificate.</summary>
    public static Simulator StartInProcess(SimulatorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new Simulator(options, isInProcess: true);
    }

    /// <summary>What takes the place of the client's sockets when it runs in process.</summary>
    public HttpMessageHandler CreateHandler() => host is InProcessHost inside ? inside.CreateHandler() : throw new InvalidOperationException("It is served over HTTPS.");

    /// <summary>A token as the token endpoint would issue, for sign-in with ready tokens.</summary>
    public string CreateToken(SimulatedService service, TimeSpan? lifetime = null) => tokens.Issue(service, lifetime);

    /// <summary>The tenant is another from now on: same id and licences, other objects. Lists of changes tell the difference.</summary>
    public void Change(Snapshot now) => history.Change(now);

    /// <summary>Ends it at once.</summary>
    public ValueTask DisposeAsync() => host.DisposeAsync();

    private WebHost Web => host as WebHost ?? throw new InvalidOperationException("It is served in process.");
}
