using Ed2402Posture.Tests.Engine.Infrastructure;

[assembly: AssemblyFixture(typeof(SimulatorFixture))]

namespace Ed2402Posture.Tests.Engine.Infrastructure;

/// <summary>One simulator of the sample tenant for all tests, started before any of them and trusted by this process.</summary>
public sealed class SimulatorFixture : IAsyncLifetime
{
    private SimulatorProcess? process;

    /// <summary>The simulator; the test is skipped where its certificate cannot be trusted.</summary>
    internal SimulatorProcess Simulator
    {
        get
        {
            Assert.SkipUnless(process is not null, "Only on Linux can a process be told to trust the simulator's certificate (SSL_CERT_FILE).");
            return process!;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (OperatingSystem.IsLinux())
        {
            process = await SimulatorProcess.StartAsync();
            process.TrustHere();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
        {
            await process.DisposeAsync();
        }
    }
}
