using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>PIM-03 for groups that give one of its roles.</summary>
public sealed class Pim03GroupApprovalTests() : CheckTest("PIM-03")
{
    [Fact]
    public void A_group_with_two_administrators_as_approvers_passes()
    {
        Expect(Tenant.PimGroup(GlobalAdministrator, Approved("Ben", "Carl")), Outcome.Pass, "2 approvers");
    }

    [Fact]
    public void A_group_without_approval_fails_where_the_role_has_none_either()
    {
        Tenant.RolePolicy(GlobalAdministrator);
        Assert.Equal("Membership", Expect(Tenant.PimGroup(GlobalAdministrator, Tenant.Careful()), Outcome.Fail, "Membership is activated without approval").Resource);
    }

    [Fact]
    public void A_group_without_approval_is_a_warning_where_PIM_07_fails_it_as_laxer()
    {
        Tenant.RolePolicy(GlobalAdministrator, approvers: [Administrator("Ben"), Administrator("Carl")]);
        Expect(Tenant.PimGroup(GlobalAdministrator, Tenant.Careful()), Outcome.Warning, "PIM-07 fails the group");
    }

    [Fact]
    public void Approval_of_members_alone_leaves_owners_open()
    {
        Tenant.RolePolicy(GlobalAdministrator);
        string group = Tenant.PimGroup(GlobalAdministrator, Approved("Ben", "Carl"), Tenant.Careful());
        Assert.Equal([(Outcome.Pass, "Membership"), (Outcome.Fail, "Ownership")], Run().Where(f => f.SubjectId == group).Select(f => (f.Outcome, f.Resource!)).Order());
    }

    [Fact]
    public void A_policy_without_the_rule_fails()
    {
        Tenant.RolePolicy(GlobalAdministrator);
        Expect(Tenant.PimGroup(GlobalAdministrator, Approved("Ben", "Carl") with { Without = ["Approval_EndUser_Assignment"] }), Outcome.Fail, "missing from the group's PIM settings");
    }

    [Fact]
    public void One_approver_is_too_few()
    {
        Expect(Tenant.PimGroup(GlobalAdministrator, Approved("Ben")), Outcome.Fail, "1 approvers");
    }

    [Fact]
    public void No_named_approver_is_a_warning_of_its_own()
    {
        Expect(Tenant.PimGroup(GlobalAdministrator, Approved()), Outcome.Warning, "groups have no default one");
    }

    [Fact]
    public void Groups_with_another_role_and_Azure_roles_are_no_subject()
    {
        string subscription = Tenant.Subscription("Production", Tenant.ManagementGroup(Tenant.TenantId)), group = Tenant.PimGroup(HelpdeskAdministrator, Tenant.Careful());
        Tenant.EligibleAzure("Owner", Tenant.User("Bob"), subscription);
        Tenant.PimAzurePolicy("Owner", subscription, Tenant.Careful());
        Assert.DoesNotContain(Run(), f => f.SubjectId == group || f.Resource == subscription);
    }

    [Fact]
    public void Refused_settings_of_groups_leave_the_roles_judged()
    {
        Tenant.RolePolicy(GlobalAdministrator).RolePolicy("Privileged Role Administrator").Unread(Datasets.PimGroupPolicyAssignments, DatasetStatus.NoPermission);
        Assert.Equal([Outcome.Fail, Outcome.Fail, Outcome.NotAssessed], Run().Select(f => f.Outcome));
    }

    private PimSettings Approved(params string[] approvers) => Tenant.Careful() with { ApproverUserIds = [.. approvers.Select(Administrator)] };

    private string Administrator(string name)
    {
        string id = Tenant.User(name);
        Tenant.Eligible(GlobalAdministrator, id);
        return id;
    }
}
