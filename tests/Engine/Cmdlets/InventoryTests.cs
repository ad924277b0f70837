using System.Management.Automation;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Outputs;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Cmdlets;

/// <summary>The cmdlets that list, on the sample tenant.</summary>
public sealed class InventoryTests
{
    [Theory]
    [InlineData("-Tier 0")]
    [InlineData("-Tier 1, 2")]
    [InlineData("-Type ServicePrincipal, ManagedIdentity")]
    [InlineData("-Plane Azure")]
    [InlineData("-Role 'global admin*'")]
    [InlineData("-Role 62e90394-69f5-4237-9190-012177145e10")]
    [InlineData("-Standing")]
    [InlineData("-Role Owner -Standing")]
    [InlineData("-Name *@contoso.com, 'Mail Backup'")]
    public void Filters_choose_some_accounts(string filter)
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<PrivilegedAccount> all = session.Run("Get-Ed2402PrivilegedAccount").All<PrivilegedAccount>();
        IReadOnlyList<PrivilegedAccount> some = session.Run("Get-Ed2402PrivilegedAccount " + filter).All<PrivilegedAccount>();
        Assert.InRange(some.Count, 1, all.Count - 1);
        Assert.Equal(all.Where(some.Contains), some);
        Assert.All(some, account => Assert.True(filter switch
        {
            "-Tier 0" => account.Tier == 0,
            "-Tier 1, 2" => account.Tier > 0,
            "-Plane Azure" => account.Paths.Any(p => p.Plane == Plane.Azure),
            "-Standing" => account.Standing,
            "-Role Owner -Standing" => account.Paths.Any(p => p.Role == "Owner" && p.Standing),
            _ when filter.StartsWith("-Type", StringComparison.Ordinal) => account.Type is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity,
            _ when filter.StartsWith("-Role", StringComparison.Ordinal) => account.Roles.Contains("Global Administrator", StringComparison.Ordinal),
            _ => account.DisplayName == "Mail Backup" || account.UserPrincipalName!.EndsWith("@contoso.com", StringComparison.Ordinal),
        }));
    }

    [Fact]
    public void Role_and_state_must_hold_on_one_path()
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<PrivilegedAccount> holders = session.Run("Get-Ed2402PrivilegedAccount -Role 'Global Administrator'").All<PrivilegedAccount>();
        IReadOnlyList<PrivilegedAccount> standing = session.Run("Get-Ed2402PrivilegedAccount -Role 'Global Administrator' -Standing").All<PrivilegedAccount>();
        Assert.Equal(holders.Where(a => a.Paths.Any(p => p.Role == "Global Administrator" && p.Standing)), standing);
        Assert.NotEqual(holders.Count, standing.Count);
    }

    [Fact]
    public void Without_indirect_paths_tier_and_roles_follow_from_what_remains()
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<PrivilegedAccount> own = session.Run("Get-Ed2402PrivilegedAccount -ExcludeIndirect").All<PrivilegedAccount>();
        Assert.NotEmpty(own);
        Assert.All(own, account =>
        {
            Assert.All(account.Paths, path => Assert.True(path.Kind.IsOwn()));
            Assert.Equal(account.Paths.Min(p => p.Tier), account.Tier);
            Assert.Equal(account.Paths.Any(p => p.Standing), account.Standing);
            Assert.Equal(account.Paths.Select(p => p.Role).Distinct(), account.Roles.Split("; "));
            Assert.Contains(account.ShortestPath, account.Paths.Select(p => p.Text));
        });
        Assert.Equal(own.Select(a => a.Tier).Order(), own.Select(a => a.Tier));
        IReadOnlyList<PrivilegedAccount> all = session.Run("Get-Ed2402PrivilegedAccount").All<PrivilegedAccount>();
        Assert.Equal(all.Where(a => a.Paths.Any(p => p.Kind.IsOwn())).Select(a => a.Id).Order(), own.Select(a => a.Id).Order());
    }

    [Theory]
    [InlineData("Get-Ed2402PrivilegedAccount -Name 'No One'", "No One")]
    [InlineData("Get-Ed2402PrivilegedAccount -Name marco", "marco")]
    [InlineData("Get-Ed2402PrivilegedAccount -Role 'Global Admin'", "Global Admin")]
    [InlineData("Get-Ed2402RoleAssignment -Name 'No One'", "No One")]
    [InlineData("Get-Ed2402RoleAssignment -Role Chief", "Chief")]
    [InlineData("Get-Ed2402AppCredential -Name 'No App'", "No App")]
    [InlineData("Get-Ed2402PimPolicy -Target Chief", "Chief")]
    public void A_name_that_is_not_there_is_an_error_and_no_empty_answer(string script, string target)
    {
        using EngineSession session = EngineSession.Demo();
        EngineResult result = session.Run(script);
        Assert.Empty(result.Output);
        ErrorRecord error = Assert.Single(result.Errors);
        Assert.StartsWith("NameNotFound,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Equal(target, error.TargetObject);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Get-Ed2402PrivilegedAccount -Name 'zzz*'")]
    [InlineData("Get-Ed2402PrivilegedAccount -Role 'Windows 365 Administrator'")]
    [InlineData("Get-Ed2402RoleAssignment -Role 'Windows 365 Administrator'")]
    [InlineData("Get-Ed2402PrivilegedAccount -Id 00000000-0000-0000-0000-00000000000f")]
    [InlineData("@() | Get-Ed2402PrivilegedAccount")]
    [InlineData("@() | Get-Ed2402RoleAssignment")]
    [InlineData("@() | Get-Ed2402AppCredential")]
    [InlineData("@() | Get-Ed2402PimPolicy")]
    [InlineData("@() | Get-Ed2402Check")]
    public void Nothing_is_no_error_where_it_is_an_answer(string script)
    {
        using EngineSession session = EngineSession.Demo();
        Assert.Empty(session.Run(script).AssertNoErrors().Output);
    }

    [Fact]
    public void Findings_lead_to_their_accounts()
    {
        using EngineSession session = EngineSession.Demo();
        string[] failing = [.. session.Run("Test-Ed2402Posture -CheckId PIM-01 -Outcome Fail").All<Core.Checks.Finding>().Select(f => f.SubjectId)];
        IReadOnlyList<PrivilegedAccount> accounts = session.Run("Test-Ed2402Posture -CheckId PIM-01 -Outcome Fail | Get-Ed2402PrivilegedAccount").All<PrivilegedAccount>();
        Assert.NotEmpty(accounts);
        Assert.Equal(accounts.Select(a => a.Id).Distinct(), accounts.Select(a => a.Id));
        Assert.All(accounts, a => Assert.Contains(a.Id, failing));
    }

    [Fact]
    public void Assignments_show_both_planes_and_derived_ones_when_asked()
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<RoleHolding> direct = session.Run("Get-Ed2402RoleAssignment").All<RoleHolding>();
        IReadOnlyList<RoleHolding> all = session.Run("Get-Ed2402RoleAssignment -Derived").All<RoleHolding>();
        Assert.Contains(direct, h => h.Plane == Plane.Azure);
        Assert.Contains(direct, h => h.PrincipalType == PrincipalType.Group);
        Assert.DoesNotContain(direct, h => h.Kind == PathKind.GroupMember);
        Assert.Contains(all.Except(direct), h => h.Kind == PathKind.GroupMember);
        Assert.Equal(direct, all.Take(direct.Count));
    }

    [Fact]
    public void An_account_leads_to_its_assignments_and_their_settings()
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<RoleHolding> holdings = session.Run("Get-Ed2402PrivilegedAccount -Name marco* | Get-Ed2402RoleAssignment").All<RoleHolding>();
        Assert.Contains(holdings, h => h.Role == "Global Administrator");
        Assert.All(holdings, h => Assert.Equal("marco.bellini@contoso.com", h.UserPrincipalName));
        Assert.Equal("Global Administrator", session.Run("Get-Ed2402PrivilegedAccount -Name marco* | Get-Ed2402RoleAssignment -Plane Entra | Get-Ed2402PimPolicy").Single<PimPolicy>().Target);
    }

    [Fact]
    public void A_service_principal_leads_to_the_credentials_of_its_application()
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<AppCredential> credentials = session.Run("Get-Ed2402PrivilegedAccount -Name 'HR Provisioning' | Get-Ed2402AppCredential").All<AppCredential>();
        Assert.Equal(session.Run("Get-Ed2402AppCredential -Name 'HR Provisioning'").All<AppCredential>().Select(c => c.KeyId), credentials.Select(c => c.KeyId));
        Assert.Contains(credentials, c => c.ObjectType == CredentialObject.Application);
    }

    [Theory]
    [InlineData("-Kind Certificate")]
    [InlineData("-State Expired")]
    [InlineData("-Stale")]
    [InlineData("-Kind Secret -Stale -State Active")]
    public void Filters_choose_some_credentials(string filter)
    {
        using EngineSession session = EngineSession.Demo();
        IReadOnlyList<AppCredential> some = session.Run("Get-Ed2402AppCredential " + filter).All<AppCredential>();
        Assert.InRange(some.Count, 1, session.Run("Get-Ed2402AppCredential").Output.Count - 1);
        Assert.All(some, c => Assert.True(
            (!filter.Contains("Certificate", StringComparison.Ordinal) || c.Kind == CredentialKind.Certificate)
            && (!filter.Contains("Expired", StringComparison.Ordinal) || c.State == CredentialState.Expired)
            && (!filter.Contains("-Stale", StringComparison.Ordinal) || c.Stale)));
    }

    [Fact]
    public void The_catalogue_needs_no_tenant()
    {
        using var session = new EngineSession();
        IReadOnlyList<CheckInfo> all = session.Run("Get-Ed2402Check").All<CheckInfo>();
        Assert.Equal(Core.Checks.CheckCatalogue.All.Select(c => c.Metadata.Id), all.Select(c => c.CheckId));
        Assert.Equal(all.Where(c => c.Category == Core.Checks.CheckCategory.PimUsage), session.Run("Get-Ed2402Check pim-*").All<CheckInfo>());
        Assert.Equal(["CA-03"], session.Run("Get-Ed2402Check -Reference MS.AAD.1.1v1").All<CheckInfo>().Select(c => c.CheckId));
        Assert.Equal(["CA-03"], session.Run("Get-Ed2402Check -Reference 'SCuBA MS.AAD.1.*'").All<CheckInfo>().Select(c => c.CheckId));
        Assert.Equal("MS.AAD.99.1v1", session.Fail("Get-Ed2402Check -Reference MS.AAD.99.1v1").TargetObject);
        Assert.All(session.Run("Get-Ed2402Check -Category *Rbac").All<CheckInfo>(), c => Assert.Equal(Core.Checks.CheckCategory.AzureRbac, c.Category));
    }

    [Fact]
    public void The_sample_tenant_cannot_be_read_anew()
    {
        using EngineSession session = EngineSession.Demo();
        foreach (string command in new[] { "Get-Ed2402PrivilegedAccount", "Get-Ed2402RoleAssignment", "Get-Ed2402AppCredential", "Get-Ed2402PimPolicy", "Test-Ed2402Posture" })
        {
            Assert.StartsWith("RefreshWithoutTenant,", session.Fail(command + " -Refresh").FullyQualifiedErrorId, StringComparison.Ordinal);
        }
    }
}
