using Ed2402Posture.Core.Checks;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid02PrivilegedWorkloadsUseNoSecretsTests() : CheckTest("WID-02")
{
    private const string Tier0Permission = "RoleManagement.ReadWrite.Directory";

    [Fact]
    public void A_secret_on_the_application_fails()
    {
        string deploy = Tenant.Application("deploy", Secret("s", 10, 90));
        Tenant.Grant(deploy, Tier0Permission);
        Expect(deploy, Outcome.Fail, "on the application can sign in as RoleManagement.ReadWrite.Directory");
    }

    [Fact]
    public void A_secret_that_lives_only_on_the_service_principal_fails()
    {
        string hidden = Tenant.ServicePrincipal("hidden", s => s with { PasswordCredentials = [Secret("s", 10, 90)] });
        Tenant.Grant(hidden, Tier0Permission);
        Expect(hidden, Outcome.Fail, "on the service principal object");
    }

    [Theory]
    [InlineData(false, null, Outcome.Warning)]
    [InlineData(true, true, Outcome.Warning)]
    [InlineData(true, false, Outcome.Fail)]
    [InlineData(null, null, Outcome.Fail)]
    public void A_secret_of_a_disabled_service_principal_works_again_once_it_is_enabled(bool? enabled, bool? disabledByMicrosoft, Outcome outcome)
    {
        string deploy = Tenant.Application("deploy", Secret("s", 10, 90));
        Tenant.Grant(deploy, Tier0Permission);
        Tenant.ServicePrincipals[0] = Tenant.ServicePrincipals[0] with { AccountEnabled = enabled, IsDisabled = disabledByMicrosoft };
        Expect(deploy, outcome, outcome == Outcome.Warning ? "is disabled; once it is enabled again" : "can sign in as");
    }

    [Fact]
    public void A_certificate_alone_passes()
    {
        string deploy = Tenant.ServicePrincipal("deploy", s => s with { KeyCredentials = [Certificate("c", 10, 90)] });
        Tenant.Grant(deploy, Tier0Permission);
        Expect(deploy, Outcome.Pass);
    }

    [Theory]
    [InlineData(91, Outcome.Pass)]
    [InlineData(89, Outcome.Fail)]
    [InlineData(-1, Outcome.Fail)]
    public void An_expired_secret_passes_and_one_that_is_still_to_come_fails(int ageDays, Outcome outcome)
    {
        string deploy = Tenant.Application("deploy", Secret("s", ageDays, 90));
        Tenant.Grant(deploy, Tier0Permission);
        Expect(deploy, outcome);
    }

    [Fact]
    public void A_directory_role_makes_it_privileged_too()
    {
        string deploy = Tenant.Application("deploy", Secret("s", 10, 90));
        Tenant.Assign("Application Administrator", deploy);
        Expect(deploy, Outcome.Fail, "Application Administrator");
    }

    [Fact]
    public void An_application_without_privilege_is_no_subject()
    {
        Tenant.Grant(Tenant.Application("reader", Secret("s", 10, 90)), "User.ReadBasic.All");
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void A_managed_identity_passes()
    {
        string host = Tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity" });
        Tenant.Grant(host, Tier0Permission);
        Expect(host, Outcome.Pass, "managed identity");
    }

    [Fact]
    public void An_application_of_another_tenant_hides_its_credentials()
    {
        string partner = Tenant.ServicePrincipal("partner", s => s with { AppOwnerOrganizationId = Id("tenant:Fabrikam") });
        Tenant.Grant(partner, Tier0Permission);
        Expect(partner, Outcome.NotAssessed, "NotSupported: applications of another tenant");
    }

    [Fact]
    public void Microsofts_own_application_is_not_asked_for_and_a_secret_planted_on_it_fails()
    {
        string first = Tenant.ServicePrincipal("Microsoft service", s => s with { AppOwnerOrganizationId = BuiltInRoles.MicrosoftTenantId });
        string planted = Tenant.ServicePrincipal("Exchange", s => s with { AppOwnerOrganizationId = BuiltInRoles.MicrosoftTenantId, PasswordCredentials = [Secret("s", 1, 90)] });
        Tenant.Grant(first, Tier0Permission).Grant(planted, Tier0Permission);
        Expect(first, Outcome.NotApplicable);
        Expect(planted, Outcome.Fail);
    }

    [Fact]
    public void The_password_of_a_saml_signing_certificate_is_no_client_secret_unless_saml_is_off()
    {
        var sign = Certificate("saml", 10, 1095, usage: "Sign");
        var password = Secret("saml", 10, 1095) with { KeyId = sign.KeyId };
        string saml = Tenant.ServicePrincipal("sso", s => s with { PreferredSingleSignOnMode = "saml", KeyCredentials = [sign], PasswordCredentials = [password] });
        string other = Tenant.ServicePrincipal("other", s => s with { KeyCredentials = [sign], PasswordCredentials = [password] });
        string mixed = Tenant.ServicePrincipal("mixed", s => s with { PreferredSingleSignOnMode = "saml", KeyCredentials = [sign], PasswordCredentials = [password, Secret("extra", 1, 90)] });
        Tenant.Grant(saml, Tier0Permission).Grant(other, Tier0Permission).Grant(mixed, Tier0Permission);
        Expect(saml, Outcome.Pass);
        Expect(other, Outcome.Fail);
        Expect(mixed, Outcome.Fail, "1 client secrets");
    }
}
