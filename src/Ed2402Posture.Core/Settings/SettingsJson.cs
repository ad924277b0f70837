using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Settings;

/// <summary>Source-generated reading of the settings file: comments and trailing commas are allowed, unknown keys are not.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    ReadCommentHandling = JsonCommentHandling.Skip,
    AllowTrailingCommas = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SettingsFile))]
internal sealed partial class SettingsJson : JsonSerializerContext;

/// <summary>The settings as their file has them: every key may be missing. <see cref="SettingsRules"/> says which must not.</summary>
internal sealed record SettingsFile
{
    /// <summary>Address of the schema, for editors.</summary>
    [JsonPropertyName("$schema")]
    public string? Schema { get; init; }
    public List<string>? BreakGlassAccounts { get; init; }
    public Dictionary<string, Dictionary<string, int>>? Thresholds { get; init; }
    public List<string>? AllowedServicePrincipals { get; init; }
    public List<string>? AllowedTenants { get; init; }
    public List<string>? AllowedGroups { get; init; }
    public List<AdditionalRoleEntry>? AdditionalRoles { get; init; }
    public List<FederatedDomainEntry>? FederatedDomains { get; init; }
    public List<WaiverEntry>? Waivers { get; init; }

    /// <summary>The settings; what is left out is nothing declared. Only for a file without problems.</summary>
    public PostureSettings ToSettings() => new()
    {
        BreakGlassAccounts = BreakGlassAccounts ?? [],
        Thresholds = (Thresholds ?? []).ToDictionary(t => t.Key, t => (IReadOnlyDictionary<string, int>)t.Value),
        AllowedServicePrincipals = AllowedServicePrincipals ?? [],
        AllowedTenants = AllowedTenants ?? [],
        AllowedGroups = AllowedGroups ?? [],
        AdditionalRoles = [.. (AdditionalRoles ?? []).Select(r => new AdditionalRole { RoleDefinitionId = r.RoleDefinitionId!, Tier = r.Tier ?? 1 })],
        FederatedDomains = [.. (FederatedDomains ?? []).Select(d => new FederatedDomain { Domain = d.Domain!, IssuerUri = d.IssuerUri })],
        Waivers = [.. (Waivers ?? []).Select(w => new Waiver { CheckId = w.CheckId!, Subject = w.Subject!, Reason = w.Reason!, Expires = w.Expires!.Value })],
    };
}

/// <summary>An entry of <c>additionalRoles</c>.</summary>
internal sealed record AdditionalRoleEntry
{
    public string? RoleDefinitionId { get; init; }
    public int? Tier { get; init; }
}

/// <summary>An entry of <c>federatedDomains</c>.</summary>
internal sealed record FederatedDomainEntry
{
    public string? Domain { get; init; }
    public string? IssuerUri { get; init; }
}

/// <summary>An entry of <c>waivers</c>.</summary>
internal sealed record WaiverEntry
{
    public string? CheckId { get; init; }
    public string? Subject { get; init; }
    public string? Reason { get; init; }
    public DateOnly? Expires { get; init; }
}
