using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Mfa03StrongMethodIsEnforcedTests : AccessCheckTest
{
    public Mfa03StrongMethodIsEnforcedTests()
        : base("MFA-03") =>
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [.. new[] { "Fido2", "MicrosoftAuthenticator" }.Select(m => new AuthenticationMethodConfiguration { Id = m, State = "enabled", IncludeTargets = [new MethodTarget { TargetType = "group", Id = "all_users" }] })] };

    [Theory]
    [InlineData("fido2SecurityKey", true, Outcome.Pass, "PhishingResistantEnforced")]
    [InlineData("fido2SecurityKey", false, Outcome.Fail, "CanButNotForced")]
    [InlineData("microsoftAuthenticatorPush", true, Outcome.Fail, "ForcedButCannot")]
    [InlineData("microsoftAuthenticatorPush", false, Outcome.Fail, "WeakOnly")]
    [InlineData("securityQuestion", false, Outcome.Fail, "None")]
    public void Only_a_strong_method_that_is_demanded_passes(string method, bool forced, Outcome outcome, string words)
    {
        Tenant.Register(Alice, method);
        Tenant.Policy("Strength", "enabled", Everyone, forced ? PhishingResistant : Mfa);
        Expect(Alice, outcome, words);
    }

    [Theory]
    [InlineData("userRegistrationDetails")]
    [InlineData("conditionalAccessPolicies")]
    [InlineData("transitiveMemberships")]
    public void Nothing_passes_on_what_was_not_read(string dataset)
    {
        Tenant.Register(Alice, "fido2SecurityKey");
        Tenant.Policy("Strength", "enabled", Everyone, PhishingResistant);
        Tenant.Unread(Datasets.Find(dataset)!, DatasetStatus.NotLicensed);
        Assert.All(Run(), f => Assert.Equal(Outcome.NotAssessed, f.Outcome));
    }

    [Theory]
    [InlineData(false, false, Outcome.Pass)]
    [InlineData(false, true, Outcome.NotAssessed)]
    [InlineData(true, true, Outcome.Pass)]
    public void Where_privilege_may_stand_unread_what_only_roles_are_asked_for_proves_nothing(bool everyone, bool unread, Outcome outcome)
    {
        string bob = Tenant.User("Bob");
        Tenant.Register(bob, "fido2SecurityKey");
        Tenant.Eligible(UserAdministrator, bob);
        Tenant.Policy("Keys", "enabled", everyone ? Everyone : new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator)] }, PhishingResistant);
        if (unread)
        {
            Tenant.Unread(Datasets.Applications, DatasetStatus.Failed, reason: "the connection broke");
        }

        Expect(bob, outcome, outcome == Outcome.NotAssessed ? "Partial" : "");
    }

    [Fact]
    public void A_person_without_a_row_is_not_assessed()
    {
        Tenant.Policy("Strength", "enabled", Everyone, PhishingResistant);
        Expect(Alice, Outcome.NotAssessed, "Partial: userRegistrationDetails has no row");
    }

    [Fact]
    public void Break_glass_accounts_are_left_to_their_own_check()
    {
        Settings = new PostureSettings { BreakGlassAccounts = [Alice] };
        Expect(Alice, Outcome.NotApplicable, "CA-09");
    }

    [Fact]
    public void A_standing_role_that_no_policy_reaches_before_activation_fails()
    {
        Tenant.Register(Alice, "fido2SecurityKey");
        Tenant.Eligible(UserAdministrator, Alice);
        Tenant.Policy("Roles", "enabled", new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator)] }, PhishingResistant);
        Expect(Alice, Outcome.Fail, "CanButNotForced");
        Tenant.Policy("Standing", "enabled", new ConditionUsers { IncludeRoles = [Tenant.RoleId(GlobalAdministrator)] }, PhishingResistant);
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void A_group_that_hides_its_members_leaves_it_open()
    {
        Tenant.Register(Alice, "fido2SecurityKey");
        string hidden = Tenant.Group("CA-Exclusions", roleAssignable: false, with: g => g with { Visibility = "HiddenMembership" });
        Tenant.Policy("Keys", "enabled", Everyone with { ExcludeGroups = [hidden] }, PhishingResistant);
        Expect(Alice, Outcome.NotAssessed, "hides its members");
    }
}
