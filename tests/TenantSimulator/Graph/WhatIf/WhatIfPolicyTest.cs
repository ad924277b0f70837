using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Ed2402Posture.TenantSimulator.Graph.WhatIf;

/// <summary>Whether a policy's conditions are met by one concrete sign-in, read straight from the policy's JSON: the service's side, which knows nothing of
/// how the scanner judges.</summary>
internal sealed class WhatIfPolicyTest(WhatIfSignIn signIn, WhatIfDirectory directory)
{
    /// <summary>Why the policy does not apply, in Graph's words; null when it does.</summary>
    public string? Refusal(JsonElement policy)
    {
        JsonElement conditions = Member(policy, "conditions");
        bool forWorkloads = List(Member(conditions, "clientApplications"), "includeServicePrincipals").Length > 0;
        return forWorkloads != signIn.WorkloadAppId is not null ? (forWorkloads ? "workloadIdentities" : "users")
            : forWorkloads && !Workload(Member(conditions, "clientApplications")) ? "workloadIdentities"
            : !forWorkloads && !User(Member(conditions, "users")) ? "users"
            : Target(Member(conditions, "applications")) ?? Rest(conditions);
    }

    private string? Rest(JsonElement conditions)
    {
        if (!Location(Member(conditions, "locations")))
        {
            return "location";
        }

        if (!Listed(conditions, "servicePrincipalRiskLevels", signIn.Risk("servicePrincipalRiskLevel")))
        {
            return "signInRisk";
        }

        if (signIn.WorkloadAppId is not null)
        {
            return null;
        }

        string[] clients = List(conditions, "clientAppTypes");
        return clients.Length > 0 && !clients.Contains("all") && !clients.Contains(signIn.Client) ? "clientApps"
            : !Platform(Member(conditions, "platforms")) ? "devicePlatform"
            : !Listed(conditions, "userRiskLevels", signIn.Risk("userRiskLevel")) ? "userRisk"
            : !Listed(conditions, "signInRiskLevels", signIn.Risk("signInRiskLevel")) ? "signInRisk"
            : !Flags(Text(conditions, "insiderRiskLevels"), signIn.Risk("insiderRiskLevel")) ? "insiderRisk"
            : !Flags(Text(Member(conditions, "authenticationFlows"), "transferMethods"), signIn.Flow) ? "authenticationFlow"
            : !Device(Member(Member(conditions, "devices"), "deviceFilter")) ? "devices" : null;
    }

    private bool User(JsonElement users)
    {
        bool Named(string verb)
        {
            string[] ids = List(users, verb + "Users");
            return ids.Contains(signIn.UserId, StringComparer.OrdinalIgnoreCase) || (ids.Contains("GuestsOrExternalUsers") && directory.GuestType is not null)
                || List(users, verb + "Groups").Any(directory.IsInGroup) || List(users, verb + "Roles").Any(directory.HasRole) || Guest(Member(users, verb + "GuestsOrExternalUsers"));
        }

        return (List(users, "includeUsers").Contains("All") || Named("include")) && !Named("exclude");
    }

