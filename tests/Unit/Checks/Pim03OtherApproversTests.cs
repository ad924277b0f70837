using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>PIM-03 where only settings of groups or of Azure roles name the approvers.</summary>
public sealed class Pim03OtherApproversTests() : CheckTest("PIM-03")
{
    [Fact]
    public void Administrators_in_a_group_that_only_the_setting_names_pass() =>
        Expect(Group(Tenant.OtherApproverGroup("Approvers", Administrator("Ben"), Administrator("Carl"))), Outcome.Pass, "2 approvers");

    [Fact]
    public void A_group_in_that_group_is_opened() =>
        Expect(Group(Tenant.OtherApproverGroup("Approvers", Tenant.OtherApproverGroup("Inner", Administrator("Ben"), Administrator("Carl")))), Outcome.Pass, "2 approvers");

    [Fact]
    public void An_empty_group_fails() => Expect(Group(Tenant.OtherApproverGroup("Approvers")), Outcome.Fail, "0 approvers");

    [Fact]
    public void A_group_of_an_empty_group_fails() => Expect(Group(Tenant.OtherApproverGroup("Approvers", Tenant.OtherApproverGroup("Inner"))), Outcome.Fail, "0 approvers");

    [Fact]
    public void A_disabled_approver_does_not_count() =>
        Expect(Group(Tenant.OtherApprover("Dan", u => u with { AccountEnabled = false }), Administrator("Ben")), Outcome.Fail, "1 approvers");

    [Fact]
    public void A_deleted_approver_does_not_count() => Assert.Contains("deleted=1", Expect(Group(TenantBuilder.Id("gone"), Administrator("Ben")), Outcome.Fail, "1 approvers").Evidence, StringComparison.Ordinal);

    [Fact]
    public void A_workload_in_the_group_approves_nothing()
    {
        string app = Tenant.ServicePrincipal("Robot");
        Assert.Contains("unknown=0", Expect(Group(Tenant.OtherApproverGroup("Approvers", app, Administrator("Ben"))), Outcome.Fail, "1 approvers").Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Approvers_who_are_no_administrators_are_a_warning() =>
        Expect(Group(Tenant.OtherApprover("Dora"), Tenant.OtherApprover("Emil")), Outcome.Warning, "only 0 of 2 approvers are administrators");

    [Theory]
    [InlineData(1, Outcome.Fail)]
    [InlineData(2, Outcome.Pass)]
    public void One_who_activates_and_is_the_only_approver_asks_nobody(int approvers, Outcome outcome)
    {
        Settings = With("minimumApprovers", 1);
        string group = Tenant.PimGroup(GlobalAdministrator, Tenant.Careful());
        string alice = Tenant.Users.Single(u => u.UserPrincipalName!.StartsWith("alice", StringComparison.OrdinalIgnoreCase)).Id;
        Tenant.Eligible(GlobalAdministrator, alice);
        Tenant.PimGroupPolicyAssignments.Clear();
        Tenant.PimGroupPolicy(group, Tenant.Careful() with { ApproverUserIds = approvers == 1 ? [alice] : [alice, Administrator("Ben")] });
        Expect(group, outcome);
    }

    [Fact]
    public void Members_that_were_refused_leave_it_open()
    {
        string group = Group(Tenant.OtherApproverGroup("Approvers"));
        Tenant.Unread(Datasets.PimApproverGroupMembers, DatasetStatus.NoPermission);
        Expect(group, Outcome.NotAssessed, "pimApproverGroupMembers");
    }

    [Fact]
    public void Users_that_were_refused_leave_it_open()
    {
        string group = Group(Tenant.OtherApprover("Dora"), Administrator("Ben"));
        Tenant.Unread(Datasets.PimApprovers, DatasetStatus.NoPermission);
        Expect(group, Outcome.NotAssessed, "pimApprovers");
    }

    [Fact]
    public void What_was_refused_does_not_matter_where_enough_are_known()
    {
        string group = Group(Tenant.OtherApprover("Dora"), Administrator("Ben"), Administrator("Carl"));
        Tenant.Unread(Datasets.PimApprovers, DatasetStatus.NoPermission);
        Expect(group, Outcome.Pass);
    }

    [Fact]
    public void An_Azure_role_with_two_administrators_as_approvers_passes() =>
        Assert.Equal(Scope, Expect(Azure(Tenant.OtherApproverGroup("Approvers", Administrator("Ben"), Administrator("Carl"))), Outcome.Pass, "2 approvers").Resource);

    [Fact]
    public void An_Azure_role_whose_approvers_are_gone_is_a_warning() => Expect(Azure(TenantBuilder.Id("gone")), Outcome.Warning, "0 approvers");

    [Fact]
    public void An_Azure_role_with_approval_by_nobody_is_a_warning() => Expect(Azure(), Outcome.Warning, "Azure roles have no default one");

    [Fact]
    public void Another_directory_role_with_approval_by_an_empty_group_is_a_warning()
    {
        Tenant.RolePolicy("Security Administrator", approvers: [Tenant.Group("Nobody")]);
        Expect("194ae4cb-b126-40b2-bd5b-6091b380977d", Outcome.Warning, "0 approvers");
    }

    private string Scope => field ??= Tenant.Subscription("Production", Tenant.ManagementGroup(Tenant.TenantId));

    private string Azure(params string[] approvers)
    {
        Tenant.EligibleAzure("Owner", Tenant.User("Bob"), Scope);
        Tenant.PimAzurePolicy("Owner", Scope, Tenant.Careful() with { ApproverUserIds = approvers });
        return "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";
    }

    private string Group(params string[] approvers) => Tenant.PimGroup(GlobalAdministrator, Tenant.Careful() with { ApproverUserIds = approvers });

    private string Administrator(string name)
    {
        string id = Tenant.User(name);
        Tenant.Eligible(GlobalAdministrator, id);
        return id;
    }
}
