using System.Management.Automation;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Cmdlets;

public sealed class PostureTests
{
    [Fact]
    public void Findings_of_every_category_come_in_the_order_of_the_catalogue()
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<Finding> findings = session.Run("Test-Ed2402Posture").All<Finding>();
        Assert.Equal(CheckCatalogue.All.Select(c => c.Metadata.Id), findings.Select(f => f.CheckId).Distinct());
        Assert.Equal(CheckCatalogue.All.Select(c => c.Metadata.Category).Distinct(), findings.Where(f => f.Outcome == Outcome.Fail).Select(f => f.Category).Distinct());
    }

    [Theory]
    [InlineData("Test-Ed2402PimUsage", CheckCategory.PimUsage)]
    [InlineData("Test-Ed2402AzureRbac", CheckCategory.AzureRbac)]
    public void A_topic_runs_the_checks_of_its_category(string command, CheckCategory category)
    {
        using EngineSession session = EngineSession.Demo();
        Assert.Equal(
            session.Run($"Test-Ed2402Posture -Category {category}").All<Finding>(),
            session.Run(command).All<Finding>());
    }

    [Fact]
    public void What_is_stale_is_a_list_of_checks()
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<Finding> findings = session.Run("Test-Ed2402StaleSecret").All<Finding>();
        Assert.Equal(["MFA-06", "WID-02", "WID-03", "WID-04", "WID-05", "WID-06", "WID-07", "WID-08", "WID-09", "HYG-01", "HYG-03", "HYG-04", "HYG-06"], findings.Select(f => f.CheckId).Distinct());
        Assert.Equal(session.Run("Test-Ed2402Posture -CheckId MFA-06, WID-0[2-9], HYG-01, HYG-03, HYG-04, HYG-06").All<Finding>(), findings);
    }

    [Theory]
    [InlineData("-CheckId PIM-99", "UnknownCheck", "PIM-99")]
    [InlineData("-CheckId PIM-01, PIM-99", "UnknownCheck", "PIM-99")]
    [InlineData("-CheckId PIN-*", "UnknownCheck", "PIN-*")]
    [InlineData("-Category Pim", "UnknownCategory", "Pim")]
    public void A_mistyped_check_is_one_error_and_tests_nothing(string arguments, string id, string target)
    {
        using EngineSession session = EngineSession.Demo();
        foreach (string quiet in new[] { "", " -Quiet" })
        {
            ErrorRecord error = session.Fail($"Test-Ed2402Posture {arguments}{quiet}");
            Assert.StartsWith(id + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Equal(target, error.TargetObject);
            Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        }
    }

    [Fact]
    public void A_near_name_is_proposed()
    {
        using EngineSession session = EngineSession.Demo();
        Assert.Contains("'PIM-01'", session.Fail("Test-Ed2402Posture -CheckId PIM01").Exception.Message, StringComparison.Ordinal);
        Assert.Contains("'PimUsage'", session.Fail("Test-Ed2402Posture -Category PimUse").Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_finding_is_more_severe_than_its_check()
    {
        using EngineSession session = EngineSession.Demo();
        Assert.All(session.Run("Test-Ed2402Posture").All<Finding>(), f => Assert.True(f.Severity <= CheckCatalogue.Find(f.CheckId)!.Metadata.Severity, f.ToString()));
    }

    [Fact]
    public void A_connection_is_needed()
    {
        using var session = new EngineSession();
        Assert.StartsWith("NotConnected,", session.Fail("Test-Ed2402Posture").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Quiet_is_true_only_when_all_was_assessed_and_nothing_fails()
    {
        using EngineSession session = EngineSession.Demo();
        foreach (IGrouping<string, Finding> check in session.Run("Test-Ed2402Posture").All<Finding>().GroupBy(f => f.CheckId))
        {
            bool unread = check.Any(f => f.Outcome == Outcome.NotAssessed);
            EngineResult answer = session.Run($"Test-Ed2402Posture -CheckId {check.Key} -Quiet");
            Assert.Equal(!unread && check.All(f => f.Outcome != Outcome.Fail), answer.Single<bool>());
            Assert.Equal(unread, answer.Warnings.Any(w => w.Contains("could be assessed", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("@() | Test-Ed2402Posture -Quiet")]
    [InlineData("Test-Ed2402Posture -CheckId HYG-01 -MinimumSeverity Critical -Quiet")]
    [InlineData("Test-Ed2402Posture -CheckId PIM-01 -SubjectId 00000000-0000-0000-0000-00000000000f -Quiet")]
    public void Quiet_is_false_with_a_warning_where_nothing_was_tested(string script)
    {
        using EngineSession session = EngineSession.Demo();
        EngineResult result = session.Run(script);
        Assert.False(result.Single<bool>());
        Assert.NotEmpty(result.Warnings);
    }

    [Fact]
    public void Nothing_piped_in_tests_nothing()
    {
        using EngineSession session = EngineSession.Demo();
        EngineResult result = session.Run("@() | Test-Ed2402Posture");
        Assert.Empty(result.AssertNoErrors().Output);
        Assert.Empty(result.Warnings);
    }

    [Fact]
    public void Quiet_and_Outcome_exclude_each_other()
    {
        using EngineSession session = EngineSession.Demo();
        Assert.StartsWith("AmbiguousParameterSet,", session.Fail("Test-Ed2402Posture -Quiet -Outcome Pass").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void Severity_and_outcome_filter()
    {
        using EngineSession session = EngineSession.Demo();
        Finding[] all = [.. session.Run("Test-Ed2402Posture").All<Finding>()];
        Assert.Equal(all.Where(f => f.Severity >= Severity.High), session.Run("Test-Ed2402Posture -MinimumSeverity High").All<Finding>());
        Assert.Equal(all.Where(f => f.Outcome is Outcome.Fail or Outcome.Warning), session.Run("Test-Ed2402Posture -Outcome Fail, Warning").All<Finding>());
    }

    [Fact]
    public void Accounts_from_the_pipeline_choose_the_subjects()
    {
        using EngineSession session = EngineSession.Demo();
        string[] ids = [.. session.Run("Get-Ed2402PrivilegedAccount -Role 'Global Administrator'").All<PrivilegedAccount>().Select(a => a.Id)];
        IReadOnlyList<Finding> findings = session.Run("Get-Ed2402PrivilegedAccount -Role 'Global Administrator' | Test-Ed2402Posture").All<Finding>();
        Assert.All(findings.Where(f => f.Outcome != Outcome.NotAssessed), f => Assert.Contains(f.SubjectId, ids));
        Assert.Equal(
            session.Run("Test-Ed2402Posture").All<Finding>().Where(f => f.Outcome == Outcome.NotAssessed || ids.Contains(f.SubjectId)),
            findings);
    }

    [Fact]
    public void A_service_principal_from_the_pipeline_brings_the_credentials_of_its_application()
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<Finding> findings = session.Run("Get-Ed2402PrivilegedAccount -Name 'Legacy Test App' | Test-Ed2402Posture -CheckId WID-03 -Outcome Fail").All<Finding>();
        Assert.Equal("Legacy Test App", Assert.Single(findings.Select(f => f.Subject).Distinct()));
    }

    [Fact]
    public void Checks_from_the_pipeline_choose_the_checks()
    {
        using EngineSession session = EngineSession.Demo();
        Assert.Equal(
            session.Run("Test-Ed2402Posture -CheckId WID-*").All<Finding>(),
            session.Run("Get-Ed2402Check -CheckId WID-* | Test-Ed2402Posture").All<Finding>());
    }

    [Fact]
    public void A_finding_from_the_pipeline_is_judged_again_for_its_subject_alone()
    {
        using EngineSession session = EngineSession.Demo();
        Finding[] failed = [.. session.Run("Test-Ed2402Posture -Outcome Fail").All<Finding>().Where(f => f.CheckId is "PIM-01" or "HYG-02")];
        IReadOnlyList<Finding> again = session.Run("Test-Ed2402Posture -Outcome Fail | Where-Object CheckId -in PIM-01, HYG-02 | Test-Ed2402Posture -Outcome Fail").All<Finding>();
        Assert.Equal(failed, again);
    }

    [Fact]
    public void A_summary_goes_to_the_information_stream()
    {
        using EngineSession session = EngineSession.Demo();
        using PowerShell shell = session.Shell("Test-Ed2402Posture");
        int findings = shell.Invoke().Count;
        InformationRecord summary = Assert.Single(shell.Streams.Information);
        Assert.Equal(["Ed2402Summary"], summary.Tags);
        Assert.Contains($"{CheckCatalogue.All.Count} checks, {findings} findings", summary.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_first_finding_can_be_taken_alone()
    {
        using EngineSession session = EngineSession.Demo();
        Finding first = session.Run("Test-Ed2402Posture").All<Finding>()[0];
        using PowerShell shell = session.Shell("foreach ($f in Test-Ed2402Posture) { $f; break }; Test-Ed2402Posture | ForEach-Object { $_; break }");
        Assert.Equal([first, first], shell.Invoke().Select(o => o.BaseObject));
    }

    [Theory]
    [InlineData("Test-Ed2402Posture")]
    [InlineData("Get-Ed2402PrivilegedAccount")]
    [InlineData("Get-Ed2402PimPolicy")]
    public void Settings_that_are_not_there_are_one_error(string command)
    {
        using EngineSession session = EngineSession.Demo();
        ErrorRecord error = session.Fail($"{command} -SettingsPath ./no-such-settings.json");
        Assert.StartsWith("FileNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("./no-such-settings.json", error.TargetObject);
    }

    [Fact]
    public void Settings_with_a_wrong_key_are_one_error_that_names_the_line()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "{\n  \"breakGlas\": []\n}\n");
            using EngineSession session = EngineSession.Demo();
            ErrorRecord error = session.Fail("Test-Ed2402Posture -SettingsPath $path", ("path", path));
            Assert.StartsWith("SettingsInvalid,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains("line 2", error.Exception.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_waiver_turns_a_failure_and_the_answer()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, """{ "waivers": [ { "checkId": "AZR-01", "subject": "*", "reason": "Being removed.", "expires": "2026-12-31" } ] }""");
            using EngineSession session = EngineSession.Demo();
            Assert.Contains(session.Run("Test-Ed2402Posture -CheckId AZR-01").All<Finding>(), f => f.Outcome == Outcome.Fail);
            IReadOnlyList<Finding> waived = session.Run("Test-Ed2402Posture -CheckId AZR-01 -SettingsPath $path", ("path", path)).All<Finding>();
            Assert.All(waived, f => Assert.Equal(Outcome.Waived, f.Outcome));
            Assert.False(session.Run("Test-Ed2402Posture -CheckId AZR-01 -Quiet").Single<bool>());
            Assert.True(session.Run("Test-Ed2402Posture -CheckId AZR-01 -Quiet -SettingsPath $path", ("path", path)).Single<bool>());
        }
        finally
        {
            File.Delete(path);
        }
    }
}
