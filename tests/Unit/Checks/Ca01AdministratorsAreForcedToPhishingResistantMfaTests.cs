using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca01AdministratorsAreForcedToPhishingResistantMfaTests() : AccessCheckTest("CA-01")
{
    [Fact]
    public void A_demand_for_everyone_and_everything_passes()
    {
        Tenant.Policy("Keys", "enabled", Everyone, PhishingResistant);
        Expect(Alice, Outcome.Pass);
    }

    [Theory]
    [InlineData("disabled", "Enable policy 'Keys'")]
    [InlineData("enabledForReportingButNotEnforced", "Enable policy 'Keys', which is report-only: that alone closes this for 1 of 1 account.")]
    public void A_policy_that_is_not_enforced_fails_and_enforcing_it_is_advised(string state, string advice)
    {
        Tenant.Policy("Keys", state, Everyone, PhishingResistant);
        Finding finding = Expect(Alice, Outcome.Fail, "The password alone opens");
        Assert.Equal(Severity.Critical, finding.Severity);
        Assert.StartsWith(advice, finding.Remediation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, false, Outcome.Warning, "not before")]
    [InlineData(false, true, Outcome.NotAssessed, "not all that gives privilege was read")]
    [InlineData(true, true, Outcome.Pass, "")]
    public void Where_privilege_may_stand_unread_what_only_roles_are_asked_for_is_no_verdict(bool everyone, bool unread, Outcome outcome, string words)
    {
        string bob = Tenant.User("Bob");
        Tenant.Eligible(UserAdministrator, bob);
        Tenant.Policy("Keys", "enabled", everyone ? Everyone : new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator), Tenant.RoleId(GlobalAdministrator)] }, PhishingResistant);
        if (unread)
        {
            Tenant.Unread(Datasets.Applications, DatasetStatus.Failed, reason: "the connection broke");
        }

        Expect(bob, outcome, words);
    }

    [Fact]
    public void Ordinary_MFA_fails_with_lesser_severity()
    {
        Tenant.Policy("MFA", "enabled", Everyone, Mfa);
        Finding finding = Expect(Alice, Outcome.Fail, "A method that can be phished opens");
        Assert.Equal(Severity.High, finding.Severity);
        Assert.StartsWith("Demand authentication strength 'Phishing-resistant MFA' in policy 'MFA'", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void Widening_a_policy_that_blocks_is_never_advised_for_it_locks_everyone_out()
    {
        Tenant.Policy("Legacy", "enabled", Everyone, Block, with: c => c with { ClientAppTypes = ["exchangeActiveSync", "other"] });
        Tenant.Policy("Everything", "disabled", Everyone, Block);
        Finding finding = Expect(Alice, Outcome.Fail, "The password alone opens");
        Assert.DoesNotContain("that alone closes", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_demand_bound_to_a_platform_is_advised_to_be_widened()
    {
        Tenant.Policy("Keys", "enabled", Everyone, PhishingResistant, with: c => c with { Platforms = new ConditionPlatforms { IncludePlatforms = ["windows"] } });
        Finding finding = Expect(Alice, Outcome.Fail, "The password alone opens");
        Assert.StartsWith("Let policy 'Keys' cover every location, platform and client: that alone closes this for 1 of 1 account.", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void An_exclusion_through_a_nested_group_fails_with_the_way_and_the_change()
    {
        string staff = Excluding("IT Staff", Alice);
        string exclusions = Excluding("CA-Exclusions", staff);
        Tenant.Policy("CA003", "enabled", Everyone with { ExcludeGroups = [exclusions] }, PhishingResistant);
        Finding finding = Expect(Alice, Outcome.Fail, "policy 'CA003' excludes group 'CA-Exclusions' (through 'IT Staff')");
        Assert.StartsWith("Take group 'CA-Exclusions' from the exclusions of policy 'CA003'", finding.Remediation, StringComparison.Ordinal);
    }

    [Fact]
    public void All_applications_with_one_exclusion_fails_there()
    {
        string payroll = TenantSimulator.Tenants.TenantBuilder.Id("app:payroll");
        Tenant.Policy("Keys", "enabled", Everyone, PhishingResistant, with: c => c with { Applications = c.Applications! with { ExcludeApplications = [payroll] } });
        Assert.Equal(payroll, Expect(Alice, Outcome.Fail, "excludes").Resource);
    }

    [Fact]
    public void A_role_covered_only_after_activation_is_a_warning()
    {
        string ben = Tenant.User("Ben");
        Tenant.Eligible(UserAdministrator, ben);
        Tenant.Policy("Roles", "enabled", new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator), Tenant.RoleId(GlobalAdministrator)] }, PhishingResistant);
        Expect(Alice, Outcome.Pass);
        Expect(ben, Outcome.Warning, "Forced once the eligible roles are activated, but not before");
    }

    [Fact]
    public void A_role_covered_only_before_activation_fails()
    {
        string ben = Tenant.User("Ben");
        Tenant.Eligible(UserAdministrator, ben);
        Tenant.Policy("All but", "enabled", Everyone with { ExcludeRoles = [Tenant.RoleId(UserAdministrator)] }, PhishingResistant);
        Expect(ben, Outcome.Fail, "excludes role 'User Administrator'");
    }

    [Fact]
    public void Declared_break_glass_and_disabled_accounts_are_left_out()
    {
        Settings = new PostureSettings { BreakGlassAccounts = [Alice] };
        string ben = Tenant.User("Ben", u => u with { AccountEnabled = false });
        Tenant.Assign(GlobalAdministrator, ben);
        Expect(Alice, Outcome.NotApplicable, "CA-09");
        Expect(ben, Outcome.NotApplicable, "disabled");
    }

    [Fact]
    public void An_unlicensed_tenants_empty_list_proves_nothing()
    {
        Tenant.Licensed(p1: false, p2: false).Unread(Datasets.ConditionalAccessPolicies, DatasetStatus.NotLicensed);
        Assert.All(Run(), f => Assert.Equal(Outcome.NotAssessed, f.Outcome));
    }

    [Fact]
    public void An_empty_list_of_a_licensed_tenant_fails() => Expect(Alice, Outcome.Fail, "no policy for this account and target demands more");

    [Fact]
    public void A_standing_role_that_is_covered_only_while_another_is_activated_fails()
    {
        Tenant.Eligible(UserAdministrator, Alice);
        Tenant.Policy("Roles", "enabled", new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator)] }, PhishingResistant);
        Expect(Alice, Outcome.Fail, "With Global Administrator, before anything is activated: The password alone opens");
    }

    [Fact]
    public void An_eligible_role_that_is_covered_only_beside_another_fails_and_one_covered_by_itself_does_not()
    {
        string ben = Tenant.User("Ben"), carl = Tenant.User("Carl");
        Tenant.Eligible(UserAdministrator, ben);
        Tenant.Eligible(GlobalAdministrator, ben);
        Tenant.Eligible(UserAdministrator, carl);
        Tenant.Policy("Roles", "enabled", new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator)] }, PhishingResistant);
        Expect(ben, Outcome.Fail, "With Global Administrator alone activated: The password alone opens");
        Expect(carl, Outcome.Warning, "Forced once the eligible roles are activated, but not before");
    }

    [Fact]
    public void An_Azure_role_activated_alone_is_not_reached_by_policies_for_directory_roles()
    {
        string ben = Tenant.User("Ben");
        Tenant.Eligible(UserAdministrator, ben);
        Tenant.Policy("Roles", "enabled", new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator)] }, PhishingResistant);
        Expect(ben, Outcome.Warning);
        Tenant.EligibleAzure("Owner", ben, Tenant.Subscription("Production"));
        Expect(ben, Outcome.Fail, "With Owner alone activated");
    }

    [Fact]
    public void A_group_that_is_activated_brings_the_policies_for_itself_and_its_role()
    {
        string ben = Tenant.User("Ben"), admins = Tenant.Group("Admins");
        Tenant.Assign(UserAdministrator, admins);
        Tenant.EligibleInGroup(admins, ben);
        Tenant.Eligible(GlobalAdministrator, ben);
        Tenant.Policy("Group", "enabled", new ConditionUsers { IncludeGroups = [admins], IncludeRoles = [Tenant.RoleId(GlobalAdministrator)] }, PhishingResistant);
        Expect(ben, Outcome.Warning, "but not before");
    }

    [Theory]
    [InlineData("HiddenMembership", false, Outcome.NotAssessed)]
    [InlineData("HiddenMembership", true, Outcome.Pass)]
    [InlineData("Private", false, Outcome.Pass)]
    public void Whom_a_group_that_hides_its_members_lets_out_is_not_known(string visibility, bool seen, Outcome outcome)
    {
        string hidden = Tenant.Group("CA-Exclusions", roleAssignable: false, with: g => g with { Visibility = visibility });
        string ben = Tenant.User("Ben");
        Tenant.Assign(GlobalAdministrator, ben);
        Tenant.Policy("Keys", "enabled", Everyone with { ExcludeGroups = [hidden] }, PhishingResistant);
        if (seen)
        {
            Tenant.Member(hidden, ben);
        }

        Finding finding = Expect(Alice, outcome);
        Assert.Equal(outcome == Outcome.NotAssessed, finding.Reason.Contains("Member.Read.Hidden", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_open_even_with_the_hidden_members_fails()
    {
        string hidden = Tenant.Group("CA-Exclusions", roleAssignable: false, with: g => g with { Visibility = "HiddenMembership" });
        Tenant.Policy("Keys", "enabled", Everyone with { ExcludeGroups = [hidden] }, Mfa);
        Expect(Alice, Outcome.Fail);
    }

    [Fact]
    public void A_guest_of_an_unknown_tenant_is_not_assessed_where_a_policy_hangs_on_it()
    {
        string guest = Tenant.Guest("Gina", u => u with { UserPrincipalName = "gina#EXT#@contoso.onmicrosoft.com", Mail = null });
        Tenant.Assign(GlobalAdministrator, guest);
        var fabrikam = new ConditionGuests { GuestOrExternalUserTypes = "b2bCollaborationGuest", ExternalTenants = new ConditionExternalTenants { MembershipKind = "enumerated", Members = [TenantSimulator.Tenants.TenantBuilder.Id("tenant:fabrikam")] } };
        Tenant.Policy("Keys", "enabled", Everyone with { ExcludeGuestsOrExternalUsers = fabrikam }, PhishingResistant);
        Expect(Alice, Outcome.Pass);
        Expect(guest, Outcome.NotAssessed, "the guest's home tenant is not known");
    }
}
