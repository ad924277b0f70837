using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>PIM-06 beside directory roles: groups and Azure roles.</summary>
public sealed class Pim06OtherSettingsTests() : CheckTest("PIM-06")
{
    private const string Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

    [Fact]
    public void A_group_with_a_recipient_passes_and_its_owners_without_one_fail()
    {
        string group = Tenant.PimGroup(GlobalAdministrator, Tenant.Careful(), Tenant.Careful() with { NotificationRecipients = [] });
        Assert.Equal([(Outcome.Pass, "Membership"), (Outcome.Fail, "Ownership")], Run().Where(f => f.SubjectId == group).Select(f => (f.Outcome, f.Resource!)).Order());
    }

    [Theory]
    [InlineData("Global Administrator", Outcome.Fail)]
    [InlineData("User Administrator", Outcome.Warning)]
    public void Silent_activations_of_a_group_count_as_those_of_its_role(string role, Outcome outcome)
    {
        Expect(Tenant.PimGroup(role, Tenant.Careful() with { Without = ["Notification_Admin_EndUser_Assignment"] }), outcome, "activations");
    }

    [Fact]
    public void Only_a_disabled_recipient_is_none()
    {
        Tenant.User("Off", u => u with { AccountEnabled = false });
        Expect(Tenant.PimGroup(GlobalAdministrator, Tenant.Careful() with { NotificationRecipients = ["off@contoso.com"] }), Outcome.Fail);
    }

    [Theory]
    [InlineData("All", Outcome.Pass)]
    [InlineData(null, Outcome.Pass)]
    [InlineData("Critical", Outcome.Fail)]
    [InlineData("Something", Outcome.Fail)]
    public void Critical_emails_only_do_not_tell_of_assignments(string? level, Outcome outcome)
    {
        Tenant.RolePolicy(GlobalAdministrator);
        RoleManagementPolicyAssignment policy = Tenant.RoleManagementPolicyAssignments[0];
        Tenant.RoleManagementPolicyAssignments[0] = policy with { Policy = policy.Policy! with { Rules = [.. policy.Policy.Rules!.Select(r => r with { NotificationLevel = level })] } };
        Expect(EntraRoles.GlobalAdministrator, outcome);
    }

    [Theory]
    [InlineData(true, Outcome.Pass)]
    [InlineData(false, Outcome.Fail)]
    public void An_Azure_role_is_judged_at_its_scope(bool heard, Outcome outcome)
    {
        string subscription = Tenant.Subscription("Production", Tenant.ManagementGroup(Tenant.TenantId));
        Tenant.EligibleAzure("Owner", Tenant.User("Bob"), subscription);
        Tenant.PimAzurePolicy("Owner", subscription, heard ? Tenant.Careful() : Tenant.Careful() with { Without = ["Notification_Admin_Admin_Assignment"] });
        Assert.Equal(subscription, Expect(Owner, outcome).Resource);
    }

    [Fact]
    public void Refused_settings_of_groups_leave_the_roles_judged()
    {
        Tenant.RolePolicy(GlobalAdministrator, notify: []).Unread(Datasets.PimGroupPolicyAssignments, DatasetStatus.NoPermission);
        Assert.Equal([Outcome.Fail, Outcome.NotAssessed], Run().Select(f => f.Outcome));
    }
}
