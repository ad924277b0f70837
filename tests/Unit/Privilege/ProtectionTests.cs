using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class ProtectionTests : PrivilegeTest
{
    [Theory]
    [InlineData("Global Administrator", true)]
    [InlineData("Privileged Role Administrator", true)]
    [InlineData("Security Administrator", true)]
    [InlineData("Helpdesk Administrator", false)]
    [InlineData("Password Administrator", false)]
    [InlineData("Authentication Administrator", false)]
    [InlineData("User Administrator", false)]
    public void An_active_role_protects_unless_lesser_administrators_may_reset_it(string role, bool isProtected)
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(role, alice);
        Assert.Equal(isProtected, Account(alice).Protected);
    }

    [Fact]
    public void An_eligible_role_does_not_protect()
    {
        string alice = Tenant.User("alice");
        Tenant.Eligible(Global, alice);
        Assert.False(Account(alice).Protected);
    }

    [Fact]
    public void An_Azure_role_does_not_protect()
    {
        string alice = Tenant.User("alice");
        Tenant.AssignAzure("Owner", alice, "/");
        Assert.False(Account(alice).Protected);
    }

    [Fact]
    public void Restricted_management_protects()
    {
        string alice = Tenant.User("alice", u => u with { IsManagementRestricted = true });
        Tenant.AssignAzure("Owner", alice, "/");
        Assert.True(Account(alice).Protected);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public void A_role_assignable_group_protects_its_members_and_owners(bool roleAssignable, bool isProtected)
    {
        string alice = Tenant.User("alice");
        string bob = Tenant.User("bob");
        string group = Tenant.Group("owners", roleAssignable);
        Tenant.Member(group, alice).Owner(group, bob).AssignAzure("Owner", group, "/");
        Assert.Equal(isProtected, Account(alice).Protected);
        Assert.Equal(isProtected, Account(bob).Protected);
    }

    [Fact]
    public void A_second_role_protects_where_the_first_does_not()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Helpdesk, alice);
        Tenant.Assign("Security Reader", alice);
        Assert.True(Account(alice).Protected);
    }

    [Fact]
    public void A_role_through_a_group_protects()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins", roleAssignable: false);
        Tenant.Member(group, alice).Assign("Security Reader", group);
        Assert.True(Account(alice).Protected);
    }

    [Fact]
    public void It_is_unknown_where_members_were_not_read_and_of_no_meaning_for_workloads()
    {
        string alice = Tenant.User("alice");
        string app = Tenant.ServicePrincipal("sync");
        Tenant.Eligible(Global, alice);
        Tenant.Assign(Global, app);
        Tenant.Unread(Datasets.GroupMembers, DatasetStatus.NoPermission);
        Assert.Null(Account(alice).Protected);
        Assert.Null(Account(app).Protected);
    }
}
