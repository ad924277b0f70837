using System.Net;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>Conditional access told straight from the documentation: one concrete sign-in at a time, every sign-in in turn. Shares nothing with
/// the evaluator but the words for a requirement.</summary>
internal sealed class PlainEvaluator(IReadOnlyList<ConditionalAccessPolicy> policies, IReadOnlyList<NamedLocation> locations)
{
    private static readonly string[] Strong = ["windowsHelloForBusiness", "fido2", "x509CertificateMultiFactor"];

    public (Requirement Any, Requirement Unmanaged) Weakest(AccountProfile account, string application, IEnumerable<PlainSignIn> signIns)
    {
        Requirement any = Requirement.Block;
        Requirement unmanaged = Requirement.Block;
        ConditionalAccessPolicy[] forIt = [.. policies.Where(p => p.State == "enabled" && IsFor(p.Conditions!.Users!, account) && IsFor(p.Conditions.Applications!, application))];
        foreach (PlainSignIn signIn in signIns)
        {
            if (unmanaged == Requirement.None)
            {
                break;
            }

            Requirement demanded = Requirement.None;
            foreach (ConditionalAccessPolicy policy in forIt)
            {
                Requirement grant = Meets(policy.Conditions!, signIn) ? Grant(policy.GrantControls, signIn) : Requirement.None;
                demanded = grant > demanded ? grant : demanded;
            }

            any = demanded < any ? demanded : any;
            unmanaged = !signIn.Managed && demanded < unmanaged ? demanded : unmanaged;
        }

        return (any, unmanaged);
    }

    private static bool IsFor(ConditionUsers users, AccountProfile account)
    {
        bool excluded = (users.ExcludeUsers ?? []).Contains(account.Id) || (users.ExcludeGroups ?? []).Any(account.Groups.Contains) || (users.ExcludeRoles ?? []).Any(account.Roles.Contains);
        bool included = (users.IncludeUsers ?? []).Contains("All") || (users.IncludeUsers ?? []).Contains(account.Id) || (users.IncludeGroups ?? []).Any(account.Groups.Contains) || (users.IncludeRoles ?? []).Any(account.Roles.Contains);
        return included && !excluded;
    }

    private static bool IsFor(ConditionApplications applications, string application) =>
        ((applications.IncludeApplications ?? []).Contains("All") || (applications.IncludeApplications ?? []).Contains(application)) && !(applications.ExcludeApplications ?? []).Contains(application);

    private bool Meets(ConditionSet conditions, PlainSignIn signIn)
    {
        static bool Listed(IReadOnlyList<string>? values, string value) => values is null or { Count: 0 } || values.Contains(value);
        IReadOnlyList<string>? include = conditions.Platforms?.IncludePlatforms;
        bool platform = conditions.Platforms is null
            || ((include!.Contains("all") || (signIn.Platform is not null && include!.Contains(signIn.Platform))) && !(signIn.Platform is not null && (conditions.Platforms.ExcludePlatforms ?? []).Contains(signIn.Platform)));
        bool client = conditions.ClientAppTypes is null or { Count: 0 } || conditions.ClientAppTypes.Contains("all") || conditions.ClientAppTypes.Contains(signIn.Client);
        bool location = conditions.Locations is null || ((conditions.Locations.IncludeLocations ?? []).Any(l => IsIn(l, signIn)) && !(conditions.Locations.ExcludeLocations ?? []).Any(l => IsIn(l, signIn)));
        bool flow = conditions.AuthenticationFlows is null || conditions.AuthenticationFlows.TransferMethods!.Split(',').Contains(signIn.Flow);
        bool insider = conditions.InsiderRiskLevels is null || conditions.InsiderRiskLevels.Split(',').Contains(signIn.InsiderRisk);
        bool device = conditions.Devices?.DeviceFilter is not { } filter || Filter(filter.Rule!, signIn.Device) == (filter.Mode == "include");
        return platform && client && location && flow && insider && device && Listed(conditions.UserRiskLevels, signIn.UserRisk) && Listed(conditions.SignInRiskLevels, signIn.SignInRisk);
    }

    private bool IsIn(string id, PlainSignIn signIn)
    {
        if (id == "All")
        {
            return true;
        }

        if (id == "AllTrusted")
        {
            return locations.Any(l => l.IsTrusted == true && IsIn(l.Id, signIn));
        }

        NamedLocation location = locations.First(l => l.Id == id);
        return location.IpRanges is not null
            ? location.IpRanges.Any(r => IPNetwork.Parse(r.CidrAddress!).Contains(signIn.Address))
            : signIn.Country is null ? location.IncludeUnknownCountriesAndRegions == true : location.CountriesAndRegions!.Contains(signIn.Country);
    }

    // 'device.a -op "x"', with '-and' or '-or' between two.
    private static bool Filter(string rule, PlainDevice? device)
    {
        string[] both = rule.Split(" -or ");
        if (both.Length == 2)
        {
            return Filter(both[0], device) || Filter(both[1], device);
        }

        both = rule.Split(" -and ");
        if (both.Length == 2)
        {
            return Filter(both[0], device) && Filter(both[1], device);
        }

        string[] words = rule.Split(' ');
        string? value = device?.Attribute(words[0]);
        string literal = words[2].Trim('"');
        return words[1] switch
        {
            "-eq" => value == literal,
            "-ne" => value != literal,
            "-startsWith" => value is not null && value.StartsWith(literal, StringComparison.Ordinal),
            "-notStartsWith" => value is null || !value.StartsWith(literal, StringComparison.Ordinal),
            _ => throw new ArgumentOutOfRangeException(nameof(rule), rule, null),
        };
    }

    private static Requirement Grant(GrantControls? grant, PlainSignIn signIn)
    {
        if (grant is null)
        {
            return Requirement.None;
        }

        bool basic = signIn.Client is "exchangeActiveSync" or "other";
        var demands = new List<Requirement>();
        foreach (string control in grant.BuiltInControls ?? [])
        {
            demands.Add(control switch
            {
                "block" => Requirement.Block,
                "mfa" => basic ? Requirement.Block : Requirement.Mfa,
                "compliantDevice" => signIn.Device?.IsCompliant == "True" && signIn.Client != "other" ? Requirement.None : Requirement.Block,
                "domainJoinedDevice" => signIn.Device?.TrustType == "ServerAD" && signIn.Client != "other" ? Requirement.None : Requirement.Block,
                _ => Requirement.None,
            });
        }

        if (grant.AuthenticationStrength?.AllowedCombinations is { } combinations)
        {
            Requirement strength = combinations.All(Strong.Contains) ? Requirement.PhishingResistantMfa : combinations.All(c => c.Contains(',', StringComparison.Ordinal) || Strong.Contains(c) || c.StartsWith("temporary", StringComparison.Ordinal)) ? Requirement.Mfa : Requirement.None;
            demands.Add(basic && strength != Requirement.None ? Requirement.Block : strength);
        }

        return demands.Count == 0 ? Requirement.None : demands.Contains(Requirement.Block) && grant.BuiltInControls!.Contains("block") ? Requirement.Block : grant.Operator == "AND" ? demands.Max() : demands.Min();
    }
}
