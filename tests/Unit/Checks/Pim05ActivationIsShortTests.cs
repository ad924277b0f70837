using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim05ActivationIsShortTests() : CheckTest("PIM-05")
{
    private const string Role = EntraRoles.GlobalAdministrator, Helpdesk = "729827e3-9c14-49f7-bb1b-9608f156bbb8";

    [Theory]
    [InlineData("PT30M", Outcome.Pass)]
    [InlineData("PT4H", Outcome.Pass)]
    [InlineData("PT4H1M", Outcome.Fail)]
    [InlineData("PT8H", Outcome.Fail)]
    [InlineData("P1D", Outcome.Fail)]
    public void Four_hours_are_the_limit_in_tier_0(string activation, Outcome outcome)
    {
        Tenant.RolePolicy(GlobalAdministrator, activation);
        Expect(Role, outcome);
    }

    [Theory]
    [InlineData("PT8H", Outcome.Pass)]
    [InlineData("PT8H30M", Outcome.Fail)]
    public void Eight_hours_are_the_limit_elsewhere(string activation, Outcome outcome)
    {
        Tenant.RolePolicy(HelpdeskAdministrator, activation).Eligible(HelpdeskAdministrator, Tenant.User("Alice"));
        Expect(Helpdesk, outcome);
    }

    [Fact]
    public void A_lesser_role_that_nobody_holds_is_no_subject()
    {
        Tenant.RolePolicy(HelpdeskAdministrator, "P1D");
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void Permanent_active_assignments_fail()
    {
        Tenant.RolePolicy(GlobalAdministrator, permanentActive: true);
        Expect(Role, Outcome.Fail, "Permanent active assignments are allowed");
    }

    [Theory]
    [InlineData(null, Outcome.Warning)]
    [InlineData("P1Y", Outcome.Pass)]
    [InlineData("P366D", Outcome.Warning)]
    [InlineData("P180D", Outcome.Pass)]
    public void Eligibility_that_may_last_longer_than_a_year_is_a_warning(string? eligibility, Outcome outcome)
    {
        Tenant.RolePolicy(GlobalAdministrator, eligibility: eligibility);
        Expect(Role, outcome);
    }

    [Theory]
    [InlineData("Expiration_EndUser_Assignment")]
    [InlineData("Expiration_Admin_Assignment")]
    [InlineData("Expiration_Admin_Eligibility")]
    public void A_missing_rule_fails(string rule)
    {
        Tenant.RolePolicy(GlobalAdministrator, without: [rule]);
        Expect(Role, Outcome.Fail, "missing");
    }

    [Fact]
    public void A_duration_that_is_none_fails()
    {
        Tenant.RolePolicy(GlobalAdministrator, activation: "four hours");
        Expect(Role, Outcome.Fail, "duration is missing");
    }

    [Fact]
    public void A_role_in_use_without_settings_fails()
    {
        Tenant.Eligible(GlobalAdministrator, Tenant.User("Alice"));
        Expect(Role, Outcome.Fail, "no PIM settings");
    }

    [Fact]
    public void The_limits_come_from_the_settings()
    {
        Tenant.RolePolicy(GlobalAdministrator, "PT2H");
        Settings = With("maximumActivationHoursTier0", 1);
        Expect(Role, Outcome.Fail, "limit 1");
    }
}
