using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Outputs;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

/// <summary>What a scan will take, told before it; and scans that nobody watches.</summary>
public sealed class PlanCmdletTests(SimulatorFixture fixture)
{
    [Fact]
    public void The_plan_after_a_scan_is_what_the_scan_took()
    {
        using EngineSession session = Connect();
        session.Run("Test-Ed2402Posture").AssertNoErrors();

        ConnectionInfo taken = session.Run("Get-Ed2402Connection").Single<ConnectionInfo>();
        PlannedLane[] plan = [.. session.Run("Get-Ed2402Connection -Plan").AssertNoErrors().All<PlannedLane>()];

        Assert.Equal(taken.Lanes.Select(l => (l.Lane, l.Requests, l.BatchParts)).Order(), plan.Select(l => (l.Lane, l.Requests, l.BatchParts)).Order());
        Assert.Equal(taken.Requests, taken.Lanes.Sum(l => l.Requests));
        Assert.Equal(taken.BatchParts, taken.Lanes.Sum(l => l.BatchParts));
        Assert.Contains(taken.Datasets, d => d is { Name: "conditionalAccessPolicies", Lane: "conditional access" });

        // What is read is planned again only when it would be read anew.
        Assert.Empty(session.Run("Test-Ed2402Posture -WhatIf").AssertNoErrors().All<PlannedLane>());
        Assert.NotEmpty(session.Run("Test-Ed2402Posture -WhatIf -Refresh").AssertNoErrors().All<PlannedLane>());
    }

    [Fact]
    public void WhatIf_plans_before_the_scan_and_judges_nothing()
    {
        using EngineSession session = Connect();

        EngineResult result = session.Run("Test-Ed2402Posture -WhatIf -Verbose").AssertNoErrors();

        PlannedLane[] plan = [.. result.All<PlannedLane>()];
        Assert.Contains(plan, l => l is { Lane: "directory", Basis: PlanBasis.Estimated });
        Assert.InRange(result.Verbose.Count(v => v.StartsWith("GET https://", StringComparison.Ordinal) || v.StartsWith("POST https://", StringComparison.Ordinal)), 1, 8);
        Assert.Null(session.Run("Get-Ed2402Connection").Single<ConnectionInfo>().CollectedAt);
        Assert.Contains("Reading", session.Host.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_session_without_a_tenant_has_nothing_to_plan()
    {
        using EngineSession demo = EngineSession.Demo();

        Assert.StartsWith("PlanWithoutTenant", demo.Fail("Get-Ed2402Connection -Plan").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(demo.Run("Test-Ed2402Posture -WhatIf").AssertNoErrors().Output);
    }

    [Fact]
    public void An_unattended_scan_shows_no_progress_and_ends_with_the_same_verdicts()
    {
        using EngineSession watched = Connect();
        using var unattended = new EngineSession();
        unattended.Run(SimulatorProcess.ConnectScript + " -Unattended", fixture.Simulator.Variables).AssertNoErrors();

        EngineResult seen = watched.Run(Judge).AssertNoErrors();
        EngineResult unseen = unattended.Run(Judge).AssertNoErrors();

        Assert.NotEmpty(seen.Progress);
        Assert.Empty(unseen.Progress);
        Assert.Equal(Verdicts(seen), Verdicts(unseen));
    }

    [Theory]
    [InlineData("Connect-Ed2402Tenant -TenantId contoso.com -Unattended")]
    [InlineData("Connect-Ed2402Tenant -TenantId contoso.com -DeviceCode -Unattended")]
    public void An_unattended_sign_in_that_needs_a_person_is_one_error(string script)
    {
        using var session = new EngineSession();

        System.Management.Automation.ErrorRecord error = session.Fail(script);

        Assert.StartsWith("SignInInteractionNeeded", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("-ManagedIdentity", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Scans_in_parallel_runspaces_do_not_disturb_each_other()
    {
        using EngineSession alone = Connect();
        (string, string, string)[] expected = Verdicts(alone.Run(Judge).AssertNoErrors());
        long requests = alone.Run("Get-Ed2402Connection").Single<ConnectionInfo>().Requests;

        EngineSession[] sessions = [.. Enumerable.Range(0, 3).Select(_ => Connect())];
        EngineResult[] results = await Task.WhenAll(sessions.Select(s => Task.Run(() => s.Run(Judge))));

        Assert.All(results, r => Assert.Equal(expected, Verdicts(r.AssertNoErrors())));
        foreach (EngineSession session in sessions)
        {
            ConnectionInfo connection = session.Run("Get-Ed2402Connection").Single<ConnectionInfo>();
            Assert.Equal((requests, 0L), (connection.Requests, connection.Throttled));
            session.Dispose();
        }
    }

    /// <summary>Checks that need no dataset of the slow quotas.</summary>
    private const string Judge = "Test-Ed2402Posture -CheckId INV-01, AZR-01";

    private EngineSession Connect()
    {
        var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        return session;
    }

    private static (string, string, string)[] Verdicts(EngineResult result) => [.. result.All<Core.Checks.Finding>().Select(f => (f.CheckId, f.SubjectId, $"{f.Outcome} {f.Resource}")).Order()];
}
