using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class PimGroupTests : PrivilegeTest
{
    [Fact]
    public void An_eligible_owner_of_a_nested_group_is_found()
    {
        string alice = Tenant.User("alice");
        string inner = Tenant.Group("Tier0 Admins");
        string outer = Tenant.Group("Cloud Ops");
        Tenant.EligibleInGroup(inner, alice, owner: true).Member(outer, inner).Assign(Global, outer);
        PrivilegedAccount account = Account(alice);
        Assert.Equal("alice → eligible owner of 'Tier0 Admins' → member of 'Cloud Ops' → active Global Administrator (tenant)", account.ShortestPath);
        Assert.Equal((PathKind.PimGroupOwner, PathState.Eligible), (account.Paths[0].Kind, account.Paths[0].State));
        Assert.False(account.Standing);
        Assert.True(account.Eligible);
    }

    [Fact]
    public void Eligibilities_nest()
    {
        string alice = Tenant.User("alice");
        string inner = Tenant.Group("inner", roleAssignable: false);
        string outer = Tenant.Group("outer");
        Tenant.EligibleInGroup(inner, alice).EligibleInGroup(outer, inner).Assign(Global, outer);
        Assert.Equal("alice → eligible member of 'inner' → eligible member of 'outer' → active Global Administrator (tenant)", Account(alice).ShortestPath);
    }

    [Fact]
    public void Members_of_an_eligible_group_are_eligible()
    {
        string alice = Tenant.User("alice");
        string inner = Tenant.Group("inner", roleAssignable: false);
        string outer = Tenant.Group("outer");
        Tenant.Member(inner, alice).EligibleInGroup(outer, inner).Assign(Global, outer);
        AccessPath path = Assert.Single(Account(alice).Paths);
        Assert.Equal((PathKind.GroupMember, PathState.Eligible), (path.Kind, path.State));
    }

    [Fact]
    public void An_activated_member_does_not_stand_though_the_list_of_members_has_him()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins");
        Tenant.EligibleInGroup(group, alice).ActiveInGroup(group, alice, activated: true, start: Now.AddHours(-1), end: Now.AddHours(3)).Assign(Global, group);
        PrivilegedAccount account = Account(alice);
        Assert.False(account.Standing);
        Assert.Equal([PathState.Activated, PathState.Eligible], account.Paths.Select(p => p.State));
        Assert.Equal("alice → activated member of 'admins' → active Global Administrator (tenant)", account.ShortestPath);
        Assert.Equal(Now.AddHours(3), account.Paths[0].EndDateTime);
    }

    [Fact]
    public void A_lasting_member_that_PIM_knows_stands_as_a_plain_member()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins");
        Tenant.ActiveInGroup(group, alice).Assign(Global, group);
        PrivilegedAccount account = Account(alice);
        Assert.True(account.Standing);
        Assert.Equal(PathKind.GroupMember, Assert.Single(account.Paths).Kind);
    }

    [Fact]
    public void A_member_for_a_time_does_not_stand()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins");
        Tenant.ActiveInGroup(group, alice, end: Now.AddDays(20)).Assign(Global, group);
        PrivilegedAccount account = Account(alice);
        Assert.False(account.Standing);
        Assert.Equal(PathKind.PimGroupMember, Assert.Single(account.Paths).Kind);
    }

    [Fact]
    public void The_member_is_not_mistaken_for_the_owner()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins");
        Tenant.Owner(group, alice).ActiveInGroup(group, alice, activated: true, end: Now.AddHours(1)).Assign(Global, group);
        Assert.Equal([PathKind.GroupOwner, PathKind.PimGroupMember], Account(alice).Paths.Select(p => p.Kind).Order());
        Assert.True(Account(alice).Standing);
    }

    [Fact]
    public void An_expired_eligibility_is_no_path_and_a_future_membership_is_not_in_force()
    {
        string alice = Tenant.User("alice");
        string bob = Tenant.User("bob");
        string group = Tenant.Group("admins");
        Tenant.EligibleInGroup(group, alice, end: Now.AddDays(-1)).ActiveInGroup(group, bob, start: Now.AddDays(7)).Assign(Global, group);
        AssertAccounts("bob");
        Assert.False(Account(bob).Standing);
        Assert.Equal("bob → member of 'admins' from 2026-11-09 → active Global Administrator (tenant)", Account(bob).ShortestPath);
    }

    [Fact]
    public void Links_that_are_never_in_force_together_are_no_path()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins");
        Tenant.EligibleInGroup(group, alice, start: Now.AddDays(30)).Eligible(Global, group, end: Now.AddDays(20));
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void Cycles_of_eligibilities_end_and_add_nothing()
    {
        string alice = Tenant.User("alice");
        string a = Tenant.Group("a");
        string b = Tenant.Group("b");
        Tenant.Member(a, alice).EligibleInGroup(a, b).EligibleInGroup(b, a).Assign(Global, a);
        Assert.Equal("alice → member of 'a' → active Global Administrator (tenant)", Assert.Single(Account(alice).Paths).Text);
    }

    [Fact]
    public void A_nested_instance_counts_only_where_members_were_not_read()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins");
        Tenant.EligibleInGroup(group, alice).Assign(Global, group);
        Tenant.PimGroupEligibilityInstances[0] = Tenant.PimGroupEligibilityInstances[0] with { MemberType = "Group" };
        Assert.Empty(Analyze().Accounts);
        Tenant.Unread(Datasets.GroupMembers, DatasetStatus.Failed);
        Assert.Single(Analyze().Accounts);
    }

    [Fact]
    public void Without_a_licence_nothing_is_missing_and_without_permission_something_is()
    {
        Tenant.Unread(Datasets.PimGroupEligibilityInstances, DatasetStatus.NotLicensed);
        Assert.Equal("Complete", Analyze().Completeness);
        Tenant.Unread(Datasets.PimGroupEligibilityInstances, DatasetStatus.NoPermission);
        Assert.Equal("NoPermission: pimGroupEligibilityInstances needs PrivilegedEligibilitySchedule.Read.AzureADGroup", Analyze().Completeness);
    }
}
