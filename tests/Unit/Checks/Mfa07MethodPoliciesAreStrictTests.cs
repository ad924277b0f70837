using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Mfa07MethodPoliciesAreStrictTests() : CheckTest("MFA-07")
{
    [Theory]
    [InlineData(false, Outcome.Pass)]
    [InlineData(true, Outcome.Fail)]
    [InlineData(null, Outcome.NotAssessed)]
    public void Self_service_reset_of_administrators_must_be_off(bool? allowed, Outcome outcome)
    {
        Tenant.AuthorizationPolicy[0] = Tenant.AuthorizationPolicy[0] with { AllowedToUseSSPR = allowed };
        Assert.Equal(outcome, About("Self-service password reset").Outcome);
    }

    [Theory]
    [InlineData("enabled", true, Outcome.Pass)]
    [InlineData("enabled", false, Outcome.Fail)]
    [InlineData("enabled", null, Outcome.Fail)]
    [InlineData("disabled", false, Outcome.NotApplicable)]
    public void Passkeys_must_be_attested(string state, bool? enforced, Outcome outcome)
    {
        Methods(p => p with { AuthenticationMethodConfigurations = [new AuthenticationMethodConfiguration { Id = "Fido2", State = state, IsAttestationEnforced = enforced }] });
        Assert.Equal(outcome, About("Passkey attestation").Outcome);
    }

    [Fact]
    public void A_policy_without_passkeys_is_not_assessed()
    {
        Methods(p => p with { AuthenticationMethodConfigurations = [] });
        Assert.Equal(Outcome.NotAssessed, About("Passkey attestation").Outcome);
    }

    [Theory]
    [InlineData("migrationComplete", Outcome.Pass)]
    [InlineData(null, Outcome.Pass)]
    [InlineData("migrationInProgress", Outcome.Fail)]
    [InlineData("preMigration", Outcome.Fail)]
    public void Migration_must_be_complete(string? state, Outcome outcome)
    {
        Methods(p => p with { PolicyMigrationState = state });
        Assert.Equal(outcome, About("Method policy migration").Outcome);
    }

    [Fact]
    public void A_cloud_without_the_policy_is_not_assessed_and_what_was_read_still_fails()
    {
        Tenant.AuthorizationPolicy[0] = Tenant.AuthorizationPolicy[0] with { AllowedToUseSSPR = true };
        Tenant.Unread(Datasets.AuthenticationMethodsPolicy, DatasetStatus.NotSupported);
        Assert.Equal([Outcome.Fail, Outcome.NotAssessed], Run().Select(f => f.Outcome));
    }

    private Finding About(string what) => Assert.Single(Run(), f => f.Resource == what);

    private void Methods(Func<AuthenticationMethodsPolicy, AuthenticationMethodsPolicy> with) => Tenant.AuthenticationMethodsPolicy[0] = with(Tenant.AuthenticationMethodsPolicy[0]);

    [Fact]
    public void A_policy_that_every_tenant_has_and_that_is_not_there_is_not_assessed()
    {
        Tenant.AuthorizationPolicy.Clear();
        Tenant.AuthenticationMethodsPolicy.Clear();
        Assert.Equal(Outcome.NotAssessed, About("Self-service password reset").Outcome);
        Assert.Equal(Outcome.NotAssessed, About("Method policy migration").Outcome);
    }

    [Theory]
    [InlineData("registrationOnly", true, Outcome.Pass)]
    [InlineData("disabled", true, Outcome.Fail)]
    [InlineData("disabled", false, Outcome.Pass)]
    [InlineData("unknownFutureValue", true, Outcome.NotAssessed)]
    public void Passkey_profiles_that_people_may_use_decide_where_there_are_any(string second, bool used, Outcome outcome)
    {
        string profiles = $$"""[{"id":"p1","name":"Keys","attestationEnforcement":"registrationOnly"},{"id":"p2","name":"Phones","attestationEnforcement":"{{second}}"}]""";
        Methods(p => p with
        {
            AuthenticationMethodConfigurations =
            [
                new AuthenticationMethodConfiguration
                {
                    Id = "Fido2", State = "enabled", IsAttestationEnforced = true, Extra = Json("passkeyProfiles", profiles),
                    IncludeTargets = [new MethodTarget { Id = "all_users", TargetType = "group", Extra = Json("allowedPasskeyProfiles", used ? """["p1","p2"]""" : """["p1"]""") }],
                },
            ],
        });
        Finding finding = About("Passkey attestation");
        Assert.Equal(outcome, finding.Outcome);
        Assert.Equal(outcome == Outcome.Fail, finding.Reason.Contains("'Phones'", StringComparison.Ordinal));
    }

    [Fact]
    public void Profiles_that_are_named_and_not_told_prove_nothing()
    {
        Methods(p => p with { AuthenticationMethodConfigurations = [new AuthenticationMethodConfiguration { Id = "Fido2", State = "enabled", IsAttestationEnforced = true, Extra = Json("defaultPasskeyProfile", "\"p1\"") }] });
        Assert.Equal(Outcome.NotAssessed, About("Passkey attestation").Outcome);
    }

    private static Dictionary<string, System.Text.Json.JsonElement> Json(string name, string value) => new() { [name] = System.Text.Json.JsonDocument.Parse(value).RootElement.Clone() };
}
