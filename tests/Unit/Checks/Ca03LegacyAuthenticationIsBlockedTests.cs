using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca03LegacyAuthenticationIsBlockedTests() : AccessCheckTest("CA-03")
{
    [Fact]
    public void A_block_of_both_legacy_clients_passes()
    {
        Tenant.Policy("Legacy", "enabled", Everyone, Block, clientAppTypes: ["exchangeActiveSync", "other"]);
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void A_block_of_one_legacy_client_fails()
    {
        Tenant.Policy("Legacy", "enabled", Everyone, Block, clientAppTypes: ["other"]);
        Expect(Alice, Outcome.Fail, "Exchange ActiveSync");
    }

    [Fact]
    public void A_demand_for_MFA_of_modern_clients_alone_fails()
    {
        Tenant.Policy("MFA", "enabled", Everyone, Mfa, clientAppTypes: ["browser", "mobileAppsAndDesktopClients"]);
        Expect(Alice, Outcome.Fail, "policy 'MFA' does not cover Exchange ActiveSync");
    }

    [Fact]
    public void A_demand_that_legacy_clients_cannot_meet_blocks_them()
    {
        Tenant.Policy("MFA", "enabled", Everyone, Mfa);
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void Security_defaults_block_legacy_clients()
    {
        Tenant.SecurityDefaults[0] = new SecurityDefaultsPolicy { Id = Tenant.SecurityDefaults[0].Id, IsEnabled = true };
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void A_block_for_a_role_that_is_not_always_active_leaves_the_standing_one_open()
    {
        Tenant.Eligible(UserAdministrator, Alice);
        string ben = Tenant.User("Ben");
        Tenant.Eligible(UserAdministrator, ben);
        Tenant.Policy("Legacy", "enabled", new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator)] }, Block, clientAppTypes: ["exchangeActiveSync", "other"]);
        Expect(Alice, Outcome.Fail, "With Global Administrator, before anything is activated: Legacy authentication opens");
        Expect(ben, Outcome.Pass);
    }

    [Fact]
    public void Where_Azure_was_not_read_an_eligible_account_may_have_privilege_before_it_activates_anything()
    {
        string ben = Tenant.User("Ben"), carl = Tenant.User("Carl");
        Tenant.Eligible(UserAdministrator, ben);
        Tenant.Assign(UserAdministrator, carl);
        Tenant.Policy("Legacy", "enabled", new ConditionUsers { IncludeRoles = [Tenant.RoleId(UserAdministrator)] }, Block, clientAppTypes: ["exchangeActiveSync", "other"]);
        Expect(ben, Outcome.Pass);
        Tenant.Unread(Core.Snapshots.Datasets.AzureRoleAssignments, Core.Snapshots.DatasetStatus.NoPermission);
        Expect(ben, Outcome.NotAssessed, "Partial: not all that gives privilege was read");
        Expect(carl, Outcome.Pass);
    }
}
