using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>authenticationMethodsPolicy</c>.</summary>
public sealed record AuthenticationMethodsPolicy
{
    public required string Id { get; init; }
    public string? PolicyMigrationState { get; init; }
    public DateTimeOffset? LastModifiedDateTime { get; init; }
    public IReadOnlyList<AuthenticationMethodConfiguration>? AuthenticationMethodConfigurations { get; init; }
}

/// <summary>Graph <c>authenticationMethodConfiguration</c> and its derived types, told apart by <c>@odata.type</c>.
/// What is not read by name (profiles, key restrictions, feature settings) is kept in <see cref="Extra"/>.</summary>
public sealed record AuthenticationMethodConfiguration : IJsonOnDeserialized
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public required string Id { get; init; }
    /// <summary><c>enabled</c> or <c>disabled</c>.</summary>
    public string? State { get; init; }
    public IReadOnlyList<MethodTarget>? IncludeTargets { get; init; }
    public IReadOnlyList<MethodTarget>? ExcludeTargets { get; init; }
    public bool? IsAttestationEnforced { get; init; }
    public bool? IsSelfServiceRegistrationAllowed { get; init; }
    public bool? IsUsableOnce { get; init; }
    public int? MaximumLifetimeInMinutes { get; init; }
    public bool? IsSoftwareOathEnabled { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>authenticationMethodTarget</c> or <c>excludeTarget</c>: a group (<c>all_users</c> for everyone).</summary>
public sealed record MethodTarget : IJsonOnDeserialized
{
    public string? TargetType { get; init; }
    public string? Id { get; init; }
    public bool? IsRegistrationRequired { get; init; }
    public string? AuthenticationMode { get; init; }
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Extra { get; set; }

    void IJsonOnDeserialized.OnDeserialized() => Extra = UnknownMembers.Tidy(Extra);
}

/// <summary>Graph <c>authenticationStrengthPolicy</c>.</summary>
public sealed record AuthenticationStrengthPolicy
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public string? PolicyType { get; init; }
    public string? RequirementsSatisfied { get; init; }
    public IReadOnlyList<string>? AllowedCombinations { get; init; }
}

/// <summary>Graph <c>userRegistrationDetails</c>: the report of registered methods; cached by the service, its age is <see cref="LastUpdatedDateTime"/>.</summary>
public sealed record UserRegistrationDetails
{
    private readonly Instant lastUpdatedDateTime;

    public required string Id { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? UserDisplayName { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? UserType { get; init; }
    public bool? IsAdmin { get; init; }
    public bool? IsMfaRegistered { get; init; }
    public bool? IsMfaCapable { get; init; }
    public bool? IsPasswordlessCapable { get; init; }
    public bool? IsSsprRegistered { get; init; }
    public bool? IsSsprEnabled { get; init; }
    public bool? IsSsprCapable { get; init; }
    [JsonConverter(typeof(RepeatedTexts))]
    public IReadOnlyList<string>? MethodsRegistered { get; init; }
    public bool? IsSystemPreferredAuthenticationMethodEnabled { get; init; }
    [JsonConverter(typeof(RepeatedTexts))]
    public IReadOnlyList<string>? SystemPreferredAuthenticationMethods { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? UserPreferredMethodForSecondaryAuthentication { get; init; }
    public DateTimeOffset? LastUpdatedDateTime { get => lastUpdatedDateTime; init => lastUpdatedDateTime = value; }
}

/// <summary>Graph <c>authenticationMethod</c> and its derived types, told apart by <c>@odata.type</c>; <see cref="ParentId"/> (the user) is added by
/// the scanner. Phone numbers and addresses are left out on purpose.</summary>
public sealed record UserAuthenticationMethod
{
    /// <summary>The id of the user.</summary>
    public string ParentId { get; init; } = string.Empty;
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public required string Id { get; init; }
    public DateTimeOffset? CreatedDateTime { get; init; }
    public string? DisplayName { get; init; }
    public string? Model { get; init; }
    public string? AaGuid { get; init; }
    public string? PasskeyType { get; init; }
    public string? PhoneType { get; init; }
    /// <summary>Of a temporary access pass.</summary>
    public bool? IsUsable { get; init; }
    /// <summary>Of a temporary access pass.</summary>
    public bool? IsUsableOnce { get; init; }
    /// <summary>Of a temporary access pass.</summary>
    public DateTimeOffset? StartDateTime { get; init; }
    /// <summary>Of a temporary access pass.</summary>
    public int? LifetimeInMinutes { get; init; }
}

/// <summary>Graph <c>authorizationPolicy</c>.</summary>
public sealed record AuthorizationPolicy
{
    public required string Id { get; init; }
    public bool? AllowedToUseSSPR { get; init; }
    public bool? AllowUserConsentForRiskyApps { get; init; }
    public bool? BlockMsolPowerShell { get; init; }
    public string? AllowInvitesFrom { get; init; }
    public string? GuestUserRoleId { get; init; }
    public DefaultUserRolePermissions? DefaultUserRolePermissions { get; init; }
}

/// <summary>Graph <c>defaultUserRolePermissions</c>.</summary>
public sealed record DefaultUserRolePermissions
{
    public bool? AllowedToCreateApps { get; init; }
    public bool? AllowedToCreateSecurityGroups { get; init; }
    public bool? AllowedToCreateTenants { get; init; }
    public bool? AllowedToReadOtherUsers { get; init; }
    public IReadOnlyList<string>? PermissionGrantPoliciesAssigned { get; init; }
}

/// <summary>Graph <c>identitySecurityDefaultsEnforcementPolicy</c>.</summary>
public sealed record SecurityDefaultsPolicy
{
    public required string Id { get; init; }
    public bool? IsEnabled { get; init; }
}
