using Ed2402Posture.Core.Checks;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca08PolicyGroupsAreProtectedTests() : AccessCheckTest("CA-08")
{
    [Fact]
    public void A_role_assignable_group_owned_by_tier_0_passes()
    {
        string group = Tenant.Group("Protected");
        Tenant.Owner(group, Alice);
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeGroups = [group] }, Mfa);
        Expect(group, Outcome.Pass);
    }

    [Fact]
    public void A_group_in_restricted_management_passes()
    {
        string group = Tenant.Group("Restricted", roleAssignable: false, with: g => g with { IsManagementRestricted = true });
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeGroups = [group] }, Mfa);
        Expect(group, Outcome.Pass);
    }

    [Fact]
    public void An_ordinary_group_fails_and_one_nested_in_it_too()
    {
        string nested = Excluding("Nested"), group = Excluding("Exclusions", nested);
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeGroups = [group] }, Mfa);
        Expect(group, Outcome.Fail, "Anyone who manages groups can change its members");
        Expect(nested, Outcome.Fail);
    }

    [Fact]
    public void An_owner_below_tier_0_fails()
    {
        string owner = Tenant.User("Owner"), group = Tenant.Group("Owned");
        Tenant.Owner(group, owner);
        Tenant.Policy("MFA", "enabled", Everyone with { IncludeUsers = [], IncludeGroups = [group] }, Mfa);
        Expect(group, Outcome.Fail, "It is owned by Owner, not of tier 0");
    }

    [Fact]
    public void A_rule_on_what_users_can_change_fails()
    {
        string group = Tenant.Group("Dynamic", roleAssignable: false, with: g => g with { IsManagementRestricted = true, MembershipRule = "user.displayName -startsWith \"ADM\"" });
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeGroups = [group] }, Mfa);
        Expect(group, Outcome.Fail, "user.displayName");
    }

    [Fact]
    public void A_group_of_a_policy_that_is_not_enforced_does_not_count()
    {
        Tenant.Policy("MFA", "disabled", Everyone with { ExcludeGroups = [Excluding("Exclusions")] }, Mfa);
        Expect(Tenant.TenantId, Outcome.NotApplicable);
    }
}