    private bool Guest(JsonElement guests)
    {
        string[] types = (Text(guests, "guestOrExternalUserTypes") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        string[] tenants = List(Member(guests, "externalTenants"), "members");
        return directory.GuestType is { } type && types.Contains(type, StringComparer.OrdinalIgnoreCase) && (tenants.Length == 0 || type == "internalGuest" || tenants.Contains(directory.HomeTenantId, StringComparer.OrdinalIgnoreCase));
    }

    private bool Workload(JsonElement applications) =>
        (List(applications, "includeServicePrincipals") is var include && (include.Contains(directory.WorkloadId, StringComparer.OrdinalIgnoreCase) || (include.Contains("ServicePrincipalsInMyTenant") && directory.IsOwnApplication)))
        && !List(applications, "excludeServicePrincipals").Contains(directory.WorkloadId, StringComparer.OrdinalIgnoreCase);

    private string? Target(JsonElement applications)
    {
        if (signIn.UserAction is { } action)
        {
            string urn = action == "registerSecurityInformation" ? "urn:user:registersecurityinfo" : "urn:user:registerdevice";
            return List(applications, "includeUserActions").Contains(urn, StringComparer.OrdinalIgnoreCase) ? null : "userActions";
        }

        if (signIn.AuthenticationContext is { } context)
        {
            return List(applications, "includeAuthenticationContextClassReferences").Contains(context, StringComparer.OrdinalIgnoreCase) ? null : "authenticationContext";
        }

        bool Names(string[] ids) => ids.Any(id => signIn.Applications.Contains(id, StringComparer.OrdinalIgnoreCase) || signIn.Applications.Any(a => WhatIfDirectory.IsInSuite(a, id)));
        string[] include = List(applications, "includeApplications");
        return (include.Contains("All") || Names(include)) && !Names(List(applications, "excludeApplications")) ? null : "application";
    }

    private bool Location(JsonElement locations)
    {
        string[] include = List(locations, "includeLocations"), exclude = List(locations, "excludeLocations");
        bool In(string[] ids) => ids.Any(id => id == "All" || (id == "AllTrusted" ? directory.Locations.Any(l => l.TryGetProperty("isTrusted", out JsonElement trusted) && trusted.ValueKind == JsonValueKind.True && Inside(l)) : directory.Locations.Any(l => Text(l, "id") == id && Inside(l))));
        return include.Length == 0 || (In(include) && !In(exclude));
    }

    private bool Inside(JsonElement location)
    {
        if (location.TryGetProperty("countriesAndRegions", out JsonElement countries))
        {
            return Text(location, "countryLookupMethod") != "authenticatorAppGps" && countries.EnumerateArray().Any(c => c.GetString() == signIn.Country);
        }

        return location.TryGetProperty("ipRanges", out JsonElement ranges) && signIn.Address is { } address && ranges.EnumerateArray().Any(r => IPNetwork.Parse(Masked(Text(r, "cidrAddress")!)).Contains(address));
    }

    // .NET refuses a range with bits behind its mask; the service does not.
    private static string Masked(string cidr)
    {
        string[] parts = cidr.Split('/');
        byte[] bytes = IPAddress.Parse(parts[0]).GetAddressBytes();
        int prefix = int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture);
        for (int bit = prefix; bit < bytes.Length * 8; bit++)
        {
            bytes[bit / 8] &= (byte)~(128 >> (bit % 8));
        }

        return $"{new IPAddress(bytes)}/{prefix}";
    }

    private bool Platform(JsonElement platforms)
    {
        string[] include = List(platforms, "includePlatforms"), exclude = List(platforms, "excludePlatforms");
        return include.Length == 0 || ((include.Contains("all") || include.Contains(signIn.Platform, StringComparer.OrdinalIgnoreCase)) && !exclude.Contains("all") && !exclude.Contains(signIn.Platform, StringComparer.OrdinalIgnoreCase));
    }

    private static bool Listed(JsonElement conditions, string name, string value) => List(conditions, name) is not { Length: > 0 } levels || levels.Contains(value, StringComparer.OrdinalIgnoreCase);

    private static bool Flags(string? flags, string value) => string.IsNullOrEmpty(flags) || flags == "none" || flags.Split(',', StringSplitOptions.TrimEntries).Contains(value, StringComparer.OrdinalIgnoreCase);

    // Comparisons joined by -and and -or, without brackets: 'or' of 'and's.
    private bool Device(JsonElement filter)
    {
        if (Text(filter, "rule") is not { } rule)
        {
            return true;
        }

        bool met = Regex.Split(rule, @"\s+-?or\s+", RegexOptions.IgnoreCase).Any(all => Regex.Split(all, @"\s+-?and\s+", RegexOptions.IgnoreCase).All(Compare));
        return met == (Text(filter, "mode") == "include");
    }

    private bool Compare(string comparison)
    {
        Match match = Regex.Match(comparison, @"device\.(\w+)\s+-(\w+)\s+(?:""([^""]*)""|(\w+))", RegexOptions.IgnoreCase);
        string? value = signIn.Device(match.Groups[1].Value);
        string literal = match.Groups[3].Success ? match.Groups[3].Value : match.Groups[4].Value;
        string operation = match.Groups[2].Value.ToLowerInvariant();
        bool negated = operation.StartsWith("not", StringComparison.Ordinal) || operation == "ne";
        bool holds = value is not null && operation switch
        {
            "startswith" or "notstartswith" => value.StartsWith(literal, StringComparison.OrdinalIgnoreCase),
            "endswith" or "notendswith" => value.EndsWith(literal, StringComparison.OrdinalIgnoreCase),
            "contains" or "notcontains" => value.Contains(literal, StringComparison.OrdinalIgnoreCase),
            "eq" or "ne" => value.Equals(literal, StringComparison.OrdinalIgnoreCase),
            _ => throw new FormatException($"The rule '{comparison}' is not served."),
        };
        return holds != negated;
    }

    private static JsonElement Member(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement member) ? member : default;

    private static string? Text(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string[] List(JsonElement element, string name) => Member(element, name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(e => e.GetString() ?? "")] : [];
}
