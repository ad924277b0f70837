using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Inv02GroupChainsAreShortTests() : CheckTest("INV-02")
{
    [Fact]
    public void A_chain_of_one_role_assignable_group_passes()
    {
        string group = Tenant.Group("Admins"), alice = Tenant.User("Alice");
        Tenant.Member(group, alice).Assign(GlobalAdministrator, group);
        Expect(alice, Outcome.Pass, "One group leads");
    }

    [Fact]
    public void A_nested_chain_fails_and_shows_its_path()
    {
        string group = Tenant.Group("Admins"), nested = Tenant.Group("Operators", roleAssignable: false), alice = Tenant.User("Alice");
        Tenant.EligibleInGroup(group, nested).Member(nested, alice).Assign(GlobalAdministrator, group);
        Finding finding = Expect(alice, Outcome.Fail, "only through 2 groups");
        Assert.Contains("member of 'Operators' → eligible member of 'Admins' → active Global Administrator (tenant)", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(Severity.High, finding.Severity);
    }

    [Fact]
    public void A_group_that_is_not_role_assignable_fails()
    {
        string group = Tenant.Group("Old", roleAssignable: false), alice = Tenant.User("Alice");
        Tenant.Member(group, alice).Assign(GlobalAdministrator, group);
        Expect(alice, Outcome.Fail, "not role-assignable");
    }

    [Fact]
    public void Who_holds_the_role_himself_or_through_one_group_beside_the_chain_passes()
    {
        string group = Tenant.Group("Admins"), nested = Tenant.Group("Operators"), direct = Tenant.User("Direct"), near = Tenant.User("Near");
        Tenant.Member(group, nested, near).Member(nested, direct, near).Assign(GlobalAdministrator, group);
        Tenant.Eligible(GlobalAdministrator, direct);
        Expect(direct, Outcome.Pass, "itself");
        Expect(near, Outcome.Pass, "One group");
    }

    [Fact]
    public void Another_role_of_his_own_does_not_shorten_the_chain()
    {
        string group = Tenant.Group("Admins"), nested = Tenant.Group("Operators"), alice = Tenant.User("Alice");
        Tenant.Member(group, nested).Member(nested, alice).Assign(GlobalAdministrator, group);
        Tenant.Assign(HelpdeskAdministrator, alice);
        Expect(alice, Outcome.Fail);
    }

    [Fact]
    public void In_azure_any_one_group_passes_and_a_nested_one_fails()
    {
        string outer = Tenant.Group("Owners", roleAssignable: false), inner = Tenant.Group("Leads", roleAssignable: false), alice = Tenant.User("Alice"), bob = Tenant.User("Bob");
        Tenant.Member(outer, alice, inner).Member(inner, bob).AssignAzure("Owner", outer, Tenant.Subscription("Production"));
        Expect(alice, Outcome.Pass);
        Assert.Equal(Severity.Medium, Expect(bob, Outcome.Fail, "2 groups").Severity);
    }

    [Fact]
    public void In_azure_a_dynamic_group_fails_that_users_can_join_by_themselves()
    {
        string phones = Dynamic("Phones", "user.mobile -startsWith \"+47\""), staff = Dynamic("Staff", "user.department -eq \"IT\""), subscription = Tenant.Subscription("Production");
        string alice = Tenant.User("Alice"), bob = Tenant.User("Bob");
        Tenant.Member(phones, alice).Member(staff, bob).AssignAzure("Owner", phones, subscription);
        Tenant.AssignAzure("Owner", staff, subscription);
        Expect(alice, Outcome.Fail, "user.mobile, which users can change themselves");
        Expect(bob, Outcome.Pass);
    }

    private string Dynamic(string name, string rule) => Tenant.Group(name, roleAssignable: false, with: g => g with { GroupTypes = ["DynamicMembership"], MembershipRule = rule });

    [Fact]
    public void A_role_without_privilege_is_no_subject()
    {
        string group = Tenant.Group("Readers", roleAssignable: false);
        Tenant.Member(group, Tenant.User("Alice")).Assign("Reports Reader", group);
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void Without_the_members_nothing_is_said()
    {
        string group = Tenant.Group("Admins"), nested = Tenant.Group("Operators");
        Tenant.Member(group, nested).Member(nested, Tenant.User("Alice")).Assign(GlobalAdministrator, group);
        Tenant.Unread(Datasets.GroupMembers, DatasetStatus.NoPermission);
        Assert.StartsWith("NoPermission: groupMembers", Assert.Single(Run()).Reason, StringComparison.Ordinal);
    }
}
