using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>PIM-05 beside directory roles: groups and Azure roles.</summary>
public sealed class Pim05OtherSettingsTests() : CheckTest("PIM-05")
{
    private const string Owner = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

    [Theory]
    [InlineData("Global Administrator", "PT4H", Outcome.Pass)]
    [InlineData("Global Administrator", "PT5H", Outcome.Fail)]
    [InlineData("Helpdesk Administrator", "PT8H", Outcome.Pass)]
    [InlineData("Helpdesk Administrator", "PT9H", Outcome.Fail)]
    public void A_group_has_the_limit_of_the_role_that_it_gives(string role, string activation, Outcome outcome)
    {
        // As lax as the role: PIM-07 finds nothing, so this check must.
        Tenant.RolePolicy(role, "P1D");
        Expect(Tenant.PimGroup(role, Tenant.Careful() with { Activation = activation }), outcome);
    }

    [Theory]
    [InlineData("/", 1)]
    [InlineData("/subscriptions/0d4d3f0e-9f1a-4f0c-8f43-3a5d0d0c0001/resourceGroups/g", 0)]
    public void A_role_that_somebody_may_activate_where_settings_are_not_read_is_not_assessed(string scope, int findings)
    {
        Tenant.EligibleAzure("Owner", Tenant.User("Bob"), scope);
        Assert.Equal(findings, Run().Count(f => f.Outcome == Outcome.NotAssessed && f.Resource == scope && f.Reason.Contains("no settings of the role at this scope", StringComparison.Ordinal)));
        Assert.DoesNotContain(Run(), f => f.Outcome == Outcome.Pass && f.Resource == scope);
    }

    [Fact]
    public void Owner_settings_that_are_laxer_than_those_of_members_fail_alone()
    {
        Tenant.RolePolicy(GlobalAdministrator, "P1D", permanentActive: true);
        string group = Tenant.PimGroup(GlobalAdministrator, Tenant.Careful(), Tenant.Careful() with { PermanentActive = true });
        Assert.Equal([(Outcome.Pass, "Membership"), (Outcome.Fail, "Ownership")], Run().Where(f => f.SubjectId == group).Select(f => (f.Outcome, f.Resource!)).Order());
    }

