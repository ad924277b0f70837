using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid08CredentialsAreRestrictedTests() : CheckTest("WID-08")
{
    private static readonly DateTimeOffset Always = DateTimeOffset.MinValue;

    [Fact]
    public void A_tenant_that_never_set_the_policy_fails_in_both()
    {
        Assert.Equal([("Client secrets", Outcome.Fail), ("Certificates", Outcome.Fail)], Run().Select(f => (f.Resource!, f.Outcome)));
    }

    [Fact]
    public void Blocked_secrets_and_capped_certificates_pass()
    {
        Restrict([Rule("passwordAddition")], [Rule("asymmetricKeyLifetime", "P365D")]);
        Assert.All(Run(), f => Assert.Equal(Outcome.Pass, f.Outcome));
    }

    [Theory]
    [InlineData("P180D", Outcome.Warning)]
    [InlineData("P181D", Outcome.Warning)]
    [InlineData("P182D", Outcome.Fail)]
    [InlineData(null, Outcome.Fail)]
    public void Secrets_that_are_only_capped_are_a_warning(string? lifetime, Outcome outcome)
    {
        Restrict([Rule("passwordLifetime", lifetime)], []);
        Assert.Equal(outcome, About("Client secrets").Outcome);
    }

    [Theory]
    [InlineData("P366D", Outcome.Pass)]
    [InlineData("P367D", Outcome.Fail)]
    [InlineData("P1Y", Outcome.Pass)]
    public void Certificates_are_capped_at_a_year(string lifetime, Outcome outcome)
    {
        Restrict([], [Rule("asymmetricKeyLifetime", lifetime)]);
        Assert.Equal(outcome, About("Certificates").Outcome);
    }

    [Fact]
    public void A_policy_that_is_off_a_rule_that_is_off_and_one_for_new_applications_alone_demand_nothing()
    {
        Restrict([Rule("passwordAddition")], [], enabled: false);
        Assert.Equal(Outcome.Fail, About("Client secrets").Outcome);
        Restrict([Rule("passwordAddition") with { State = "disabled" }], []);
        Assert.Equal(Outcome.Fail, About("Client secrets").Outcome);
        Restrict([Rule("passwordAddition") with { RestrictForAppsCreatedAfterDateTime = TenantBuilder.Now.AddYears(-1) }], []);
        Assert.Contains("for those made after 2025-11-02", About("Client secrets").Evidence, StringComparison.Ordinal);
        Assert.Equal(Outcome.Fail, About("Client secrets").Outcome);
    }

    [Fact]
    public void A_rule_for_applications_without_service_principals_demands_nothing()
    {
        Restrict([Rule("passwordAddition")], []);
        Tenant.DefaultAppManagementPolicy[0] = Tenant.DefaultAppManagementPolicy[0] with { ServicePrincipalRestrictions = null };
        Assert.Equal(Outcome.Fail, About("Client secrets").Outcome);
    }

    [Fact]
    public void A_policy_that_exempts_applications_is_a_warning_and_one_that_is_stricter_or_off_is_not()
    {
        Tenant.AppManagementPolicies.Add(Custom("stricter", true, Rule("passwordLifetime", "P30D")));
        Tenant.AppManagementPolicies.Add(Custom("off", false, Rule("passwordLifetime") with { State = "disabled" }));
        Assert.DoesNotContain(Run(), f => f.Resource == "Exemptions");
        Tenant.AppManagementPolicies.Add(Custom("Legacy", true, Rule("passwordAddition") with { State = "disabled" }));
        Assert.Contains("lifetimes: Legacy.", About("Exemptions").Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("P180D", false)]
    [InlineData("P3650D", true)]
    [InlineData(null, true)]
    public void A_policy_that_allows_applications_longer_lifetimes_is_a_warning(string? lifetime, bool warned)
    {
        Tenant.AppManagementPolicies.Add(Custom("Longer", true, Rule("passwordLifetime", lifetime)));
        Assert.Equal(warned, Run().Exists(f => f.Resource == "Exemptions" && f.Outcome == Outcome.Warning));
    }

    [Theory]
    [InlineData("AzureADMultipleOrgs", true, true, null, Outcome.Pass)]
    [InlineData("AzureADMultipleOrgs", true, null, true, Outcome.Pass)]
    [InlineData("AzureADMultipleOrgs", true, false, false, Outcome.Fail)]
    [InlineData("AzureADandPersonalMicrosoftAccount", false, true, true, Outcome.Fail)]
    public void A_multitenant_application_is_locked(string audience, bool enabled, bool? all, bool? both, Outcome outcome)
    {
        Multitenant(audience, new ServicePrincipalLock { IsEnabled = enabled, AllProperties = all, CredentialsWithUsageSign = both, CredentialsWithUsageVerify = both });
        Expect(Tenant.Applications[0].Id, outcome);
    }

    [Fact]
    public void Without_a_lock_it_fails_and_a_single_tenant_application_is_no_subject()
    {
        Multitenant("AzureADMultipleOrgs", null);
        Tenant.Application("own");
        Expect(Tenant.Applications[0].Id, Outcome.Fail);
        Assert.DoesNotContain(Run(), f => f.Subject == "own");
    }

    private static CredentialRestriction Rule(string type, string? lifetime = null) => new() { RestrictionType = type, State = "enabled", MaxLifetime = lifetime, RestrictForAppsCreatedAfterDateTime = Always };

    private static AppManagementPolicy Custom(string name, bool enabled, CredentialRestriction rule) => new() { Id = name, DisplayName = name, IsEnabled = enabled, Restrictions = new CredentialRestrictions { PasswordCredentials = [rule], KeyCredentials = [] } };

    private void Restrict(IReadOnlyList<CredentialRestriction> passwords, IReadOnlyList<CredentialRestriction> keys, bool enabled = true)
    {
        var restrictions = new CredentialRestrictions { PasswordCredentials = passwords, KeyCredentials = keys };
        Tenant.DefaultAppManagementPolicy[0] = Tenant.DefaultAppManagementPolicy[0] with { IsEnabled = enabled, ApplicationRestrictions = restrictions, ServicePrincipalRestrictions = restrictions };
    }

    private void Multitenant(string audience, ServicePrincipalLock? settings)
    {
        Tenant.Application("app");
        Tenant.Applications[0] = Tenant.Applications[0] with { SignInAudience = audience, ServicePrincipalLockConfiguration = settings };
    }

    private Finding About(string resource) => Assert.Single(Run(), f => f.Resource == resource);
}
