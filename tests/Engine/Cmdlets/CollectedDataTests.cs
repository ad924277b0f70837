using System.Management.Automation;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Engine.Infrastructure;
using Ed2402Posture.Tests.Engine.Sessions;

namespace Ed2402Posture.Tests.Engine.Cmdlets;

/// <summary>Cmdlets read the datasets that they need, and none before their parameters are right.</summary>
public sealed class CollectedDataTests
{
    public static TheoryData<string> CheckIds() => [.. CheckCatalogue.All.Select(c => c.Metadata.Id)];

    [Theory]
    [MemberData(nameof(CheckIds))]
    public void A_check_reads_what_it_needs_and_no_more(string checkId)
    {
        string[] wanted = Wanted($"Test-Ed2402Posture -CheckId {checkId}");
        Assert.Equal(
            CheckRunner.DatasetsFor([CheckCatalogue.Find(checkId)!]).Select(d => d.Name).Append("organization").Distinct().Order(StringComparer.Ordinal),
            wanted);
    }

    [Fact]
    public void Checks_of_lesser_severity_are_not_read_for()
    {
        Check[] critical = [.. CheckCatalogue.All.Where(c => c.Metadata.Severity == Severity.Critical)];
        Assert.Equal(
            CheckRunner.DatasetsFor(critical).Select(d => d.Name).Append("organization").Distinct().Order(StringComparer.Ordinal),
            Wanted("Test-Ed2402Posture -MinimumSeverity Critical"));
    }

    [Theory]
    [InlineData("Get-Ed2402PrivilegedAccount", "roleAssignments", "conditionalAccessPolicies")]
    [InlineData("Get-Ed2402RoleAssignment", "azureRoleAssignments", "applications")]
    [InlineData("Get-Ed2402AppCredential", "applications", "userRegistrationDetails")]
    [InlineData("Get-Ed2402PimPolicy", "roleManagementPolicyAssignments", "userRegistrationDetails")]
    public void A_list_reads_what_it_shows(string command, string needed, string unneeded)
    {
        string[] wanted = Wanted(command);
        Assert.Contains(needed, wanted);
        Assert.DoesNotContain(unneeded, wanted);
    }

    [Theory]
    [InlineData("Test-Ed2402Posture -CheckId PIM-99")]
    [InlineData("Test-Ed2402Posture -Category Nothing")]
    [InlineData("Test-Ed2402Posture -SettingsPath ./no-such-settings.json")]
    [InlineData("Test-Ed2402Posture -Quiet -Outcome Fail")]
    [InlineData("Get-Ed2402PrivilegedAccount -Tier 7")]
    [InlineData("Get-Ed2402PrivilegedAccount -SettingsPath ./no-such-settings.json")]
    public void A_wrong_parameter_reads_nothing(string script) => Assert.Empty(Wanted($"try {{ {script} }} catch {{ }}"));

    [Theory]
    [InlineData("Get-Ed2402Check")]
    [InlineData("Get-Ed2402Connection")]
    [InlineData("Test-Ed2402Permission")]
    [InlineData("@() | Test-Ed2402Posture")]
    [InlineData("[System.Management.Automation.CommandCompletion]::CompleteInput('Get-Ed2402PrivilegedAccount -Name ', 34, $null)")]
    [InlineData("[System.Management.Automation.CommandCompletion]::CompleteInput('Get-Ed2402PrivilegedAccount -Role ', 34, $null)")]
    public void What_needs_no_data_reads_nothing(string script) => Assert.Empty(Wanted(script));

    private static string[] Wanted(string script)
    {
        var source = new ProbeSource();
        using var session = new EngineSession(configure: ProbeSource.AddTo);
        session.Run("Connect-Probe $source", ("source", source)).AssertNoErrors();
        using PowerShell shell = session.Shell(script);
        shell.Invoke();
        return [.. source.Collections.SelectMany(names => names).Order(StringComparer.Ordinal)];
    }
}
