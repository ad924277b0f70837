using Ed2402Posture.Core.Checks;
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
}
