using Ed2402Posture.Outputs;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

public sealed class RunspaceSessionTests(SimulatorFixture fixture)
{
    [Fact]
    public void Two_runspaces_hold_separate_sessions()
    {
        using EngineSession demo = EngineSession.Demo();
        using var other = new EngineSession();
        Assert.StartsWith("NotConnected", other.Fail("Get-Ed2402Connection").FullyQualifiedErrorId, StringComparison.Ordinal);

        other.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        Assert.Equal("Custom", other.Run("Get-Ed2402Connection").Single<ConnectionInfo>().Cloud);
        Assert.Equal("the sample tenant", demo.Run("Get-Ed2402Connection").Single<ConnectionInfo>().Source);

        other.Run("Disconnect-Ed2402Tenant").AssertNoErrors();
        Assert.StartsWith("NotConnected", other.Fail("Get-Ed2402Connection").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("the sample tenant", demo.Run("Get-Ed2402Connection").Single<ConnectionInfo>().Source);
    }

    [Fact]
    public void What_was_read_is_kept_until_a_refresh()
    {
        using var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        Assert.NotEmpty(Requests("Test-Ed2402PimUsage -Verbose"));
        Assert.Empty(Requests("Test-Ed2402PimUsage -Verbose"));
        Assert.NotEmpty(Requests("Test-Ed2402PimUsage -Refresh -Verbose"));

        IEnumerable<string> Requests(string script) => session.Run(script).AssertNoErrors().Verbose.Where(v => v.StartsWith("GET ", StringComparison.Ordinal) || v.StartsWith("POST ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_later_cmdlet_reads_only_what_is_missing()
    {
        using var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        session.Run("Test-Ed2402PimUsage").AssertNoErrors();
        ConnectionInfo before = session.Run("Get-Ed2402Connection").Single<ConnectionInfo>();
        EngineResult result = session.Run("Test-Ed2402Posture -Verbose").AssertNoErrors();
        ConnectionInfo after = session.Run("Get-Ed2402Connection").Single<ConnectionInfo>();
        Assert.Equal(before.CollectedAt, after.CollectedAt);
        Assert.True(after.DatasetsRead > before.DatasetsRead);
        Assert.DoesNotContain(result.Verbose, v => v.Contains("/roleManagement/directory/roleDefinitions", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_request_is_named_and_progress_is_completed()
    {
        using var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        EngineResult result = session.Run("Test-Ed2402Posture -Verbose").AssertNoErrors();
        long requests = session.Run("Get-Ed2402Connection").Single<ConnectionInfo>().Requests;
        Assert.Equal(requests, result.Verbose.Count(v => v.StartsWith("GET https://", StringComparison.Ordinal) || v.StartsWith("POST https://", StringComparison.Ordinal)));
        Assert.NotEmpty(result.Progress);
        Assert.Single(result.Progress.Select(p => p.ActivityId).Distinct());
        Assert.Equal(System.Management.Automation.ProgressRecordType.Completed, result.Progress[^1].RecordType);
    }
}
