using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class GroupTests : PrivilegeTest
{
    [Fact]
    public void Members_hold_the_role_and_the_group_is_no_account()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("Cloud Ops");
        Tenant.Member(group, alice);
        Tenant.Assign(Global, group);
        AssertAccounts("alice");
        AccessPath path = Assert.Single(Account(alice).Paths);
        Assert.Equal("alice → member of 'Cloud Ops' → active Global Administrator (tenant)", path.Text);
        Assert.Equal((PathKind.GroupMember, 2), (path.Kind, path.Length));
        Assert.Equal([group], path.GroupIds);
        Assert.True(path.Standing);
    }

    [Fact]
    public void An_owner_of_a_nested_group_holds_the_role()
    {
        string alice = Tenant.User("alice");
        string inner = Tenant.Group("Tier0 Admins");
        string outer = Tenant.Group("Cloud Ops");
        Tenant.Owner(inner, alice).Member(outer, inner);
        Tenant.Eligible(Global, outer);
        PrivilegedAccount account = Account(alice);
        Assert.Equal("alice → owner of 'Tier0 Admins' → member of 'Cloud Ops' → eligible Global Administrator (tenant)", account.ShortestPath);
        Assert.Equal(PathKind.GroupOwner, account.Paths[0].Kind);
        Assert.Equal([inner, outer], account.Paths[0].GroupIds);
        Assert.False(account.Standing);
    }

    [Fact]
    public void Members_are_found_at_any_depth()
    {
        string alice = Tenant.User("alice");
        string[] groups = [.. Enumerable.Range(0, 30).Select(i => Tenant.Group("g" + i))];
        for (int i = 1; i < groups.Length; i++)
        {
            Tenant.Member(groups[i - 1], groups[i]);
        }

        Tenant.Member(groups[^1], alice).Assign(Global, groups[0]);
        Assert.Equal(31, Assert.Single(Account(alice).Paths).Length);
    }

    [Fact]
    public void Cycles_end()
    {
        string alice = Tenant.User("alice");
        string a = Tenant.Group("a");
        string b = Tenant.Group("b");
        string c = Tenant.Group("c");
        Tenant.Member(a, b).Member(b, c).Member(c, a).Member(b, alice).Member(a, a).Assign(Global, a);
        Assert.Equal("alice → member of 'b' → member of 'a' → active Global Administrator (tenant)", Assert.Single(Account(alice).Paths).Text);
    }

    [Fact]
    public void The_shortest_of_two_ways_is_kept_and_the_other_counted()
    {
        string alice = Tenant.User("alice");
        string near = Tenant.Group("near");
        string far = Tenant.Group("far");
        Tenant.Member(near, far, alice).Member(far, alice).Assign(Global, near);
        PrivilegedAccount account = Account(alice);
        Assert.Equal("alice → member of 'near' → active Global Administrator (tenant)", Assert.Single(account.Paths).Text);
        Assert.Equal(2, account.PathCount);
    }

    [Fact]
    public void A_permanent_way_is_kept_beside_a_shorter_one_that_ends()
    {
        string alice = Tenant.User("alice");
        string temporary = Tenant.Group("temporary");
        string lasting = Tenant.Group("lasting");
        string inner = Tenant.Group("inner");
        Tenant.Member(temporary, alice).Member(lasting, inner).Member(inner, alice);
        Tenant.Assign(Global, temporary, end: Now.AddDays(1));
        Tenant.Assign(Global, lasting);
        PrivilegedAccount account = Account(alice);
        Assert.True(account.Standing);
        Assert.Equal([false, true], account.Paths.Select(p => p.Permanent));
    }

    [Fact]
    public void A_group_without_a_role_gives_nothing()
    {
        string alice = Tenant.User("alice");
        Tenant.Member(Tenant.Group("lonely"), alice);
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void The_group_of_a_group_that_holds_the_role_does_not_hold_it()
    {
        string alice = Tenant.User("alice");
        string holder = Tenant.Group("holder");
        string above = Tenant.Group("above");
        Tenant.Member(above, holder, alice).Assign(Global, holder);
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void Derived_assignments_name_members_and_owners_of_every_role()
    {
        string alice = Tenant.User("alice");
        string bob = Tenant.User("bob");
        string group = Tenant.Group("readers");
        Tenant.Member(group, alice).Owner(group, bob).Assign(Reports, group);
        PrivilegeInventory inventory = Analyze();
        Assert.Empty(inventory.Accounts);
        Assert.Equal(PrincipalType.Group, Assert.Single(inventory.Assignments).PrincipalType);
        Assert.Equal([("alice", PathKind.GroupMember), ("bob", PathKind.GroupOwner)], inventory.DerivedAssignments.Select(d => (d.Principal, d.Kind)).Order());
    }

    [Fact]
    public void A_service_principal_in_a_group_holds_its_role()
    {
        string app = Tenant.ServicePrincipal("sync");
        string group = Tenant.Group("workloads");
        Tenant.Member(group, app).Assign(Global, group);
        Assert.Equal(PrincipalType.ServicePrincipal, Account(app).Type);
    }
}
