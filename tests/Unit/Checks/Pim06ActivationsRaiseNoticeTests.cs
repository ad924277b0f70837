using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim06ActivationsRaiseNoticeTests() : CheckTest("PIM-06")
{
    private const string Role = EntraRoles.GlobalAdministrator, User = "fe930be7-5e62-47db-91af-98c3a49a38b1";

    [Fact]
    public void A_named_recipient_of_all_three_notices_passes()
    {
        Tenant.RolePolicy(GlobalAdministrator, notify: ["soc@contoso.com"]);
        Expect(Role, Outcome.Pass);
    }

    [Fact]
    public void The_default_recipients_alone_fail()
    {
        Tenant.RolePolicy(GlobalAdministrator, notify: []);
        Expect(Role, Outcome.Fail, "active assignments and eligible assignments and activations");
    }

    [Theory]
    [InlineData("Notification_Admin_Admin_Assignment", "active assignments")]
    [InlineData("Notification_Admin_Admin_Eligibility", "eligible assignments")]
    [InlineData("Notification_Admin_EndUser_Assignment", "activations")]
    public void A_missing_rule_fails(string rule, string words)
    {
        Tenant.RolePolicy(GlobalAdministrator, without: [rule]);
        Expect(Role, Outcome.Fail, words);
    }

    [Fact]
    public void Silent_activations_of_another_role_are_a_warning()
    {
        Tenant.RolePolicy(UserAdministrator, without: ["Notification_Admin_EndUser_Assignment"]);
        Expect(User, Outcome.Warning, "activations");
    }

    [Fact]
    public void Silent_assignments_of_another_role_fail()
    {
        Tenant.RolePolicy(UserAdministrator, without: ["Notification_Admin_Admin_Assignment"]);
        Expect(User, Outcome.Fail);
    }

    [Fact]
    public void A_disabled_account_and_an_empty_address_hear_nothing()
    {
        Tenant.User("Dan", u => u with { AccountEnabled = false, Mail = "dan@contoso.com" });
        Tenant.RolePolicy(GlobalAdministrator, notify: ["DAN@contoso.com", " "]);
        Expect(Role, Outcome.Fail);
    }

    [Fact]
    public void A_lesser_role_is_no_subject()
    {
        Tenant.RolePolicy(HelpdeskAdministrator, notify: []);
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }
}
