using System.Management.Automation;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Pipeline;

public sealed class StopTests
{
    /// <summary>The simulator holds every answer for ten minutes: only a stop that does not wait for answers lets the test end.</summary>
    [Fact(Timeout = 120_000)]
    public async Task Stopping_with_requests_pending_ends_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux can a process be told to trust the simulator's certificate.");
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync();
        string script = simulator.ConnectText + "; 'connected'; Test-Ed2402Posture; 'not stopped'";
        await simulator.FaultAsync(new { pathContains = "/roleManagement", delayMilliseconds = 600_000 });
        using System.Diagnostics.Process host = ChildProcess.Start(ModuleUnderTest.Host, ["-Command", script], simulator.Environment, interruptible: true);
        try
        {
            Assert.Equal("connected", await host.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            while (!(await simulator.LogAsync()).Any(line => line.Contains("/organization", StringComparison.Ordinal)))
            {
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            using System.Diagnostics.Process kill = System.Diagnostics.Process.Start("kill", ["-INT", host.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await host.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(130, host.ExitCode);
            Assert.DoesNotContain("not stopped", await host.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        finally
        {
            host.Kill(entireProcessTree: true);
        }
    }
}
