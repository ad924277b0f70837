using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim03ActivationNeedsApprovalTests() : CheckTest("PIM-03")
{
    private const string Role = EntraRoles.GlobalAdministrator;

    [Fact]
    public void Two_enabled_administrators_as_approvers_pass()
    {
        Approve(Administrator("Alice"), Administrator("Bob"));
        Expect(Role, Outcome.Pass, "2 approvers");
    }

    [Fact]
    public void Both_roles_are_judged()
    {
        Tenant.RolePolicy(GlobalAdministrator).RolePolicy("Privileged Role Administrator");
        Assert.Equal([Role, EntraRoles.PrivilegedRoleAdministrator], Run().Where(f => f.Outcome == Outcome.Fail).Select(f => f.SubjectId));
    }

    [Fact]
    public void No_approval_fails()
    {
        Tenant.RolePolicy(GlobalAdministrator);
        Expect(Role, Outcome.Fail, "without approval");
    }

    [Fact]
    public void A_policy_without_the_rule_fails()
    {
        Tenant.RolePolicy(GlobalAdministrator, approvers: [Administrator("Alice")], without: ["Approval_EndUser_Assignment"]);
        Expect(Role, Outcome.Fail, "rule is missing");
    }

    [Fact]
    public void A_role_without_a_policy_fails()
    {
        Expect(Role, Outcome.Fail, "no PIM settings");
    }

    [Fact]
    public void Approval_without_a_named_approver_is_a_warning()
    {
        Approve();
        Expect(Role, Outcome.Warning, "no approver is named");
    }

    [Fact]
    public void Approval_by_an_empty_group_fails()
    {
        Approve(Tenant.Group("Approvers"));
        Expect(Role, Outcome.Fail, "0 approvers");
    }

    [Fact]
    public void Members_of_a_nested_group_approve()
    {
        string outer = Tenant.Group("Approvers"), inner = Tenant.Group("Inner");
        Tenant.Member(outer, inner, Administrator("Alice")).Member(inner, Administrator("Bob"));
        Approve(outer);
        Expect(Role, Outcome.Pass);
    }

    [Fact]
    public void One_approver_named_twice_is_one()
    {
        string alice = Administrator("Alice"), group = Tenant.Group("Approvers");
        Tenant.Member(group, alice);
        Approve(alice, group);
        Expect(Role, Outcome.Fail, "1 approvers");
    }

    [Fact]
    public void A_disabled_approver_does_not_count()
    {
        string dan = Administrator("Dan", enabled: false);
        Approve(Administrator("Alice"), dan);
        Expect(Role, Outcome.Fail);
    }

    [Fact]
    public void An_approver_who_was_not_read_leaves_it_open()
    {
        Approve(Administrator("Alice"), TenantBuilder.Id("somebody"));
        Tenant.Unread(Datasets.Users, DatasetStatus.Partial);
        Expect(Role, Outcome.NotAssessed, "of 1 of the approvers it is unknown");
    }

    [Fact]
    public void An_approver_who_was_deleted_does_not_count()
    {
        Approve(Administrator("Alice"), TenantBuilder.Id("somebody"));
        Assert.Contains("deleted=1; unknown=0", Expect(Role, Outcome.Fail, "1 approvers").Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_approver_without_a_state_leaves_it_open()
    {
        Approve(Administrator("Alice"), Tenant.User("Bob", u => u with { AccountEnabled = null }));
        Expect(Role, Outcome.NotAssessed, "users lack whether they are enabled");
    }

    [Fact]
    public void Approvers_who_are_no_administrators_are_a_warning()
    {
        Approve(Tenant.User("Alice"), Tenant.User("Bob"));
        Expect(Role, Outcome.Warning, "only 0 of 2");
    }

    [Fact]
    public void Without_p2_it_is_not_assessed()
    {
        Tenant.Unread(Datasets.RoleManagementPolicyAssignments, DatasetStatus.NotLicensed);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    private string Administrator(string name, bool enabled = true)
    {
        string id = Tenant.User(name, u => u with { AccountEnabled = enabled });
        Tenant.Eligible(GlobalAdministrator, id);
        return id;
    }

    private void Approve(params string[] approvers) => Tenant.RolePolicy(GlobalAdministrator, approvers: approvers);
}