    [Fact]
    public void What_PIM_07_fails_already_is_a_warning_and_what_it_does_not_still_fails()
    {
        Tenant.RolePolicy(GlobalAdministrator, "PT4H", permanentActive: true);
        string group = Tenant.PimGroup(GlobalAdministrator, Tenant.Careful() with { Activation = "PT9H" }, Tenant.Careful() with { Activation = "PT9H", PermanentActive = true });
        Assert.Equal([(Outcome.Fail, Severity.High), (Outcome.Warning, Severity.Low)], Run().Where(f => f.SubjectId == group).OrderBy(f => f.Resource, StringComparer.Ordinal).Select(f => (f.Outcome, f.Severity)).Order());
        Assert.Contains(Run(), f => f.Reason.EndsWith("PIM-07 fails the group for it.", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_that_let_nobody_in_yet_are_a_warning()
    {
        string group = Tenant.Group("Tier0");
        Tenant.Assign(GlobalAdministrator, group);
        Tenant.PimGroupPolicy(group, Tenant.Careful() with { Activation = "P1D" });
        Expect(group, Outcome.Warning, "Nobody is assigned it in PIM yet");
    }

    [Fact]
    public void A_group_that_is_only_eligible_for_the_role_is_no_subject()
    {
        string group = Tenant.Group("Tier0");
        Tenant.Eligible(GlobalAdministrator, group);
        Tenant.RolePolicy(GlobalAdministrator).PimGroupPolicy(group, Tenant.Careful() with { Activation = "P1D" }).EligibleInGroup(group, Tenant.User("Alice"));
        Assert.DoesNotContain(Run(), f => f.SubjectId == group);
    }

    [Fact]
    public void A_group_that_lets_people_in_without_settings_is_not_assessed()
    {
        string group = Tenant.Group("Tier0");
        Tenant.Assign(GlobalAdministrator, group);
        Tenant.RolePolicy(GlobalAdministrator).EligibleInGroup(group, Tenant.User("Alice"));
        Expect(group, Outcome.NotAssessed, "Partial: pimGroupPolicyAssignments has no settings of the group's membership");
    }

    [Fact]
    public void What_breaks_a_limit_is_not_assessed_without_the_settings_of_the_role()
    {
        string group = Tenant.PimGroup(GlobalAdministrator, Tenant.Careful() with { Activation = "P1D" });
        Tenant.Unread(Datasets.RoleManagementPolicyAssignments, DatasetStatus.NoPermission);
        Expect(group, Outcome.NotAssessed, "so it is unknown whether PIM-07 fails the group for it");
    }

    [Theory]
    [InlineData(DatasetStatus.NoPermission)]
    [InlineData(DatasetStatus.Failed)]
    public void Refused_settings_of_groups_leave_the_roles_judged(DatasetStatus status)
    {
        Tenant.RolePolicy(GlobalAdministrator).Unread(Datasets.PimGroupPolicyAssignments, status);
        Assert.Equal([Outcome.Pass, Outcome.NotAssessed], Run().Select(f => f.Outcome));
        Assert.Equal("pimGroupPolicyAssignments", Run()[1].Resource);
    }

    [Theory]
    [InlineData(true, Outcome.Pass)]
    [InlineData(null, Outcome.Pass)]
    [InlineData(false, Outcome.Fail)]
    public void A_duration_that_is_not_enforced_limits_nothing(bool? enforced, Outcome outcome)
    {
        Tenant.RolePolicy(GlobalAdministrator);
        RoleManagementPolicyAssignment policy = Tenant.RoleManagementPolicyAssignments[0];
        Tenant.RoleManagementPolicyAssignments[0] = policy with { Policy = policy.Policy! with { Rules = [.. policy.Policy.Rules!.Select(r => r.Id == "Expiration_EndUser_Assignment" ? r with { IsExpirationRequired = enforced } : r)] } };
        Expect(EntraRoles.GlobalAdministrator, outcome);
    }

    [Theory]
    [InlineData("PT8H", Outcome.Pass)]
    [InlineData("PT8H1M", Outcome.Fail)]
    public void An_Azure_role_is_judged_at_its_scope(string activation, Outcome outcome)
    {
        string subscription = Azure(Tenant.Careful() with { Activation = activation });
        Finding finding = Expect(Owner, outcome);
        Assert.Equal((subscription, "Owner"), (finding.Resource, finding.Subject));
    }

    [Fact]
    public void An_Azure_role_at_the_tenant_root_group_has_the_limit_of_tier_0()
    {
        string root = Tenant.ManagementGroup(Tenant.TenantId);
        Tenant.EligibleAzure("Owner", Tenant.User("Alice"), root);
        Tenant.PimAzurePolicy("Owner", root, Tenant.Careful() with { Activation = "PT8H" });
        Assert.Equal(Severity.High, Expect(Owner, Outcome.Fail, "limit 4").Severity);
    }

    [Theory]
    [InlineData("Expiration_EndUser_Assignment")]
    [InlineData("Expiration_Admin_Assignment")]
    [InlineData("Expiration_Admin_Eligibility")]
    public void A_rule_that_an_Azure_role_lacks_fails(string rule)
    {
        Azure(Tenant.Careful() with { Without = [rule] });
        Assert.Equal(Severity.Medium, Expect(Owner, Outcome.Fail, "missing").Severity);
    }

    [Fact]
    public void An_Azure_role_that_somebody_may_activate_without_settings_is_not_assessed()
    {
        string subscription = Azure(null);
        Assert.Equal(subscription, Expect(Owner, Outcome.NotAssessed, "Partial: azureRolePolicyAssignments").Resource);
    }

    [Fact]
    public void Refused_settings_of_Azure_roles_leave_the_others_judged()
    {
        Azure(null);
        string group = Tenant.RolePolicy(GlobalAdministrator).PimGroup(GlobalAdministrator, Tenant.Careful());
        Tenant.Unread(Datasets.AzureRolePolicyAssignments, DatasetStatus.NoPermission);
        Assert.Equal([Outcome.Pass, Outcome.Pass, Outcome.NotAssessed], Run().Select(f => f.Outcome));
        Assert.Contains(Run(), f => f.SubjectId == group);
        Assert.Equal("azureRolePolicyAssignments", Run()[^1].Resource);
    }

    private string Azure(PimSettings? settings)
    {
        string subscription = Tenant.Subscription("Production", Tenant.ManagementGroup(Tenant.TenantId));
        Tenant.EligibleAzure("Owner", Tenant.User("Bob"), subscription);
        if (settings is not null)
        {
            Tenant.PimAzurePolicy("Owner", subscription, settings);
        }

        return subscription;
    }
}
