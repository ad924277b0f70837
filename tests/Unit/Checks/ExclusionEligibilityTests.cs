using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>People who may activate a membership of a group that a policy excludes. The group carries no privilege.</summary>
public sealed class ExclusionEligibilityTests() : AccessCheckTest("CA-01")
{
    private string Exceptions => field ??= Tenant.Group("MFA exceptions", roleAssignable: false);

    private void Without(string group) => Tenant.Policy("Keys", "enabled", Everyone with { ExcludeGroups = [group] }, PhishingResistant);

    [Fact]
    public void Who_may_step_out_of_the_policy_by_activating_a_membership_fails()
    {
        Without(Exceptions);
        Tenant.EligibleInGroup(Exceptions, Alice);
        string ben = Tenant.User("Ben");
        Tenant.Assign(GlobalAdministrator, ben);
        Expect(Alice, Outcome.Fail, "MFA exceptions");
        Expect(ben, Outcome.Pass);
    }

    [Fact]
    public void Who_is_eligible_for_a_role_and_for_the_exclusion_fails_in_that_combination()
    {
        string ben = Tenant.User("Ben"), cara = Tenant.User("Cara");
        Tenant.Eligible(GlobalAdministrator, ben);
        Tenant.Eligible(GlobalAdministrator, cara);
        Without(Exceptions);
        Tenant.EligibleInGroup(Exceptions, ben);
        Expect(ben, Outcome.Fail, "MFA exceptions");
        Expect(cara, Outcome.Pass);
    }

    [Fact]
    public void A_group_nested_in_the_excluded_one_leads_out_too()
    {
        string nested = Tenant.Group("Contractors", roleAssignable: false);
        Tenant.Member(Exceptions, nested);
        Without(Exceptions);
        Tenant.EligibleInGroup(nested, Alice);
        Expect(Alice, Outcome.Fail, "MFA exceptions");
    }

    [Fact]
    public void A_member_of_a_group_that_is_eligible_may_activate_it_too()
    {
        string team = Tenant.Group("Team", roleAssignable: false);
        Tenant.Member(team, Alice);
        Without(Exceptions);
        Tenant.EligibleInGroup(Exceptions, team);
        Expect(Alice, Outcome.Fail, "MFA exceptions");
    }

    [Fact]
    public void One_activation_may_lead_to_the_next()
    {
        string first = Tenant.Group("First", roleAssignable: false);
        Without(Exceptions);
        Tenant.Policy("Other", "enabled", Everyone with { ExcludeGroups = [first] }, Mfa);
        Tenant.EligibleInGroup(first, Alice).EligibleInGroup(Exceptions, first);
        Expect(Alice, Outcome.Fail, "MFA exceptions");
    }

    [Fact]
    public void What_does_not_let_anyone_out_passes()
    {
        string other = Tenant.Group("Others", roleAssignable: false);
        Without(Exceptions);
        Tenant.Policy("Reported", "enabledForReportingButNotEnforced", Everyone with { ExcludeGroups = [other] }, PhishingResistant);
        Tenant.EligibleInGroup(other, Alice).EligibleInGroup(Exceptions, Tenant.User("Nobody"))
            .EligibleInGroup(Exceptions, Alice, end: TenantSimulator.Tenants.TenantBuilder.Now.AddDays(-1)).EligibleInGroup(Exceptions, Alice, start: TenantSimulator.Tenants.TenantBuilder.Now.AddDays(1)).EligibleInGroup(Exceptions, Alice, owner: true);
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void A_policy_that_stays_makes_up_for_it()
    {
        Without(Exceptions);
        Tenant.Policy("Keys for all", "enabled", Everyone, PhishingResistant);
        Tenant.EligibleInGroup(Exceptions, Alice);
        Expect(Alice, Outcome.Pass);
    }

    [Theory]
    [InlineData(DatasetStatus.NotLicensed, Outcome.Pass)]
    [InlineData(DatasetStatus.NoPermission, Outcome.NotAssessed)]
    [InlineData(DatasetStatus.Partial, Outcome.NotAssessed)]
    [InlineData(DatasetStatus.NotCollected, Outcome.NotAssessed)]
    public void Nobody_passes_while_it_is_not_known_who_is_eligible(DatasetStatus status, Outcome outcome)
    {
        Without(Exceptions);
        Tenant.Unread(Datasets.ExclusionGroupEligibilityInstances, status);
        Assert.Equal([outcome], Run().Select(f => f.Outcome).Distinct());
        Assert.Equal(outcome == Outcome.Pass, new TenantAnalysis(Tenant.Build(), Settings).ConditionalAccess.Completeness == "Complete");
    }
}
