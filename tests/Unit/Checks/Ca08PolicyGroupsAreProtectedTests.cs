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

    [Theory]
    [InlineData("user.displayName -startsWith \"ADM\"", "user.displayName, which users")]
    [InlineData("(user.mobile -startsWith \"+47\")", "user.mobile, which users")]
    [InlineData("user.userPrincipalName -match \"adm\"", "home tenant decides")]
    [InlineData("(user.mail -match \"adm\") and (user.userType -eq \"Member\")", null)]
    [InlineData("(user.mail -match \"adm\") -and (user.userType -ne \"Guest\")", null)]
    [InlineData("user.mail -notContains \"adm\" -and user.userType -eq 'Member'", null)]
    [InlineData("not (user.userType -eq \"Member\") and (user.mail -match \"adm\")", "home tenant decides")]
    [InlineData("user.department -eq \"IT\"", null)]
    [InlineData("(user.mail -match \"adm\") -or (user.userType -eq \"Member\")", "home tenant decides")]
    [InlineData("user.mail -match \"adm\" or (user.userType -eq \"Member\")", "home tenant decides")]
    [InlineData("user.memberof -any (group.objectId -in ['3c25adf1-6a72-4f5c-a8e0-000000000000'])", "manage the other group")]
    [InlineData("user.employeeId -eq \"user.mobile\"", null)]
    [InlineData("user.extensionAttribute1 -eq \"T0\"", null)]
    public void A_rule_on_what_users_or_guests_decide_fails(string rule, string? words)
    {
        string group = Tenant.Group("Dynamic", roleAssignable: false, with: g => g with { IsManagementRestricted = true, MembershipRule = rule });
        Tenant.Policy("MFA", "enabled", Everyone with { ExcludeGroups = [group] }, Mfa);
        Expect(group, words is null ? Outcome.Pass : Outcome.Fail, words ?? "");
    }

    [Fact]
    public void A_group_of_a_policy_that_is_not_enforced_does_not_count()
    {
        Tenant.Policy("MFA", "disabled", Everyone with { ExcludeGroups = [Excluding("Exclusions")] }, Mfa);
        Expect(Tenant.TenantId, Outcome.NotApplicable);
    }
}
