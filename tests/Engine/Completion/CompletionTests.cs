using System.Management.Automation;
using Ed2402Posture.Completion;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Completion;

public sealed class CompletionTests
{
    [Theory]
    [InlineData("Test-Ed2402Posture -CheckId PIM", "PIM-01")]
    [InlineData("Test-Ed2402Posture pim", "PIM-01")]
    [InlineData("Get-Ed2402Check -CheckId *-02", "WID-02")]
    [InlineData("Get-Ed2402Check -Category Az", "AzureRbac")]
    [InlineData("Test-Ed2402Posture -Outcome Not", "NotAssessed")]
    [InlineData("Test-Ed2402Posture -MinimumSeverity Cr", "Critical")]
    [InlineData("Get-Ed2402PrivilegedAccount -Role Glob", "'Global Administrator'")]
    [InlineData("Get-Ed2402PrivilegedAccount -Role 'Glob", "'Global Administrator'")]
    [InlineData("Get-Ed2402PrivilegedAccount -Role RoleM", "RoleManagement.ReadWrite.Directory")]
    [InlineData("Get-Ed2402PrivilegedAccount -Type Man", "ManagedIdentity")]
    [InlineData("Get-Ed2402PimPolicy -Target Privileged", "'Privileged Role Administrator'")]
    public void Values_are_offered_without_a_connection(string line, string expected)
    {
        using var session = new EngineSession();
        Assert.Contains(expected, Complete(session, line));
    }

    [Fact]
    public void Strong_roles_are_offered_first()
    {
        using var session = new EngineSession();
        string[] roles = Complete(session, "Get-Ed2402RoleAssignment -Role ");
        Assert.True(Array.IndexOf(roles, "'Global Administrator'") < Array.IndexOf(roles, "'Reports Reader'"));
    }

    [Fact]
    public void Accounts_of_the_session_are_offered()
    {
        using EngineSession session = EngineSession.Demo();
        string[] offered = Complete(session, "Get-Ed2402PrivilegedAccount -Name ");
        Assert.Contains("marco.bellini@contoso.com", offered.Select(o => o.Trim('\'')));
        Assert.Contains("'Mail Backup'", offered);
        Assert.Equal(["marco.bellini@contoso.com"], Complete(session, "Get-Ed2402PrivilegedAccount marco").Select(o => o.Trim('\'')));
    }

    [Fact]
    public void Applications_of_the_session_are_offered()
    {
        using EngineSession session = EngineSession.Demo();
        Assert.Contains("'Mail Backup'", Complete(session, "Get-Ed2402AppCredential -Name Mail"));
    }

    [Fact]
    public void Nothing_is_offered_of_a_tenant_that_is_not_connected()
    {
        using var session = new EngineSession();
        Assert.DoesNotContain(Complete(session, "Get-Ed2402AppCredential -Name Mail"), o => o.Contains("Mail", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_offered_can_be_run()
    {
        using EngineSession session = EngineSession.Demo();
        foreach (string name in Complete(session, "Get-Ed2402PrivilegedAccount -Name "))
        {
            Assert.NotEmpty(session.Run($"Get-Ed2402PrivilegedAccount -Name {name}").AssertNoErrors().Output);
        }
    }

    [Theory]
    [InlineData("PIM-01", "PIM-01")]
    [InlineData("Global Administrator", "'Global Administrator'")]
    [InlineData("O'Brien", "'O''Brien'")]
    [InlineData("-rf", "'-rf'")]
    [InlineData("a;b", "'a;b'")]
    [InlineData("$home", "'$home'")]
    [InlineData("", "''")]
    public void Values_are_quoted_where_they_need_it(string value, string quoted) => Assert.Equal(quoted, ValueCompleter.Quote(value));

    private static string[] Complete(EngineSession session, string line)
    {
        using PowerShell shell = session.Shell("param($line) [System.Management.Automation.CommandCompletion]::CompleteInput($line, $line.Length, $null).CompletionMatches").AddParameter("line", line);
        return [.. shell.Invoke().Select(o => ((CompletionResult)o.BaseObject).CompletionText)];
    }
}
