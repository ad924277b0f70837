using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Mfa06TemporaryAccessPassesAreSingleUseTests() : AccessCheckTest("MFA-06")
{
    [Theory]
    [InlineData("enabled", false, Outcome.Fail)]
    [InlineData("enabled", true, Outcome.Pass)]
    [InlineData("disabled", false, Outcome.Pass)]
    [InlineData("notYetInvented", true, Outcome.NotAssessed)]
    [InlineData(null, true, Outcome.NotAssessed)]
    public void Passes_must_work_once(string? state, bool once, Outcome outcome)
    {
        Set(state, once, "all_users");
        Expect(Tenant.TenantId, outcome);
    }

    [Fact]
    public void Passes_that_administrators_may_not_use_do_not_matter()
    {
        Set("enabled", false, Excluding("Newcomers"));
        Expect(Tenant.TenantId, Outcome.Pass, "No administrator");
    }

    [Theory]
    [InlineData(true, Outcome.Fail)]
    [InlineData(false, Outcome.Pass)]
    public void An_exclusion_by_a_group_that_is_not_activated_does_not_help_before(bool eligible, Outcome outcome)
    {
        string excluded = Tenant.Group("Admins");
        Tenant.Assign(GlobalAdministrator, excluded);
        Set("enabled", false, "all_users");
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [Tenant.AuthenticationMethodsPolicy[0].AuthenticationMethodConfigurations![0] with { ExcludeTargets = [new MethodTarget { TargetType = "group", Id = excluded }] }] };
        if (eligible)
        {
            Tenant.EligibleInGroup(excluded, Tenant.User("Ben"));
        }

        Tenant.Member(excluded, Alice);
        Expect(Tenant.TenantId, outcome);
    }

    [Theory]
    [InlineData(true, 0, Outcome.Fail)]
    [InlineData(false, 60, Outcome.Fail)]
    [InlineData(false, -120, Outcome.Pass)]
    [InlineData(false, -30, Outcome.Pass)]
    [InlineData(null, -30, Outcome.Fail)]
    [InlineData(null, -120, Outcome.Pass)]
    [InlineData(null, null, Outcome.NotAssessed)]
    public void A_pass_that_works_now_or_later_fails(bool? usable, int? startsInMinutes, Outcome outcome)
    {
        Tenant.Method(Alice, "temporaryAccessPass", m => m with { IsUsable = usable, IsUsableOnce = true, StartDateTime = startsInMinutes is { } minutes ? TenantBuilder.Now.AddMinutes(minutes) : null, LifetimeInMinutes = 60 });
        Expect(Alice, outcome);
    }

    [Fact]
    public void A_policy_without_that_setting_proves_nothing()
    {
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [] };
        Expect(Tenant.TenantId, Outcome.NotAssessed, "Partial: authenticationMethodsPolicy");
    }

    [Fact]
    public void What_the_report_alone_names_is_not_assessed()
    {
        Tenant.Register(Alice, "temporaryAccessPass");
        Expect(Alice, Outcome.NotAssessed, "Partial");
        Tenant.UserRegistrationDetails.Clear();
        Tenant.Register(Alice, "fido2SecurityKey");
        Expect(Alice, Outcome.Pass);
    }

    private void Set(string? state, bool once, string target)
    {
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [new AuthenticationMethodConfiguration { Id = "TemporaryAccessPass", State = state, IsUsableOnce = once, IncludeTargets = [new MethodTarget { TargetType = "group", Id = target }] }] };
        Tenant.Register(Alice, "fido2SecurityKey");
    }
}
