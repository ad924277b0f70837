using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>conditionalAccessPolicy</c>. Members that this version does not know are kept in <c>Extra</c>, so that a new
/// condition is never silently dropped: it narrows the policy.</summary>
public sealed record ConditionalAccessPolicy : IJsonOnDeserialized
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    /// <summary><c>enabled</c>, <c>disabled</c> or <c>enabledForReportingButNotEnforced</c>.</summary>
    public string? State { get; init; }
    public DateTimeOffset? CreatedDateTime { get; init; }
    public DateTimeOffset? ModifiedDateTime { get; init; }
    public ConditionSet? Conditions { get; init; }
    public GrantControls? GrantControls { get; init; }
    public SessionControls? SessionControls { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessConditionSet</c>.</summary>
public sealed record ConditionSet : IJsonOnDeserialized
{
    public ConditionApplications? Applications { get; init; }
    public ConditionUsers? Users { get; init; }
    public ConditionClientApplications? ClientApplications { get; init; }
    public IReadOnlyList<string>? ClientAppTypes { get; init; }
    public ConditionPlatforms? Platforms { get; init; }
    public ConditionLocations? Locations { get; init; }
    public IReadOnlyList<string>? UserRiskLevels { get; init; }
    public IReadOnlyList<string>? SignInRiskLevels { get; init; }
    public IReadOnlyList<string>? ServicePrincipalRiskLevels { get; init; }
    /// <summary>A flags value, comma separated: <c>minor,moderate,elevated</c>.</summary>
    public string? InsiderRiskLevels { get; init; }
    public ConditionDevices? Devices { get; init; }
    public ConditionAuthenticationFlows? AuthenticationFlows { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessApplications</c>.</summary>
public sealed record ConditionApplications : IJsonOnDeserialized
{
    public IReadOnlyList<string>? IncludeApplications { get; init; }
    public IReadOnlyList<string>? ExcludeApplications { get; init; }
    public IReadOnlyList<string>? IncludeUserActions { get; init; }
    public IReadOnlyList<string>? IncludeAuthenticationContextClassReferences { get; init; }
    public ConditionFilter? ApplicationFilter { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessUsers</c>.</summary>
public sealed record ConditionUsers : IJsonOnDeserialized
{
    public IReadOnlyList<string>? IncludeUsers { get; init; }
    public IReadOnlyList<string>? ExcludeUsers { get; init; }
    public IReadOnlyList<string>? IncludeGroups { get; init; }
    public IReadOnlyList<string>? ExcludeGroups { get; init; }
    public IReadOnlyList<string>? IncludeRoles { get; init; }
    public IReadOnlyList<string>? ExcludeRoles { get; init; }
    public ConditionGuests? IncludeGuestsOrExternalUsers { get; init; }
    public ConditionGuests? ExcludeGuestsOrExternalUsers { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessGuestsOrExternalUsers</c>.</summary>
public sealed record ConditionGuests : IJsonOnDeserialized
{
    /// <summary>A flags value, comma separated: <c>internalGuest,b2bCollaborationGuest,…</c>.</summary>
    public string? GuestOrExternalUserTypes { get; init; }
    public ConditionExternalTenants? ExternalTenants { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessExternalTenants</c>: all, or an enumeration of tenant ids.</summary>
public sealed record ConditionExternalTenants
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public string? MembershipKind { get; init; }
    public IReadOnlyList<string>? Members { get; init; }
}

/// <summary>Graph <c>conditionalAccessClientApplications</c>: the workload identities a policy is for.</summary>
public sealed record ConditionClientApplications : IJsonOnDeserialized
{
    public IReadOnlyList<string>? IncludeServicePrincipals { get; init; }
    public IReadOnlyList<string>? ExcludeServicePrincipals { get; init; }
    public ConditionFilter? ServicePrincipalFilter { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessPlatforms</c>.</summary>
public sealed record ConditionPlatforms : IJsonOnDeserialized
{
    public IReadOnlyList<string>? IncludePlatforms { get; init; }
    public IReadOnlyList<string>? ExcludePlatforms { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessLocations</c>.</summary>
public sealed record ConditionLocations : IJsonOnDeserialized
{
    public IReadOnlyList<string>? IncludeLocations { get; init; }
    public IReadOnlyList<string>? ExcludeLocations { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessDevices</c>.</summary>
public sealed record ConditionDevices : IJsonOnDeserialized
{
    public ConditionFilter? DeviceFilter { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessFilter</c>.</summary>
public sealed record ConditionFilter
{
    /// <summary><c>include</c> or <c>exclude</c>.</summary>
    public string? Mode { get; init; }
    public string? Rule { get; init; }
}

/// <summary>Graph <c>conditionalAccessAuthenticationFlows</c>.</summary>
public sealed record ConditionAuthenticationFlows : IJsonOnDeserialized
{
    /// <summary>A flags value, comma separated: <c>deviceCodeFlow,authenticationTransfer</c>.</summary>
    public string? TransferMethods { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessGrantControls</c>.</summary>
public sealed record GrantControls : IJsonOnDeserialized
{
    /// <summary><c>AND</c> or <c>OR</c>.</summary>
    public string? Operator { get; init; }
    public IReadOnlyList<string>? BuiltInControls { get; init; }
    public IReadOnlyList<string>? CustomAuthenticationFactors { get; init; }
    public IReadOnlyList<string>? TermsOfUse { get; init; }
    public AuthenticationStrengthPolicy? AuthenticationStrength { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>conditionalAccessSessionControls</c>.</summary>
public sealed record SessionControls : IJsonOnDeserialized
{
    public SignInFrequencyControl? SignInFrequency { get; init; }
    public PersistentBrowserControl? PersistentBrowser { get; init; }
    public EnabledControl? SecureSignInSession { get; init; }
    public EnabledControl? ApplicationEnforcedRestrictions { get; init; }
    public EnabledControl? CloudAppSecurity { get; init; }
    public bool? DisableResilienceDefaults { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>signInFrequencySessionControl</c>.</summary>
public sealed record SignInFrequencyControl
{
    public bool? IsEnabled { get; init; }
    /// <summary><c>timeBased</c> or <c>everyTime</c>.</summary>
    public string? FrequencyInterval { get; init; }
    /// <summary><c>days</c> or <c>hours</c>.</summary>
    public string? Type { get; init; }
    public int? Value { get; init; }
    public string? AuthenticationType { get; init; }
}

/// <summary>Graph <c>persistentBrowserSessionControl</c>.</summary>
public sealed record PersistentBrowserControl
{
    public bool? IsEnabled { get; init; }
    /// <summary><c>always</c> or <c>never</c>.</summary>
    public string? Mode { get; init; }
}

/// <summary>Any session control of which only its being on matters.</summary>
public sealed record EnabledControl
{
    public bool? IsEnabled { get; init; }
}

/// <summary>Graph <c>namedLocation</c>: <c>ipNamedLocation</c> or <c>countryNamedLocation</c>, told apart by <c>@odata.type</c>.</summary>
public sealed record NamedLocation
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public bool? IsTrusted { get; init; }
    public IReadOnlyList<IpRange>? IpRanges { get; init; }
    public IReadOnlyList<string>? CountriesAndRegions { get; init; }
    public bool? IncludeUnknownCountriesAndRegions { get; init; }
    public string? CountryLookupMethod { get; init; }
}

/// <summary>Graph <c>ipRange</c>: <c>iPv4CidrRange</c> or <c>iPv6CidrRange</c>.</summary>
public sealed record IpRange
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public string? CidrAddress { get; init; }
}
