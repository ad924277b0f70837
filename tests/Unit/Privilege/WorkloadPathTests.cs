using Ed2402Posture.Core.Privilege;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class WorkloadPathTests : PrivilegeTest
{
    private const string Takeover = "RoleManagement.ReadWrite.Directory";

    [Fact]
    public void Owners_of_a_privileged_application_and_of_its_service_principal_are_found()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, Takeover).ApplicationOwner(app, Tenant.User("alice")).ServicePrincipalOwner(app, Tenant.User("bob"));
        AssertAccounts("alice", "bob", "sync");
        AccessPath alice = Assert.Single(Account(TenantBuilder.Id("user:alice")).Paths);
        Assert.Equal("alice → owner of application 'sync' → application permission RoleManagement.ReadWrite.Directory (Microsoft Graph)", alice.Text);
        Assert.Equal((PathKind.AppOwner, 0, 2), (alice.Kind, alice.Tier, alice.Length));
        Assert.Equal("bob → owner of service principal 'sync' → application permission RoleManagement.ReadWrite.Directory (Microsoft Graph)", Account(TenantBuilder.Id("user:bob")).ShortestPath);
    }

    [Fact]
    public void Owners_of_an_application_without_privilege_are_not()
    {
        string app = Tenant.Application("reader");
        Tenant.Grant(app, "User.Read.All").ApplicationOwner(app, Tenant.User("alice"));
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void A_chain_of_five_through_groups_and_applications_is_found()
    {
        string alice = Tenant.User("alice");
        string deployer = Tenant.Application("deployer");
        string sync = Tenant.Application("sync");
        string group = Tenant.Group("workloads");
        Tenant.ApplicationOwner(deployer, alice).ServicePrincipalOwner(sync, deployer).Owner(group, sync).Eligible(Global, group);
        AccessPath path = Assert.Single(Account(alice).Paths);
        Assert.Equal("alice → owner of application 'deployer' → owner of service principal 'sync' → owner of 'workloads' → eligible Global Administrator (tenant)", path.Text);
        Assert.Equal(4, path.Length);
        AssertAccounts("alice", "deployer", "sync");
    }

    [Fact]
    public void A_delegated_permission_for_all_users_is_a_path_and_one_for_a_user_is_not()
    {
        string wide = Tenant.Application("wide");
        string narrow = Tenant.Application("narrow");
        Tenant.Delegate(wide, $"User.Read {Takeover} openid").Delegate(narrow, Takeover, userId: Tenant.User("alice"));
        AssertAccounts("wide");
        AccessPath path = Assert.Single(Account(wide).Paths);
        Assert.Equal("wide → delegated permission RoleManagement.ReadWrite.Directory (Microsoft Graph) for all users", path.Text);
        Assert.Equal(PathKind.DelegatedPermission, path.Kind);
    }

    [Theory]
    [InlineData("Directory.AccessAsUser.All", true)]
    [InlineData("User.Read.All", false)]
    [InlineData("Directory.Read.All", false)]
    public void Delegated_permissions_have_their_own_table_too(string scope, bool privileged)
    {
        Tenant.Delegate(Tenant.Application("client"), scope);
        Assert.Equal(privileged, Analyze().Accounts.Count == 1);
    }

    [Fact]
    public void An_application_permission_and_a_delegated_one_of_one_name_are_two_paths()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, Takeover).Delegate(app, Takeover);
        Assert.Equal([PathKind.AppPermission, PathKind.DelegatedPermission], Account(app).Paths.Select(p => p.Kind).Order());
    }

    [Fact]
    public void An_issuer_outside_the_tenant_is_told_of_the_workload_that_trusts_it()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, Takeover).Federate(app, "repo:contoso/infra:ref:refs/heads/main");
        AssertAccounts("sync");
        PrivilegedAccount account = Account(app);
        Assert.Equal([PathKind.AppPermission, PathKind.FederatedCredential], account.Paths.Select(p => p.Kind));
        Assert.Equal("sync → trusts 'repo:contoso/infra:ref:refs/heads/main' of https://token.actions.githubusercontent.com → application permission RoleManagement.ReadWrite.Directory (Microsoft Graph)", account.Paths[1].Text);
        Assert.Equal(2, account.PathCount);
    }

    [Fact]
    public void A_managed_identity_that_an_application_trusts_is_found()
    {
        string app = Tenant.Application("sync");
        string identity = Tenant.ManagedIdentity("runner", "/subscriptions/x/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/runner", userAssigned: true);
        Tenant.Grant(app, Takeover).Federate(app, identity, $"https://login.microsoftonline.com/{Tenant.TenantId}/v2.0");
        AssertAccounts("runner", "sync");
        AccessPath path = Assert.Single(Account(identity).Paths);
        Assert.Equal("runner → federated credential 'federation' of 'sync' → application permission RoleManagement.ReadWrite.Directory (Microsoft Graph)", path.Text);
        Assert.Equal(PathKind.FederatedCredential, path.Kind);
        Assert.Single(Account(app).Paths);
    }

    [Fact]
    public void An_identity_of_another_tenant_is_outside()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, Takeover).Federate(app, "subject", $"https://login.microsoftonline.com/{TenantBuilder.Id("other")}/v2.0");
        AssertAccounts("sync");
        Assert.Equal(2, Account(app).Paths.Count);
    }

    [Fact]
    public void A_foreign_workload_names_its_tenant()
    {
        string foreign = Tenant.ServicePrincipal("vendor", s => s with { AppOwnerOrganizationId = TenantBuilder.Id("vendor tenant") });
        Tenant.Assign(Global, foreign);
        Assert.Equal(TenantBuilder.Id("vendor tenant"), Account(foreign).AppOwnerOrganizationId);
    }

    [Fact]
    public void A_grant_to_a_principal_that_is_gone_is_of_a_deleted_one()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, Takeover);
        Tenant.ServicePrincipals.RemoveAll(s => s.Id == app);
        Assert.Equal(PrincipalType.Deleted, Account(app).Type);
    }

    [Fact]
    public void A_revoked_grant_leaves_nothing()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, Takeover).ApplicationOwner(app, Tenant.User("alice"));
        Tenant.AppRoleAssignments.Clear();
        Assert.Empty(Analyze().Accounts);
    }
}
