using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Cmdlets;

/// <summary>The sample tenant, served over HTTPS and scanned with a client secret, is judged as the sample tenant itself, in all that
/// does not hang on the date: the scan is of today, the sample of its own day.</summary>
public sealed class OverHttpsTests(SimulatorFixture fixture)
{
    [Fact]
    public void Who_stands_in_a_privileged_role_is_found()
    {
        using EngineSession demo = EngineSession.Demo();
        using EngineSession scan = Scan();
        Assert.Equal(Accounts(demo), Accounts(scan));

        static IEnumerable<(string, string, string)> Accounts(EngineSession session) => session
            .Run("Get-Ed2402PrivilegedAccount -Standing -ExcludeIndirect").All<PrivilegedAccount>()
            .Select(a => (a.Id, a.DisplayName, string.Join("; ", a.Paths.Where(p => p.Standing).Select(p => p.Text).Order(StringComparer.Ordinal))));
    }

    [Theory]
    [InlineData("PIM-01")]
    [InlineData("AZR-01")]
    [InlineData("HYG-02")]
    public void The_same_subjects_fail(string checkId)
    {
        using EngineSession demo = EngineSession.Demo();
        using EngineSession scan = Scan();
        Assert.NotEmpty(Failing(demo));
        Assert.Equal(Failing(demo), Failing(scan));

        IEnumerable<(string, string?)> Failing(EngineSession session) => session
            .Run($"Test-Ed2402Posture -CheckId {checkId} -Outcome Fail").All<Finding>().Select(f => (f.SubjectId, f.Resource)).Order();
    }

    [Fact]
    public async Task Nothing_but_reads_is_sent()
    {
        using EngineSession scan = Scan();
        scan.Run("Test-Ed2402Posture; Get-Ed2402PrivilegedAccount; Get-Ed2402RoleAssignment -Derived; Get-Ed2402AppCredential; Get-Ed2402PimPolicy").AssertNoErrors();
        string[] reading = ["/oauth2/v2.0/token", "/$batch", "/getByIds", "/getEntities", "/Microsoft.ResourceGraph/resources", "/evaluate"];
        foreach (string request in await fixture.Simulator.LogAsync())
        {
            Assert.True(request.StartsWith("GET ", StringComparison.Ordinal) || (request.StartsWith("POST ", StringComparison.Ordinal) && reading.Any(path => request.Contains(path, StringComparison.OrdinalIgnoreCase))), request);
        }
    }

    [Fact]
    public void Logs_are_kept_on_disk_and_a_second_review_tells_the_same()
    {
        string cache = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            string Review()
            {
                using EngineSession scan = Scan();
                EngineResult result = scan.Run("Get-Ed2402ActivityReview -Account nobody@contoso.com -Since ([DateTimeOffset]::UtcNow.AddDays(-5)) -CachePath $cache", ("cache", cache));
                result.AssertNoErrors();
                return string.Join("; ", result.All<ActivityObservation>().Select(o => $"{o.Kind} {o.Subject}"));
            }

            string first = Review();
            Assert.Contains("NotUsed nobody@contoso.com", first, StringComparison.Ordinal);
            Assert.Equal(["DirectoryAudits", "InteractiveSignIns", "NonInteractiveSignIns"], Directory.EnumerateFiles(cache, "index.json", SearchOption.AllDirectories).Select(f => Path.GetFileName(Path.GetDirectoryName(f)!).Split('-')[0]).Order(StringComparer.Ordinal));
            Assert.Equal(first, Review());
        }
        finally
        {
            if (Directory.Exists(cache))
            {
                Directory.Delete(cache, recursive: true);
            }
        }
    }

    private EngineSession Scan()
    {
        var session = new EngineSession();
        session.Run(SimulatorProcess.ConnectScript, fixture.Simulator.Variables).AssertNoErrors();
        return session;
    }
}
