using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Loading;

public sealed class IsolationTests(SimulatorFixture fixture)
{
    [Fact]
    public async Task An_older_Azure_Core_that_is_loaded_already_does_not_break_a_scan()
    {
        string script =
            $"$old = [System.Reflection.Assembly]::LoadFrom('{ModuleUnderTest.OlderAzureCore}').GetName().Version; "
            + fixture.Simulator.ConnectText
            + "; $accounts = @(Get-Ed2402PrivilegedAccount); "
            + "$new = ([System.Runtime.Loader.AssemblyLoadContext]::All | Where-Object Name -EQ 'Ed2402Posture dependencies').Assemblies | ForEach-Object GetName | Where-Object Name -EQ Azure.Core; "
            + "\"$($accounts.Count) accounts, $($old -lt $new.Version)\"";
        ChildProcess host = await ChildProcess.HostAsync(["-Command", script], fixture.Simulator.Environment);
        Assert.Equal("", host.Error);
        Assert.Equal(0, host.ExitCode);
        Assert.Matches(@"^[1-9]\d* accounts, True\s*$", host.Output);
    }
}
