using Ed2402Posture.Core;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Authentication;

public sealed class EffectiveStrengthTests
{
    private readonly TenantBuilder tenant = new();

    public EffectiveStrengthTests()
    {
        tenant.BuiltInStrengths();
        Allow("Fido2", "MicrosoftAuthenticator", "Sms");
    }

    [Theory]
    [InlineData(true, "fido2SecurityKey", EffectiveStrength.PhishingResistantEnforced)]
    [InlineData(false, "passKeyDeviceBoundAuthenticator", EffectiveStrength.CanButNotForced)]
    [InlineData(true, "microsoftAuthenticatorPush", EffectiveStrength.ForcedButCannot)]
    [InlineData(false, "microsoftAuthenticatorPush", EffectiveStrength.WeakOnly)]
    [InlineData(false, "", EffectiveStrength.None)]
    [InlineData(false, "softwareOneTimePasscode", EffectiveStrength.None)]
    [InlineData(true, "windowsHelloForBusiness", EffectiveStrength.PhishingResistantEnforced)]
    public void Registered_allowed_and_demanded_together_decide(bool forced, string method, EffectiveStrength expected)
    {
        string ada = Administrator("Ada", method);
        Demand(forced ? "4" : "2");
        Assert.Equal(expected, Row(ada).EffectiveStrength);
    }

