using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Mfa01AdministratorsHavePhishingResistantMethodsTests : CheckTest
{
    private readonly string alice;

    public Mfa01AdministratorsHavePhishingResistantMethodsTests()
        : base("MFA-01")
    {
        alice = Tenant.User("Alice");
        Tenant.Eligible(GlobalAdministrator, alice);
    }

    [Theory]
    [InlineData("fido2SecurityKey")]
    [InlineData("passKeyDeviceBound")]
    [InlineData("PASSKEYDEVICEBOUNDAUTHENTICATOR")]
    [InlineData("passKeySynced")]
    [InlineData("windowsHelloForBusiness")]
    [InlineData("macOsSecureEnclaveKey")]
    public void A_method_that_cannot_be_phished_passes(string method)
    {
        Tenant.Register(alice, "mobilePhone", method);
        Expect(alice, Outcome.Pass, method);
    }

    [Theory]
    [InlineData("mobilePhone")]
    [InlineData("microsoftAuthenticatorPush")]
    [InlineData("microsoftAuthenticatorPasswordless")]
    [InlineData("temporaryAccessPass")]
    [InlineData("hardwareOneTimePasscode")]
    [InlineData("externalAuthMethod")]
    public void A_method_that_can_be_phished_fails(string method)
    {
        Tenant.Register(alice, method);
        Expect(alice, Outcome.Fail, method);
    }

    [Fact]
    public void No_method_at_all_fails()
    {
        Tenant.Register(alice);
        Expect(alice, Outcome.Fail, "no method beside the password");
    }

    [Fact]
    public void A_user_without_a_row_is_not_assessed()
    {
        Tenant.Register(Tenant.User("Somebody else"), "fido2SecurityKey");
        Expect(alice, Outcome.NotAssessed, "Partial: userRegistrationDetails has no row");
    }

    [Theory]
    [InlineData(7, Outcome.Pass)]
    [InlineData(8, Outcome.NotAssessed)]
    public void A_row_that_is_too_old_proves_nothing(int days, Outcome outcome)
    {
        Tenant.UserRegistrationDetails.Add(new UserRegistrationDetails { Id = alice, MethodsRegistered = ["fido2SecurityKey"], LastUpdatedDateTime = TenantBuilder.Now.AddDays(-days) });
        Expect(alice, outcome);
    }

    [Fact]
    public void A_disabled_account_cannot_sign_in()
    {
        Tenant.Users[0] = Tenant.Users[0] with { AccountEnabled = false };
        Expect(alice, Outcome.NotApplicable);
    }

    [Theory]
    [InlineData("mobilePhone", Outcome.NotAssessed)]
    [InlineData("fido2SecurityKey", Outcome.Pass)]
    public void An_account_that_may_be_disabled_does_not_fail(string method, Outcome outcome)
    {
        Tenant.Register(alice, method).Unread(Datasets.Users, DatasetStatus.Failed);
        Expect(alice, outcome, outcome == Outcome.NotAssessed ? "the account may be disabled" : "");
    }

    [Fact]
    public void Without_a_p1_licence_nobody_is_assessed()
    {
        Tenant.Unread(Datasets.UserRegistrationDetails, DatasetStatus.NotLicensed);
        Assert.All(Run(), f => Assert.Equal(Outcome.NotAssessed, f.Outcome));
        Assert.Contains(Run(), f => f.Reason.StartsWith("NotLicensed: userRegistrationDetails needs Microsoft Entra ID P1", StringComparison.Ordinal));
    }

    [Fact]
    public void A_row_without_a_date_proves_nothing()
    {
        Tenant.UserRegistrationDetails.Add(new UserRegistrationDetails { Id = alice, MethodsRegistered = ["fido2SecurityKey"] });
        Expect(alice, Outcome.NotAssessed, "has no date");
    }

    [Fact]
    public void A_method_that_is_not_known_is_neither_strong_nor_weak()
    {
        Tenant.Register(alice, "mobilePhone", "somethingNew");
        Expect(alice, Outcome.NotAssessed, "the method 'somethingNew'");
    }

    [Theory]
    [InlineData("enabled", "all_users", Outcome.NotAssessed)]
    [InlineData("disabled", "all_users", Outcome.Fail)]
    [InlineData("enabled", "0f0f0f0f-0000-0000-0000-000000000001", Outcome.Fail)]
    public void Where_a_certificate_may_serve_nothing_registered_is_no_proof_that_there_is_none(string state, string target, Outcome outcome)
    {
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [new AuthenticationMethodConfiguration { Id = "X509Certificate", State = state, IncludeTargets = [new MethodTarget { TargetType = "group", Id = target }] }] };
        Tenant.Register(alice, "mobilePhone");
        Expect(alice, outcome);
    }

    [Fact]
    public void Two_rows_of_one_account_do_no_harm()
    {
        Tenant.Register(alice, "mobilePhone").Register(alice, "mobilePhone");
        Expect(alice, Outcome.Fail);
    }
}
