using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>Policies and accounts in few words. Names in conditions are turned into stable ids.</summary>
internal static class PolicyMaker
{
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    public static readonly AuthenticationStrengthPolicy PhishingResistant = Strength("Phishing-resistant MFA", "windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor");

    public static string Id(string name) => TenantSimulator.Tenants.TenantBuilder.Id(name);

    public static AuthenticationStrengthPolicy Strength(string name, params IReadOnlyList<string> combinations) => new() { Id = Id("strength:" + name), DisplayName = name, PolicyType = "custom", AllowedCombinations = combinations };

    /// <summary>Everyone, everything, everywhere; the grant is 'mfa'.</summary>
    public static ConditionalAccessPolicy Policy(string name, Func<ConditionSet, ConditionSet>? with = null, GrantControls? grant = null, string state = "enabled") => new()
    {
        Id = Id("policy:" + name), DisplayName = name, State = state, GrantControls = grant ?? Controls("mfa"),
        Conditions = (with ?? (c => c))(new ConditionSet { Users = new ConditionUsers { IncludeUsers = ["All"] }, Applications = new ConditionApplications { IncludeApplications = ["All"] }, ClientAppTypes = ["all"] }),
    };

    public static GrantControls Controls(params IReadOnlyList<string> controls) => new() { Operator = "OR", BuiltInControls = controls };

    public static GrantControls Demand(AuthenticationStrengthPolicy strength) => new() { Operator = "OR", BuiltInControls = [], AuthenticationStrength = strength };

    public static AccountProfile Account(params IReadOnlyList<string> groups) => new() { Id = Id("user:alice"), Groups = groups.ToHashSet(StringComparer.OrdinalIgnoreCase), Roles = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { GlobalAdministrator } };

    public static AccessVerdict Judge(AccountProfile account, params IReadOnlyList<ConditionalAccessPolicy> policies) => Model(policies).EvaluateAll(account);

    public static ConditionalAccessModel Model(params IReadOnlyList<ConditionalAccessPolicy> policies) => new(new ConditionalAccessInput { Policies = policies, NamedLocations = [Office, Netherlands] });

    public static readonly NamedLocation Office = new() { Id = Id("location:HQ"), DisplayName = "HQ", IsTrusted = true, IpRanges = [new IpRange { CidrAddress = "203.0.113.0/24" }] };
    public static readonly NamedLocation Netherlands = new() { Id = Id("location:NL"), DisplayName = "Netherlands", CountriesAndRegions = ["NL"], IncludeUnknownCountriesAndRegions = false };
}
