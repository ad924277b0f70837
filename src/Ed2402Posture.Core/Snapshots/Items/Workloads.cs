using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>application</c>, with its credentials (never their values).</summary>
public sealed record Application
{
    public required string Id { get; init; }
    public string? AppId { get; init; }
    public string? DisplayName { get; init; }
    public DateTimeOffset? CreatedDateTime { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? SignInAudience { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? PublisherDomain { get; init; }
    public bool? IsDisabled { get; init; }
    public ServicePrincipalLock? ServicePrincipalLockConfiguration { get; init; }
    public IReadOnlyList<PasswordCredential>? PasswordCredentials { get; init; }
    public IReadOnlyList<KeyCredential>? KeyCredentials { get; init; }
}

/// <summary>Graph <c>servicePrincipalLockConfiguration</c>: the app instance property lock.</summary>
public sealed record ServicePrincipalLock
{
    public bool? IsEnabled { get; init; }
    public bool? AllProperties { get; init; }
    public bool? CredentialsWithUsageSign { get; init; }
    public bool? CredentialsWithUsageVerify { get; init; }
    public bool? TokenEncryptionKeyId { get; init; }
}

/// <summary>Graph <c>servicePrincipal</c>, with its own credentials.</summary>
public sealed record ServicePrincipal
{
    public required string Id { get; init; }
    public string? AppId { get; init; }
    public string? DisplayName { get; init; }
    public bool? AccountEnabled { get; init; }
    public bool? IsDisabled { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? AppOwnerOrganizationId { get; init; }
    /// <summary><c>Application</c>, <c>ManagedIdentity</c>, <c>Legacy</c>, <c>SocialIdp</c> and newer kinds.</summary>
    [JsonConverter(typeof(RepeatedText))]
    public string? ServicePrincipalType { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? SignInAudience { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? PreferredSingleSignOnMode { get; init; }
    public string? PreferredTokenSigningKeyThumbprint { get; init; }
    /// <summary>For a managed identity: the ARM id of its resource.</summary>
    public IReadOnlyList<string>? AlternativeNames { get; init; }
    public IReadOnlyList<string>? Tags { get; init; }
    public IReadOnlyList<PasswordCredential>? PasswordCredentials { get; init; }
    public IReadOnlyList<KeyCredential>? KeyCredentials { get; init; }
}

/// <summary>Graph <c>passwordCredential</c>: a client secret without its value; <see cref="Hint"/> is its first three characters.</summary>
public sealed record PasswordCredential
{
    public string? KeyId { get; init; }
    public string? DisplayName { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? Hint { get; init; }
    public DateTimeOffset? StartDateTime { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }
}

/// <summary>Graph <c>keyCredential</c>: a certificate without its key. The thumbprint is <see cref="CustomKeyIdentifier"/>, base64.</summary>
public sealed record KeyCredential
{
    public string? KeyId { get; init; }
    public string? DisplayName { get; init; }
    public string? CustomKeyIdentifier { get; init; }
    public DateTimeOffset? StartDateTime { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? Type { get; init; }
    /// <summary><c>Verify</c> for sign-in, <c>Sign</c> for SAML token signing.</summary>
    [JsonConverter(typeof(RepeatedText))]
    public string? Usage { get; init; }
}

/// <summary>Graph <c>federatedIdentityCredential</c>; <see cref="ParentId"/> (the application or managed identity) is added by the scanner.</summary>
public sealed record FederatedIdentityCredential
{
    public string ParentId { get; init; } = "";
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Issuer { get; init; }
    public string? Subject { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? Audiences { get; init; }
    /// <summary>Beta: instead of a subject, a pattern of one or more claims.</summary>
    public FederatedIdentityExpression? ClaimsMatchingExpression { get; init; }
}

/// <summary>Everyone who owns an application or service principal, to the end of the list; an object whose list was not read to its end has no row.</summary>
public sealed record ObjectOwners
{
    /// <summary>The object that is owned.</summary>
    public required string Id { get; init; }
    public required IReadOnlyList<DirectoryObject> Owners { get; init; }
}

/// <summary>Graph beta <c>federatedIdentityExpression</c>.</summary>
public sealed record FederatedIdentityExpression
{
    public int? LanguageVersion { get; init; }
    public string? Value { get; init; }
}

/// <summary>A service principal that offers application permissions, with its <c>appRoles</c>: Microsoft Graph, Exchange and the like.</summary>
public sealed record ResourceServicePrincipal
{
    public required string Id { get; init; }
    public string? AppId { get; init; }
    public string? DisplayName { get; init; }
    public IReadOnlyList<AppRole>? AppRoles { get; init; }
}

/// <summary>Graph <c>appRole</c>.</summary>
public sealed record AppRole
{
    public string? Id { get; init; }
    public string? Value { get; init; }
    public string? DisplayName { get; init; }
    public bool? IsEnabled { get; init; }
    public IReadOnlyList<string>? AllowedMemberTypes { get; init; }
}

/// <summary>Graph <c>appRoleAssignment</c>: an application permission in use.</summary>
public sealed record AppRoleAssignment
{
    public required string Id { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? AppRoleId { get; init; }
    public DateTimeOffset? CreatedDateTime { get; init; }
    public string? PrincipalId { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? PrincipalType { get; init; }
    public string? PrincipalDisplayName { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? ResourceId { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? ResourceDisplayName { get; init; }
}

/// <summary>Graph <c>oAuth2PermissionGrant</c>: a delegated permission.</summary>
public sealed record PermissionGrant
{
    public required string Id { get; init; }
    public string? ClientId { get; init; }
    /// <summary><c>AllPrincipals</c> or <c>Principal</c>.</summary>
    [JsonConverter(typeof(RepeatedText))]
    public string? ConsentType { get; init; }
    public string? PrincipalId { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? ResourceId { get; init; }
    /// <summary>Space separated scope names.</summary>
    [JsonConverter(typeof(RepeatedText))]
    public string? Scope { get; init; }
}
