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
    private readonly WebHost host;
    private readonly TokenIssuer tokens;

    private Simulator(SimulatorOptions options)
    {
        Options = options;
        history = new TenantHistory(options.Snapshot);
        Certificate = LoopbackCertificate.Create();
        CertificatePath = LoopbackCertificate.Export(Certificate);
        var dispatcher = new Dispatcher(options, log);
        host = new WebHost(Certificate, dispatcher, new ControlEndpoint(options, log));
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
    public X509Certificate2 Certificate { get; }
    /// <summary>Its public part as a PEM file, for <c>SSL_CERT_FILE</c>; deleted at the end.</summary>
    public string CertificatePath { get; }
    /// <summary>What came in so far, in order; parts of batches too.</summary>
    public IReadOnlyList<RequestRecord> Log => log.Records;

    /// <summary>Starts it on three free ports.</summary>
    public static async Task<Simulator> StartAsync(SimulatorOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var simulator = new Simulator(options);
        await simulator.host.StartAsync(cancellationToken);
        return simulator;
    }

    /// <summary>A token as the token endpoint would issue, for sign-in with ready tokens.</summary>
    public string CreateToken(SimulatedService service, TimeSpan? lifetime = null) => tokens.Issue(service, lifetime);

    /// <summary>The tenant is another from now on: same id and licences, other objects. Lists of changes tell the difference.</summary>
    public void Change(Snapshot now) => history.Change(now);

    /// <summary>Ends it at once.</summary>
    public async ValueTask DisposeAsync()
    {
        await host.DisposeAsync();
        File.Delete(CertificatePath);
        Certificate.Dispose();
    }
}