    [Fact]
    public void A_method_that_the_policy_does_not_allow_the_user_does_not_count()
    {
        string ada = Administrator("Ada", "fido2SecurityKey"), ben = Administrator("Ben", "fido2SecurityKey");
        string excluded = tenant.Group("No keys", roleAssignable: false);
        tenant.Member(excluded, ada);
        tenant.AuthenticationMethodsPolicy[0] = tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [Configuration("Fido2") with { ExcludeTargets = [new MethodTarget { TargetType = "group", Id = excluded }] }] };
        Demand("4");
        Assert.Equal((EffectiveStrength.ForcedButCannot, EffectiveStrength.PhishingResistantEnforced), (Row(ada).EffectiveStrength, Row(ben).EffectiveStrength));
    }

    [Fact]
    public void A_strength_that_does_not_accept_what_one_has_locks_out()
    {
        string ada = Administrator("Ada", "windowsHelloForBusiness");
        tenant.AuthenticationStrengthPolicies.Add(new AuthenticationStrengthPolicy { Id = TenantBuilder.Id("keys"), DisplayName = "Keys", AllowedCombinations = ["fido2"] });
        tenant.Policy("Keys", "enabled", new ConditionUsers { IncludeUsers = ["All"] }, new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = new AuthenticationStrengthPolicy { Id = TenantBuilder.Id("keys") } });
        Assert.Equal(EffectiveStrength.ForcedButCannot, Row(ada).EffectiveStrength);
        Assert.Contains("'Keys' does not accept Windows Hello for Business", Row(ada).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strength_that_is_demanded_in_some_sign_ins_alone_or_beside_an_alternative_locks_nobody_out()
    {
        string ada = Administrator("Ada", "windowsHelloForBusiness");
        Demand("4");
        tenant.AuthenticationStrengthPolicies.Add(new AuthenticationStrengthPolicy { Id = TenantBuilder.Id("keys"), DisplayName = "Keys", AllowedCombinations = ["fido2"] });
        var keys = new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = new AuthenticationStrengthPolicy { Id = TenantBuilder.Id("keys") } };
        tenant.Policy("At risk", "enabled", new ConditionUsers { IncludeUsers = ["All"] }, keys, with: c => c with { SignInRiskLevels = ["high"] });
        tenant.Policy("Or compliant", "enabled", new ConditionUsers { IncludeUsers = ["All"] }, keys with { BuiltInControls = ["compliantDevice"] });
        Assert.Equal(EffectiveStrength.PhishingResistantEnforced, Row(ada).EffectiveStrength);
        tenant.Policy("And compliant", "enabled", new ConditionUsers { IncludeUsers = ["All"] }, keys with { Operator = "AND", BuiltInControls = ["compliantDevice"] });
        Assert.Equal(EffectiveStrength.ForcedButCannot, Row(ada).EffectiveStrength);
    }

    [Fact]
    public void Weak_methods_beside_strong_ones_are_listed_while_they_are_allowed()
    {
        string ada = Administrator("Ada", "fido2SecurityKey", "mobilePhone", "softwareOneTimePasscode");
        Assert.Equal(("Passkey (FIDO2)", "Text message"), (Row(ada).PhishingResistant, Row(ada).WeakMethods));
        tenant.AuthenticationMethodsPolicy[0] = tenant.AuthenticationMethodsPolicy[0] with { PolicyMigrationState = "migrationInProgress" };
        Assert.Equal("Text message; Software one-time passcode", Row(ada).WeakMethods);
    }

    [Fact]
    public void Certificates_cannot_be_read_per_person()
    {
        string ada = Administrator("Ada", "mobilePhone");
        Allow("X509Certificate", "Sms");
        Demand("4");
        Assert.Equal(EffectiveStrength.NotAssessed, Row(ada).EffectiveStrength);
        Allow("Sms");
        Assert.Equal(EffectiveStrength.ForcedButCannot, Row(ada).EffectiveStrength);
    }

    [Fact]
    public void A_row_that_is_missing_or_old_proves_nothing_unless_the_own_list_was_read()
    {
        string missing = tenant.User("Missing"), old = Administrator("Old", "fido2SecurityKey");
        tenant.Assign("Global Administrator", missing);
        tenant.UserRegistrationDetails[0] = tenant.UserRegistrationDetails[0] with { LastUpdatedDateTime = TenantBuilder.Now.AddDays(-8) };
        Demand("4");
        Assert.Equal((EffectiveStrength.NotAssessed, EffectiveStrength.NotAssessed), (Row(missing).EffectiveStrength, Row(old).EffectiveStrength));
        Assert.StartsWith("Partial: userRegistrationDetails of this account dates from 2026-10-25", Row(old).Reason, StringComparison.Ordinal);
        tenant.Method(missing, "password").Method(missing, "fido2").Method(old, "password");
        Assert.Equal((EffectiveStrength.PhishingResistantEnforced, EffectiveStrength.ForcedButCannot), (Row(missing).EffectiveStrength, Row(old).EffectiveStrength));
    }

    [Theory]
    [InlineData("userRegistrationDetails")]
    [InlineData("conditionalAccessPolicies")]
    [InlineData("transitiveMemberships")]
    [InlineData("authenticationMethodsPolicy")]
    public void What_was_not_read_is_not_assessed(string dataset)
    {
        string ada = Administrator("Ada", "fido2SecurityKey");
        Demand("4");
        tenant.Unread(Datasets.Find(dataset)!, DatasetStatus.NoPermission);
        Assert.Equal(EffectiveStrength.NotAssessed, Row(ada).EffectiveStrength);
        Assert.NotEmpty(Row(ada).Reason);
    }

    [Fact]
    public void The_last_method_used_is_of_the_newest_sign_in_that_succeeded_and_tells_one()
    {
        string ada = Administrator("Ada", "fido2SecurityKey"), bob = Administrator("Bob", "fido2SecurityKey");
        DateTimeOffset at = TenantBuilder.Now.AddDays(-3);
        tenant.SignIn(ada, ["Windows Hello for Business"], s => s with { CreatedDateTime = at.AddHours(-1) }).SignIn(ada, ["Password", "Text message"], s => s with { CreatedDateTime = at });
        tenant.SignIn(ada, ["Previously satisfied"], s => s with { CreatedDateTime = at.AddHours(1) }).SignIn(ada, ["FIDO2 security key"], s => s with { CreatedDateTime = at.AddHours(2), Status = new SignInStatus { ErrorCode = 500121 } });
        Assert.Equal(("Password + Text message", at), (Row(ada).LastUsedMethod, Row(ada).LastUsedAt));
        Assert.Equal((null, null), (Row(bob).LastUsedMethod, Row(bob).LastUsedAt));
        tenant.Unread(Datasets.PrivilegedSignIns, DatasetStatus.Partial);
        Assert.Null(Row(ada).LastUsedMethod);
    }

    [Theory]
    [InlineData("fido2", Requirement.PhishingResistantMfa)]
    [InlineData("password,x509CertificateMultiFactor", Requirement.Mfa)]
    [InlineData("temporaryAccessPassOneTime", Requirement.Mfa)]
    [InlineData("password", Requirement.None)]
    [InlineData("federatedMultiFactor", Requirement.Mfa)]
    [InlineData("somethingNew", Requirement.None)]
    [InlineData("password,somethingNew", Requirement.None)]
    public void A_combination_is_worth_its_methods(string combination, Requirement expected) => Assert.Equal(expected, AuthenticationCombinations.Of(combination));

    [Fact]
    public void A_strength_that_allows_nothing_demands_nothing() => Assert.Equal(Requirement.None, AuthenticationCombinations.Demand([]));

    private string Administrator(string name, params string[] methods)
    {
        string id = tenant.User(name);
        tenant.Assign("Global Administrator", id);
        tenant.Register(id, [.. methods.Where(m => m.Length > 0)]);
        return id;
    }

    private void Demand(string strength) => tenant.Policy("Strength", "enabled", new ConditionUsers { IncludeUsers = ["All"] }, new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = tenant.AuthenticationStrengthPolicies.First(s => s.Id.EndsWith(strength, StringComparison.Ordinal)) });

    private void Allow(params string[] methods) => tenant.AuthenticationMethodsPolicy[0] = tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [.. methods.Select(Configuration)] };

    private static AuthenticationMethodConfiguration Configuration(string id) => new() { Id = id, State = "enabled", IncludeTargets = [new MethodTarget { TargetType = "group", Id = "all_users" }], ExcludeTargets = [] };

    private AuthenticationMethodRow Row(string id)
    {
        var analysis = new TenantAnalysis(tenant.Build(), PostureSettings.Default);
        return analysis.Authentication.Evaluate(analysis.Privilege.Find(id)!);
    }
}
