using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca02ExclusionsAreBreakGlassAloneTests() : AccessCheckTest("CA-02")
{
    [Fact]
    public void An_exclusion_fails_and_its_absence_passes()
    {
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeUsers = [Alice] }, Mfa);
        string ben = Tenant.User("Ben");
        Tenant.Assign(GlobalAdministrator, ben);
        Expect(Alice, Outcome.Fail, "Policy 'MFA' excludes the account");
        Expect(ben, Outcome.Pass);
    }

    [Fact]
    public void An_exclusion_that_other_policies_make_up_for_is_a_warning()
    {
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeUsers = [Alice] }, Mfa);
        Tenant.Policy("Keys", "enabled", Everyone, PhishingResistant);
        Expect(Alice, Outcome.Warning, "Other policies make up for it");
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("enabledForReportingButNotEnforced")]
    public void An_exclusion_from_what_is_not_enforced_does_not_count(string state)
    {
        Tenant.Policy("MFA", state, Everyone with { ExcludeUsers = [Alice] }, Mfa);
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void An_exclusion_from_a_policy_that_is_for_others_does_not_count()
    {
        Tenant.Policy("Helpdesk", "enabled", Everyone with { IncludeUsers = [], IncludeRoles = [Tenant.RoleId(HelpdeskAdministrator)], ExcludeUsers = [Alice] }, Mfa);
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void A_large_excluded_group_is_a_warning_and_a_small_one_passes()
    {
        string travellers = Excluding("Travellers"), small = Excluding("Small", Tenant.User("Ben"));
        Tenant.ExtraMembers[travellers] = 11;
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeGroups = [travellers, small] }, Mfa);
        Expect(travellers, Outcome.Warning, "has 11 members");
        Expect(small, Outcome.Pass, "has 1 members");
        Settings = With("maximumExclusionGroupMembers", 11);
        Expect(travellers, Outcome.Pass);
    }

    [Fact]
    public void A_number_that_was_not_read_is_said_and_never_small()
    {
        string travellers = Excluding("Travellers");
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeGroups = [travellers] }, Mfa);
        Tenant.Unread(Datasets.ExclusionGroupSizes, DatasetStatus.NoPermission);
        Assert.StartsWith("NoPermission", Expect(travellers, Outcome.NotAssessed).Reason, StringComparison.Ordinal);
        Expect(Alice, Outcome.Pass);
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("enabledForReportingButNotEnforced")]
    public void Groups_of_policies_that_are_not_enforced_or_are_for_others_do_not_count(string state)
    {
        string travellers = Excluding("Travellers"), others = Excluding("Others");
        Tenant.ExtraMembers[travellers] = Tenant.ExtraMembers[others] = 500;
        Tenant.Policy("MFA", state, Everyone with { ExcludeGroups = [travellers] }, Mfa);
        Tenant.Policy("Staff", "enabled", new ConditionUsers { IncludeUsers = [Tenant.User("Ben")], ExcludeGroups = [others] }, Mfa);
        Assert.DoesNotContain(Run(), f => f.SubjectType == "Group");
    }
}
