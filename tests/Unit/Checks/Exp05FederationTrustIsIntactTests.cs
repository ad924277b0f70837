using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Exp05FederationTrustIsIntactTests() : CheckTest("EXP-05")
{
    private const string Legacy = "legacy.contoso.com", Issuer = "http://sts.legacy.contoso.com/adfs/services/trust";

    [Fact]
    public void Without_a_federated_domain_the_tenant_passes() => Expect(Tenant.TenantId, Outcome.Pass, "No domain is federated");

    [Fact]
    public void A_declared_federation_passes_and_an_undeclared_one_fails()
    {
        Tenant.Federate(Legacy);
        Expect(Legacy, Outcome.Fail, "not declared");
        Settings = Declared(null);
        Expect(Legacy, Outcome.Pass);
        Settings = Declared(Issuer);
        Expect(Legacy, Outcome.Pass);
        Settings = Declared("http://sts.other.com/adfs/services/trust");
        Expect(Legacy, Outcome.Fail, "its issuer is");
    }

    [Theory]
    [InlineData("http://any.sts/1A2B3C4D", Outcome.Fail)]
    [InlineData("not an address", Outcome.Fail)]
    [InlineData("http://contoso.com/adfs/services/trust", Outcome.Warning)]
    [InlineData("http://sts.legacy.contoso.com/adfs/services/trust", Outcome.Pass)]
    public void An_issuer_of_another_house_fails(string issuer, Outcome outcome)
    {
        Settings = Declared(null);
        Tenant.Federate(Legacy, f => f with { IssuerUri = issuer });
        Expect(Legacy, outcome);
    }

    [Fact]
    public void An_identity_provider_that_keeps_its_own_name_passes_when_that_is_declared_and_else_warns()
    {
        Settings = Declared(null);
        Tenant.Federate(Legacy, f => f with { IssuerUri = "http://www.okta.com/exk1", PassiveSignInUri = "https://contoso.okta.com/app/office365/exk1/sso/wsfed/passive" });
        Expect(Legacy, Outcome.Warning, "No issuer is declared");
        Settings = Declared("http://www.okta.com/exk1");
        Expect(Legacy, Outcome.Pass);
    }

    [Theory]
    [InlineData(1096, Outcome.Pass)]
    [InlineData(1097, Outcome.Fail)]
    public void A_certificate_for_more_than_three_years_fails(int days, Outcome outcome)
    {
        Settings = Declared(null);
        Tenant.Federate(Legacy, f => f with { SigningCertificate = SigningCertificate("CN=x", ageDays: 10, lifetimeDays: days) });
        Expect(Legacy, outcome);
    }

    [Theory]
    [InlineData(45, Outcome.Pass)]
    [InlineData(46, Outcome.Fail)]
    public void A_second_certificate_fails_unless_the_first_ends_soon(int daysLeft, Outcome outcome)
    {
        Settings = Declared(null);
        Tenant.Federate(Legacy, f => f with { SigningCertificate = SigningCertificate("CN=x", ageDays: 365 - daysLeft, lifetimeDays: 365), NextSigningCertificate = SigningCertificate("CN=x", ageDays: 1, lifetimeDays: 365) });
        Expect(Legacy, outcome);
    }

    [Fact]
    public void A_second_certificate_of_another_subject_fails_even_in_a_rollover()
    {
        Settings = Declared(null);
        Tenant.Federate(Legacy, f => f with { SigningCertificate = SigningCertificate("CN=x", ageDays: 360, lifetimeDays: 365), NextSigningCertificate = SigningCertificate("CN=y", ageDays: 1, lifetimeDays: 365) });
        Expect(Legacy, Outcome.Fail, "another subject");
    }

    [Fact]
    public void The_same_certificate_twice_passes()
    {
        Settings = Declared(null);
        Tenant.Federate(Legacy, f => f with { NextSigningCertificate = f.SigningCertificate });
        Expect(Legacy, Outcome.Pass);
    }

    [Fact]
    public void A_certificate_that_cannot_be_read_fails()
    {
        Settings = Declared(null);
        Tenant.Federate(Legacy, f => f with { SigningCertificate = "AAAA" });
        Expect(Legacy, Outcome.Fail, "cannot be read");
    }

    [Fact]
    public void Trust_in_its_multifactor_authentication_is_a_warning()
    {
        Settings = Declared(null);
        Tenant.Federate(Legacy, f => f with { FederatedIdpMfaBehavior = "acceptIfMfaDoneByFederatedIdp" });
        Expect(Legacy, Outcome.Warning, "multifactor");
    }

    [Fact]
    public void A_federated_domain_whose_settings_are_missing_is_not_assessed()
    {
        Tenant.Federate(Legacy);
        Tenant.DomainFederationConfigurations.Clear();
        Expect(Legacy, Outcome.NotAssessed, "Partial: domainFederationConfigurations");
    }

    [Fact]
    public void Without_the_domains_nothing_passes()
    {
        Tenant.Unread(Datasets.Domains, DatasetStatus.NoPermission);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    private static PostureSettings Declared(string? issuer) => new() { FederatedDomains = [new FederatedDomain { Domain = "Legacy.Contoso.com", IssuerUri = issuer }] };
}
