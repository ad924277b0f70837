using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class OutsideTests : PrivilegeTest
{
    [Fact]
    public void A_classic_administrator_owns_the_subscription()
    {
        string alice = Tenant.User("alice");
        string subscription = Tenant.Subscription("Production");
        Tenant.ClassicAdministrator(subscription, "alice@contoso.com", "ServiceAdministrator;AccountAdministrator");
        AccessPath path = Assert.Single(Account(alice).Paths);
        Assert.Equal("alice → active ServiceAdministrator (subscription 'Production')", path.Text);
        Assert.Equal((PathKind.ClassicAdministrator, Plane.Azure, 1), (path.Kind, path.Plane, path.Tier));
    }

    [Fact]
    public void An_account_administrator_only_pays()
    {
        Tenant.ClassicAdministrator(Tenant.Subscription("Production"), "alice@contoso.com", "AccountAdministrator");
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void A_classic_administrator_who_is_not_known_is_shown_by_address()
    {
        Tenant.ClassicAdministrator(Tenant.Subscription("Production"), "someone@outlook.com");
        PrivilegedAccount account = Assert.Single(Analyze().Accounts);
        Assert.Equal(("someone@outlook.com", PrincipalType.Unknown), (account.DisplayName, account.Type));
    }

    [Fact]
    public void A_partner_is_an_account_of_its_own()
    {
        string partner = Tenant.Partner("Fabrikam", [Global, Reports]);
        PrivilegedAccount account = Account(partner);
        Assert.Equal((PrincipalType.Partner, 0, "Fabrikam"), (account.Type, account.Tier, account.DisplayName));
        AccessPath path = Assert.Single(account.Paths);
        Assert.Equal("Fabrikam → active Global Administrator (tenant)", path.Text);
        Assert.Equal((PathKind.Partner, false, Now.AddDays(300)), (path.Kind, path.Permanent, path.EndDateTime));
    }

    [Fact]
    public void A_relationship_that_extends_itself_stands()
    {
        Assert.True(Account(Tenant.Partner("Fabrikam", [Global], autoExtends: true)).Standing);
    }

    [Theory]
    [InlineData("approvalPending", 300)]
    [InlineData("terminated", 300)]
    [InlineData("active", -1)]
    public void A_relationship_that_is_not_in_force_gives_nothing(string status, int endsInDays)
    {
        Tenant.Partner("Fabrikam", [Global], status, end: Now.AddDays(endsInDays));
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void What_this_tenant_may_do_elsewhere_gives_nothing_here()
    {
        Tenant.Partner("Customer", [Global], customerTenantId: TenantBuilder.Id("customer"));
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void An_eligible_Azure_role_is_a_path()
    {
        string alice = Tenant.User("alice");
        Tenant.EligibleAzure("Owner", alice, Tenant.Subscription("Production"));
        PrivilegedAccount account = Account(alice);
        Assert.Equal("alice → eligible Owner (subscription 'Production')", account.ShortestPath);
        Assert.False(account.Standing);
    }

    [Fact]
    public void An_Azure_role_is_one_path_though_both_lists_have_it_and_PIM_tells_its_state()
    {
        string alice = Tenant.User("alice");
        string bob = Tenant.User("bob");
        string carol = Tenant.User("carol");
        string subscription = Tenant.Subscription("Production");
        Tenant.ActiveAzure("Owner", alice, subscription, activated: true, start: Now.AddHours(-1), end: Now.AddHours(1));
        Tenant.ActiveAzure("Owner", bob, subscription);
        Tenant.ActiveAzure("Owner", carol, subscription, end: Now.AddDays(3));
        PrivilegeInventory inventory = Analyze();
        Assert.Equal([("alice", PathState.Activated, false), ("bob", PathState.Active, true), ("carol", PathState.Active, false)], inventory.Assignments.Select(a => (a.Principal, a.State, a.Permanent)).Order());
        Assert.All(inventory.Assignments, a => Assert.True(a.ManagedByPim));
        Assert.Equal(["bob"], inventory.Accounts.Where(a => a.Standing).Select(a => a.DisplayName));
    }

    [Fact]
    public void An_expired_Azure_eligibility_is_no_path()
    {
        Tenant.EligibleAzure("Owner", Tenant.User("alice"), Tenant.Subscription("Production"), end: Now.AddMinutes(-1));
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void Members_of_a_group_with_an_eligible_Azure_role_are_found()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("platform", roleAssignable: false);
        Tenant.Member(group, alice).EligibleAzure("Owner", group, Tenant.Subscription("Production"));
        Assert.Equal("alice → member of 'platform' → eligible Owner (subscription 'Production')", Account(alice).ShortestPath);
    }

    [Fact]
    public void Relationships_are_the_partners_to_list_so_that_nobody_is_asked_for_the_permission()
    {
        Tenant.Unread(Datasets.DelegatedAdminRelationships, DatasetStatus.NoPermission);
        Assert.Equal("Complete", Analyze().Completeness);
    }

    [Fact]
    public void A_partners_group_with_a_role_is_a_partner_and_not_a_deleted_object()
    {
        string agents = Tenant.PartnerGroup("HelpDesk Agents", "Fabrikam");
        Tenant.Assign(Global, agents);
        PrivilegedAccount account = Account(agents);
        Assert.Equal((PrincipalType.Partner, "HelpDesk Agents", TenantBuilder.Id("tenant:Fabrikam"), 0), (account.Type, account.DisplayName, account.AppOwnerOrganizationId, account.Tier));
    }

    [Theory]
    [InlineData("Fabrikam", PrincipalType.Partner)]
    [InlineData("Contoso", PrincipalType.Deleted)]
    [InlineData(null, PrincipalType.Deleted)]
    public void An_id_that_does_not_resolve_is_a_partners_where_the_assignment_names_another_tenant(string? home, PrincipalType type)
    {
        string gone = TenantBuilder.Id("gone");
        Tenant.Assign(Global, gone);
        Tenant.RoleAssignments[0] = Tenant.RoleAssignments[0] with { PrincipalOrganizationId = home is null ? null : TenantBuilder.Id("tenant:" + home) };
        Assert.Equal(type, Account(gone).Type);
    }
}
