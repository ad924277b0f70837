using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Mfa02NoWeakMethodIsUsableTests() : AccessCheckTest("MFA-02")
{
    [Fact]
    public void A_weak_method_that_is_allowed_fails()
    {
        Allow("Sms");
        Tenant.Register(Alice, "fido2SecurityKey", "mobilePhone");
        Expect(Alice, Outcome.Fail, "Text message");
    }

    [Fact]
    public void A_weak_method_that_is_not_allowed_passes_once_the_older_settings_are_out_of_use()
    {
        Tenant.Register(Alice, "fido2SecurityKey", "mobilePhone");
        Allow("Fido2");
        Expect(Alice, Outcome.Pass, "not allowed");
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { PolicyMigrationState = "migrationInProgress" };
        Expect(Alice, Outcome.Warning, "settings that cannot be read");
    }

    [Fact]
    public void A_person_excluded_from_the_weak_method_passes()
    {
        string admins = Excluding("Admins", Alice);
        Allow("Sms");
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [Tenant.AuthenticationMethodsPolicy[0].AuthenticationMethodConfigurations![0] with { ExcludeTargets = [new MethodTarget { TargetType = "group", Id = admins }] }] };
        Tenant.Register(Alice, "mobilePhone");
        Expect(Alice, Outcome.Pass);
    }

    [Fact]
    public void Strong_methods_alone_pass()
    {
        Tenant.Register(Alice, "fido2SecurityKey", "windowsHelloForBusiness");
        Expect(Alice, Outcome.Pass, "no weaker method");
    }

    [Fact]
    public void A_missing_or_old_row_is_not_assessed()
    {
        Expect(Alice, Outcome.NotAssessed, "has no row");
        Tenant.UserRegistrationDetails.Add(new UserRegistrationDetails { Id = Alice, MethodsRegistered = ["fido2SecurityKey"], LastUpdatedDateTime = TenantSimulator.Tenants.TenantBuilder.Now.AddDays(-8) });
        Expect(Alice, Outcome.NotAssessed, "too old");
    }

    [Fact]
    public void A_refused_report_is_not_assessed()
    {
        Tenant.Register(Alice, "fido2SecurityKey").Unread(Datasets.UserRegistrationDetails, DatasetStatus.NoPermission);
        Assert.All(Run(), f => Assert.Equal(Outcome.NotAssessed, f.Outcome));
    }

    private void Allow(string method) => Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [new AuthenticationMethodConfiguration { Id = method, State = "enabled", IncludeTargets = [new MethodTarget { TargetType = "group", Id = "all_users" }] }] };

    [Fact]
    public void An_exclusion_by_a_group_that_is_not_activated_does_not_help_before()
    {
        string ben = Tenant.User("Ben"), admins = Tenant.Group("Admins");
        Tenant.Assign(GlobalAdministrator, admins);
        Tenant.EligibleInGroup(admins, ben);
        Allow("Sms");
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [Tenant.AuthenticationMethodsPolicy[0].AuthenticationMethodConfigurations![0] with { ExcludeTargets = [new MethodTarget { TargetType = "group", Id = admins }] }] };
        Tenant.Register(ben, "mobilePhone");
        Expect(ben, Outcome.Fail, "Text message");
    }

    [Fact]
    public void A_method_that_is_not_known_may_be_a_weak_one()
    {
        Tenant.Register(Alice, "fido2SecurityKey", "somethingNew");
        Expect(Alice, Outcome.NotAssessed, "the method 'somethingNew'");
    }
}
