using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid05NoCredentialsOnOthersApplicationsTests() : CheckTest("WID-05")
{
    [Fact]
    public void A_secret_on_microsofts_own_service_principal_fails()
    {
        Expect(Principal(BuiltInRoles.MicrosoftTenantId, Secret("s", 400, 720)), Outcome.Fail, "belongs to Microsoft");
    }

    [Fact]
    public void A_certificate_on_a_partners_fails_and_its_age_is_shown()
    {
        string id = Tenant.ServicePrincipal("partner", s => s with { AppOwnerOrganizationId = Id("tenant:Fabrikam"), KeyCredentials = [Certificate("c", 400, 720)] });
        Assert.Contains("400 days old", Expect(id, Outcome.Fail, "belongs to tenant").Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void One_on_a_disabled_service_principal_is_a_warning()
    {
        string id = Principal(BuiltInRoles.MicrosoftTenantId, Secret("s", 10, 90));
        Tenant.ServicePrincipals[0] = Tenant.ServicePrincipals[0] with { AccountEnabled = false };
        Expect(id, Outcome.Warning, "which is disabled");
    }

    [Fact]
    public void An_expired_one_is_a_warning()
    {
        Expect(Principal(BuiltInRoles.MicrosoftTenantId, Secret("s", 100, 90)), Outcome.Warning, "have expired");
    }

    [Fact]
    public void An_application_of_this_tenant_passes_and_one_without_an_owner_is_a_warning()
    {
        Expect(Principal(Tenant.TenantId, Secret("s", 10, 90)), Outcome.Pass);
        Expect(Tenant.ServicePrincipal("legacy", s => s with { AppOwnerOrganizationId = null, PasswordCredentials = [Secret("l", 10, 90)] }), Outcome.Warning);
    }

    [Fact]
    public void An_allowed_hybrid_application_passes()
    {
        string id = Principal(BuiltInRoles.MicrosoftTenantId, Secret("s", 10, 90));
        Settings = new PostureSettings { AllowedServicePrincipals = [Id("app:principal")] };
        Expect(id, Outcome.Pass, "allow");
    }

    [Fact]
    public void Saml_signing_certificates_of_gallery_applications_and_managed_identities_are_no_subjects()
    {
        KeyCredential sign = Certificate("saml", 10, 1095, usage: "Sign");
        Tenant.ServicePrincipal("sso", s => s with { AppOwnerOrganizationId = Id("gallery"), PreferredSingleSignOnMode = "saml", KeyCredentials = [sign], PasswordCredentials = [Secret("p", 10, 1095) with { KeyId = sign.KeyId }] });
        Tenant.ServicePrincipal("vm", s => s with { AppOwnerOrganizationId = null, ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("vm", 10, 90)] });
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    private string Principal(string owner, PasswordCredential secret) => Tenant.ServicePrincipal("principal", s => s with { AppOwnerOrganizationId = owner, PasswordCredentials = [secret] });
}
