namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>How the services are reached.</summary>
internal interface ISimulatorHost : IAsyncDisposable
{
    Uri Endpoint(SimulatedService service);

    Task StartAsync(CancellationToken cancellationToken);
}
