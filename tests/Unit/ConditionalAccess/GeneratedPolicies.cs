using System.Net;
using CsCheck;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>Generated tenants, small enough for every concrete sign-in to be tried.</summary>
internal sealed record GeneratedTenant(IReadOnlyList<ConditionalAccessPolicy> Policies, IReadOnlyList<NamedLocation> Locations, AccountProfile Account, IReadOnlyList<PlainSignIn> SignIns)
{
    public const string App = "11111111-1111-1111-1111-111111111111";
    public const string User = "22222222-2222-2222-2222-222222222222";

    // Most generated policies together still leave a hole; under a baseline the holes of higher levels show too.
    private static readonly ConditionalAccessPolicy[][] Baselines =
    [
        [],
        [Everyone(new GrantControls { Operator = "OR", BuiltInControls = ["mfa"] })],
        [Everyone(new GrantControls { Operator = "OR", BuiltInControls = ["mfa", "compliantDevice"] })],
        [Everyone(new GrantControls { Operator = "AND", BuiltInControls = ["mfa", "domainJoinedDevice"] })],
        [Everyone(new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = new AuthenticationStrengthPolicy { Id = "cccccccc-0000-0000-0000-000000000002", AllowedCombinations = ["fido2"] } })],
    ];

    private static readonly string[] Axes = ["platforms", "locations", "userRisk", "signInRisk", "insider", "devices", "flows"];

    /// <summary>Every sign-in that could matter: a value for each cell that any policy could look at.</summary>
    public static IReadOnlyList<PlainSignIn> Enumerate(IReadOnlyList<ConditionalAccessPolicy> policies)
    {
        bool Any(Func<ConditionSet, bool> uses) => policies.Any(p => uses(p.Conditions!));
        string[] risks = ["none", "low", "medium", "high"];
        string?[] platforms = Any(c => c.Platforms is not null) ? ["windows", "android", "iOS", "macOS", "linux", "windowsPhone", null] : ["windows", "linux"];
        bool places = Any(c => c.Locations is not null);
        // One address for each overlap of the ranges below; their borders have tests of their own.
        IPAddress[] addresses = places ? [.. new[] { "10.0.0.127", "10.0.0.128", "10.0.1.0", "172.16.0.1", "2001:db8::1" }.Select(IPAddress.Parse)] : [IPAddress.Parse("198.51.100.1")];
        string?[] countries = places ? ["NL", "DE", "US", null] : ["US"];
        bool filters = Any(c => c.Devices is not null);
        string?[] attributes = filters ? [null, "SAW", "SAW-2", "Kiosk", "SA"] : [null];
        PlainDevice?[] devices =
        [
            null,
            .. from trust in filters ? new[] { "Workplace", "AzureAD", "ServerAD" } : ["Workplace", "ServerAD"] from compliant in new[] { "True", "False" } from attribute in attributes select new PlainDevice(trust, compliant, attribute),
        ];
        return
        [
            .. from client in new[] { "browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other" }
               from platform in platforms
               from address in addresses
               from country in countries
               from userRisk in Any(c => c.UserRiskLevels is not null) ? risks : ["none"]
               from signInRisk in Any(c => c.SignInRiskLevels is not null) ? risks : ["none"]
               from insider in Any(c => c.InsiderRiskLevels is not null) ? new[] { "none", "minor", "moderate", "elevated" } : ["none"]
               from flow in Any(c => c.AuthenticationFlows is not null) ? new[] { "none", "deviceCodeFlow", "authenticationTransfer" } : ["none"]
               from device in devices
               where device?.TrustType != "ServerAD" || platform == "windows"
               select new PlainSignIn { Client = client, Platform = platform, Address = address, Country = country, UserRisk = userRisk, SignInRisk = signInRisk, InsiderRisk = insider, Flow = flow, Device = device },
        ];
    }

    public static readonly Gen<GeneratedTenant> Gen =
        from order in CsCheck.Gen.Shuffle(Axes, 3)
        from number in CsCheck.Gen.Int[1, 3]
        let axes = order[..number]
        from hqTrusted in CsCheck.Gen.Bool
        from unknownCountries in CsCheck.Gen.Bool
        from own in Policy(axes).Array[1, 10]
        from baseline in CsCheck.Gen.Int[0, 4]
        let policies = (ConditionalAccessPolicy[])[.. own, .. Baselines[baseline]]
        from groups in Subset("aaaaaaaa-0000-0000-0000-000000000001", "aaaaaaaa-0000-0000-0000-000000000002")
        from roles in Subset("62e90394-69f5-4237-9190-012177145e10", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3")
        select new GeneratedTenant(
            policies,
            [
                Ip("bbbbbbbb-0000-0000-0000-000000000001", hqTrusted, "10.0.0.0/24", "2001:db8::/32"),
                Ip("bbbbbbbb-0000-0000-0000-000000000002", false, "10.0.0.128/25", "172.16.0.0/16"),
                new NamedLocation { Id = "bbbbbbbb-0000-0000-0000-000000000003", DisplayName = "Benelux and Germany", CountriesAndRegions = ["NL", "DE"], IncludeUnknownCountriesAndRegions = unknownCountries },
                new NamedLocation { Id = "bbbbbbbb-0000-0000-0000-000000000004", DisplayName = "Germany", CountriesAndRegions = ["DE"], IncludeUnknownCountriesAndRegions = false },
            ],
            new AccountProfile { Id = User, Groups = new HashSet<string>(groups), Roles = new HashSet<string>(roles) },
            Enumerate(policies));

    private static ConditionalAccessPolicy Everyone(GrantControls grant) => new()
    {
        Id = "dddddddd-0000-0000-0000-000000000001", DisplayName = "Baseline", State = "enabled", GrantControls = grant,
        Conditions = new ConditionSet { Users = new ConditionUsers { IncludeUsers = ["All"] }, Applications = new ConditionApplications { IncludeApplications = ["All"] }, ClientAppTypes = ["all"] },
    };

    private static NamedLocation Ip(string id, bool trusted, params string[] ranges) => new() { Id = id, DisplayName = id[^1..], IsTrusted = trusted, IpRanges = [.. ranges.Select(r => new IpRange { CidrAddress = r })] };

    private static Gen<string[]> Subset(params string[] values) => CsCheck.Gen.Int[0, (1 << values.Length) - 1].Select(bits => values.Where((_, i) => (bits & (1 << i)) != 0).ToArray());

    private static Gen<string[]> Some(params string[] values) => CsCheck.Gen.Int[1, (1 << values.Length) - 1].Select(bits => values.Where((_, i) => (bits & (1 << i)) != 0).ToArray());

    private static Gen<T?> Maybe<T>(bool allowed, Gen<T> gen)
        where T : class => allowed ? CsCheck.Gen.Frequency((1, CsCheck.Gen.Const((T?)null)), (1, gen.Select(x => (T?)x))) : CsCheck.Gen.Const((T?)null);

    private static Gen<ConditionalAccessPolicy> Policy(string[] axes)
    {
        bool Has(string axis) => axes.Contains(axis);
        string[] places = ["All", "AllTrusted", "bbbbbbbb-0000-0000-0000-000000000001", "bbbbbbbb-0000-0000-0000-000000000002", "bbbbbbbb-0000-0000-0000-000000000003", "bbbbbbbb-0000-0000-0000-000000000004"];
        Gen<ConditionUsers> users =
            from all in CsCheck.Gen.Frequency((5, CsCheck.Gen.Const(true)), (1, CsCheck.Gen.Const(false)))
            from groups in Subset("aaaaaaaa-0000-0000-0000-000000000001", "aaaaaaaa-0000-0000-0000-000000000002")
            from roles in Subset("62e90394-69f5-4237-9190-012177145e10", "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3")
            from exclude in CsCheck.Gen.Frequency((4, CsCheck.Gen.Const(Array.Empty<string>())), (1, Some("aaaaaaaa-0000-0000-0000-000000000001", User)))
            select new ConditionUsers { IncludeUsers = all ? ["All"] : [], IncludeGroups = all ? [] : groups, IncludeRoles = all ? [] : roles, ExcludeGroups = [.. exclude.Where(e => e != User)], ExcludeUsers = [.. exclude.Where(e => e == User)] };
        Gen<ConditionApplications> applications = CsCheck.Gen.Frequency(
            (3, CsCheck.Gen.Const(new ConditionApplications { IncludeApplications = ["All"] })),
            (1, CsCheck.Gen.Const(new ConditionApplications { IncludeApplications = ["All"], ExcludeApplications = [App] })),
            (1, CsCheck.Gen.Const(new ConditionApplications { IncludeApplications = [App] })));
        string[] rules =
        [
            "device.extensionAttribute1 -eq \"SAW\"", "device.extensionAttribute1 -ne \"SAW\"", "device.extensionAttribute1 -startsWith \"SAW\"", "device.trustType -eq \"ServerAD\"",
            "device.isCompliant -ne \"True\"", "device.trustType -eq \"AzureAD\" -and device.extensionAttribute1 -eq \"Kiosk\"", "device.isCompliant -eq \"True\" -or device.extensionAttribute1 -notStartsWith \"SA\"",
        ];
        Gen<GrantControls> grant =
            from controls in CsCheck.Gen.Frequency((3, CsCheck.Gen.Const(new[] { "mfa" })), (2, CsCheck.Gen.Const(new[] { "block" })), (3, Subset("mfa", "compliantDevice", "domainJoinedDevice", "approvedApplication")))
            from strength in CsCheck.Gen.Frequency(
                (3, CsCheck.Gen.Const((string[]?)null)), (2, CsCheck.Gen.Const((string[]?)["fido2", "windowsHelloForBusiness"])), (1, CsCheck.Gen.Const((string[]?)["fido2", "temporaryAccessPassOneTime"])), (1, CsCheck.Gen.Const((string[]?)["password"])))
            from and in CsCheck.Gen.Bool
            select new GrantControls { Operator = and ? "AND" : "OR", BuiltInControls = controls, AuthenticationStrength = strength is null || controls.Contains("block") ? null : new AuthenticationStrengthPolicy { Id = "cccccccc-0000-0000-0000-000000000001", DisplayName = "Phishing-resistant MFA", AllowedCombinations = strength } };
        return
            from id in CsCheck.Gen.Guid
            from enabled in CsCheck.Gen.Frequency((12, CsCheck.Gen.Const("enabled")), (1, CsCheck.Gen.Const("disabled")), (1, CsCheck.Gen.Const("enabledForReportingButNotEnforced")))
            from user in users
            from application in applications
            from clients in CsCheck.Gen.Frequency((2, CsCheck.Gen.Const(new[] { "all" })), (1, Some("browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other")))
            from platforms in Maybe(Has("platforms"), from include in CsCheck.Gen.Frequency((1, CsCheck.Gen.Const(new[] { "all" })), (1, Some("windows", "android", "iOS"))) from exclude in Subset("windows", "macOS", "iOS") select new ConditionPlatforms { IncludePlatforms = include, ExcludePlatforms = exclude })
            from locations in Maybe(Has("locations"), from include in CsCheck.Gen.Frequency((1, CsCheck.Gen.Const(new[] { "All" })), (1, Some(places[1..]))) from exclude in Subset(places[1..]) select new ConditionLocations { IncludeLocations = include, ExcludeLocations = exclude })
            from userRisk in Maybe(Has("userRisk"), Some("none", "low", "medium", "high"))
            from signInRisk in Maybe(Has("signInRisk"), Some("none", "low", "medium", "high"))
            from insider in Maybe(Has("insider"), Some("minor", "moderate", "elevated"))
            from device in Maybe(Has("devices"), from rule in CsCheck.Gen.Int[0, rules.Length - 1].Select(i => rules[i]) from mode in CsCheck.Gen.Bool.Select(b => b ? "include" : "exclude") select new ConditionDevices { DeviceFilter = new ConditionFilter { Mode = mode, Rule = rule } })
            from flow in Maybe(Has("flows"), Some("deviceCodeFlow", "authenticationTransfer"))
            from grants in CsCheck.Gen.Frequency((8, grant.Select(g => (GrantControls?)g)), (1, CsCheck.Gen.Const((GrantControls?)null)))
            select new ConditionalAccessPolicy
            {
                Id = id.ToString(), DisplayName = id.ToString()[..4], State = enabled, GrantControls = grants,
                Conditions = new ConditionSet
                {
                    Users = user, Applications = application, ClientAppTypes = clients, Platforms = platforms, Locations = locations, UserRiskLevels = userRisk, SignInRiskLevels = signInRisk,
                    InsiderRiskLevels = insider is null ? null : string.Join(',', insider), Devices = device, AuthenticationFlows = flow is null ? null : new ConditionAuthenticationFlows { TransferMethods = string.Join(',', flow) },
                },
            };
    }
}
