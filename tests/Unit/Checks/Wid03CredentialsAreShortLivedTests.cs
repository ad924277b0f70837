using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid03CredentialsAreShortLivedTests() : CheckTest("WID-03")
{
    private static readonly string App = Id("application:app");

    [Theory]
    [InlineData(10, 180, Outcome.Pass)]
    [InlineData(10, 181, Outcome.Fail)]
    [InlineData(160, 180, Outcome.Warning)]
    [InlineData(149, 180, Outcome.Pass)]
    [InlineData(181, 180, Outcome.Fail)]
    public void Secrets_live_180_days_at_most(int age, int lifetime, Outcome outcome)
    {
        Tenant.Application("app", Secret("s", age, lifetime));
        Expect(App, outcome);
    }

    [Theory]
    [InlineData(10, 365, Outcome.Pass)]
    [InlineData(10, 366, Outcome.Fail)]
    [InlineData(400, 365, Outcome.Fail)]
    public void Certificates_live_365_days_at_most(int age, int lifetime, Outcome outcome)
    {
        string id = Tenant.ServicePrincipal("app", s => s with { KeyCredentials = [Certificate("c", age, lifetime)] });
        Expect(id, outcome);
    }

    [Fact]
    public void Hours_beyond_the_last_whole_day_do_not_count()
    {
        Tenant.Application("app", Secret("s", 10, 180) with { EndDateTime = Now.AddDays(170).AddHours(23) });
        Expect(App, Outcome.Pass);
    }

    [Fact]
    public void An_expired_one_that_is_still_there_fails()
    {
        Tenant.Application("app", Secret("s", 100, 90));
        Expect(App, Outcome.Fail, "expired 10 days ago and is still there");
    }

    [Fact]
    public void A_secret_without_an_end_fails()
    {
        Tenant.Application("app", Secret("s", 10, 90) with { EndDateTime = null });
        Expect(App, Outcome.Fail, "has no end");
    }

    [Fact]
    public void A_secret_without_a_start_never_passes()
    {
        Tenant.Application("app", Secret("s", 10, 90) with { StartDateTime = null });
        Expect(App, Outcome.Warning, "no start");
    }

    [Theory]
    [InlineData(31, Outcome.Warning)]
    [InlineData(30, Outcome.Pass)]
    public void One_that_was_superseded_long_ago_is_a_warning(int newerAge, Outcome outcome)
    {
        Tenant.Application("app", Secret("old", 40, 180), Secret("new", newerAge, 180));
        Assert.Equal(outcome, Assert.Single(Run(), f => f.Resource!.Contains("old", StringComparison.Ordinal)).Outcome);
    }

    [Fact]
    public void A_privileged_one_weighs_more()
    {
        Tenant.Grant(Tenant.Application("app", Secret("s", 10, 400)), "RoleManagement.ReadWrite.Directory");
        Tenant.Application("other", Secret("o", 10, 400));
        Assert.Equal(Severity.High, Of(App).Severity);
        Assert.Equal(Severity.Medium, Of(Id("application:other")).Severity);
    }

    [Fact]
    public void Each_credential_of_each_object_has_its_finding()
    {
        Tenant.Application("app", Secret("s1", 10, 90), Secret("s2", 10, 900));
        Tenant.ServicePrincipals[0] = Tenant.ServicePrincipals[0] with { PasswordCredentials = [Secret("s3", 10, 90)], KeyCredentials = [Certificate("c", 10, 90)] };
        Assert.Equal(4, Run().Count);
    }

    [Fact]
    public void A_saml_signing_certificate_is_told_apart_with_both_its_halves()
    {
        KeyCredential sign = Certificate("saml", 10, 1095, usage: "Sign"), verify = Certificate("saml", 10, 1095) with { KeyId = Id("verify") };
        Tenant.ServicePrincipal("sso", s => s with { PreferredSingleSignOnMode = "saml", KeyCredentials = [sign, verify], PasswordCredentials = [Secret("p", 10, 1095) with { KeyId = sign.KeyId }] });
        Assert.All(Run(), f => Assert.Equal(Outcome.NotApplicable, f.Outcome));
        Assert.Equal(3, Run().Count);
    }

    [Fact]
    public void A_managed_identitys_certificates_are_azures_to_renew_and_a_secret_on_it_is_judged()
    {
        Tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("old", 80, 90), Certificate("new", 35, 90), Certificate("gone", 100, 90)], PasswordCredentials = [Secret("planted", 10, 365)] });
        Assert.Equal([Outcome.Fail, Outcome.NotApplicable, Outcome.NotApplicable, Outcome.NotApplicable], Run().Select(f => f.Outcome));
        Assert.All(AppCredentialReader.Read(new TenantAnalysis(Tenant.Build(), Settings)).Where(c => c.Kind == CredentialKind.Certificate), c => Assert.False(c.Stale));
    }

    [Fact]
    public void The_limits_come_from_the_settings()
    {
        Tenant.Application("app", Secret("s", 10, 90));
        Settings = With("maximumSecretLifetimeDays", 60);
        Expect(App, Outcome.Fail, "limit 60");
    }

    [Fact]
    public void A_tenant_without_credentials_says_so()
    {
        Tenant.Application("app");
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }
}
