using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>organization</c>: the tenant itself.</summary>
public sealed record Organization
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public string? TenantType { get; init; }
    public string? CountryLetterCode { get; init; }
    public DateTimeOffset? CreatedDateTime { get; init; }
    public bool? OnPremisesSyncEnabled { get; init; }
    public IReadOnlyList<VerifiedDomain>? VerifiedDomains { get; init; }
}

/// <summary>Graph <c>verifiedDomain</c>, a part of <c>organization</c>.</summary>
public sealed record VerifiedDomain
{
    public string? Name { get; init; }
    public bool? IsDefault { get; init; }
    public bool? IsInitial { get; init; }
}

/// <summary>Graph <c>subscribedSku</c>: a licence the tenant bought; its service plans decide what the tenant may use.</summary>
public sealed record SubscribedSku
{
    public required string Id { get; init; }
    public string? SkuId { get; init; }
    public string? SkuPartNumber { get; init; }
    public string? CapabilityStatus { get; init; }
    public string? AppliesTo { get; init; }
    public int? ConsumedUnits { get; init; }
    public IReadOnlyList<ServicePlan>? ServicePlans { get; init; }
}

/// <summary>Graph <c>servicePlanInfo</c>.</summary>
public sealed record ServicePlan
{
    public string? ServicePlanId { get; init; }
    public string? ServicePlanName { get; init; }
    public string? ProvisioningStatus { get; init; }
    public string? AppliesTo { get; init; }
}

/// <summary>Graph <c>domain</c>.</summary>
public sealed record Domain
{
    public required string Id { get; init; }
    public string? AuthenticationType { get; init; }
    public bool? IsDefault { get; init; }
    public bool? IsInitial { get; init; }
    public bool? IsRoot { get; init; }
    public bool? IsVerified { get; init; }
    public int? PasswordValidityPeriodInDays { get; init; }
}

/// <summary>Graph <c>directoryObject</c> as <c>getByIds</c> answers it: what an id in an assignment stands for. An id that is missing here does not resolve.</summary>
public sealed record DirectoryObject
{
    [JsonPropertyName("@odata.type")]
    [JsonConverter(typeof(RepeatedText))]
    public string? ODataType { get; init; }
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? AppId { get; init; }
    public DateTimeOffset? DeletedDateTime { get; init; }
    /// <summary>Of a <c>directoryObjectPartnerReference</c>: the tenant in which the object lives.</summary>
    public string? ExternalPartnerTenantId { get; init; }
    /// <summary>Of a <c>directoryObjectPartnerReference</c>: what the object is there, as <c>group</c>.</summary>
    public string? ObjectType { get; init; }
}

/// <summary>Graph <c>user</c>, with the properties by which privilege and hygiene are judged.</summary>
public sealed record User
{
    private readonly Instant createdDateTime;
    private readonly Instant lastPasswordChangeDateTime;
    private readonly Instant signInSessionsValidFromDateTime;

    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public string? UserPrincipalName { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? UserType { get; init; }
    public bool? AccountEnabled { get; init; }
    public string? Mail { get; init; }
    public DateTimeOffset? CreatedDateTime { get => createdDateTime; init => createdDateTime = value; }
    [JsonConverter(typeof(RepeatedText))]
    public string? CreationType { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? ExternalUserState { get; init; }
    public bool? OnPremisesSyncEnabled { get; init; }
    public string? OnPremisesImmutableId { get; init; }
    public DateTimeOffset? LastPasswordChangeDateTime { get => lastPasswordChangeDateTime; init => lastPasswordChangeDateTime = value; }
    public DateTimeOffset? SignInSessionsValidFromDateTime { get => signInSessionsValidFromDateTime; init => signInSessionsValidFromDateTime = value; }
    public bool? IsManagementRestricted { get; init; }
    public string? IdentityParentId { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? PasswordPolicies { get; init; }
    public IReadOnlyList<ObjectIdentity>? Identities { get; init; }
    [JsonConverter(typeof(RepeatedPlans))]
    public IReadOnlyList<AssignedPlan>? AssignedPlans { get; init; }
}

/// <summary>Graph <c>objectIdentity</c>: an issuer that a user signs in with.</summary>
public sealed record ObjectIdentity
{
    [JsonConverter(typeof(RepeatedText))]
    public string? SignInType { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? Issuer { get; init; }
    public string? IssuerAssignedId { get; init; }
}

/// <summary>Graph <c>assignedPlan</c>, without the time at which it was assigned.</summary>
public sealed record AssignedPlan
{
    [JsonConverter(typeof(RepeatedText))]
    public string? ServicePlanId { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? Service { get; init; }
    [JsonConverter(typeof(RepeatedText))]
    public string? CapabilityStatus { get; init; }
}

/// <summary>A user's <c>signInActivity</c>, read apart from the user since it needs a P1 licence and has the reports quota.</summary>
public sealed record UserSignInActivity
{
    public required string Id { get; init; }
    public SignInActivity? SignInActivity { get; init; }
}

/// <summary>Graph <c>signInActivity</c>.</summary>
public sealed record SignInActivity
{
    private readonly Instant lastSignInDateTime;
    private readonly Instant lastNonInteractiveSignInDateTime;
    private readonly Instant lastSuccessfulSignInDateTime;

    public DateTimeOffset? LastSignInDateTime { get => lastSignInDateTime; init => lastSignInDateTime = value; }
    public DateTimeOffset? LastNonInteractiveSignInDateTime { get => lastNonInteractiveSignInDateTime; init => lastNonInteractiveSignInDateTime = value; }
    public DateTimeOffset? LastSuccessfulSignInDateTime { get => lastSuccessfulSignInDateTime; init => lastSuccessfulSignInDateTime = value; }
}

/// <summary>Graph <c>group</c>: one that holds a role, directly or nested, or that a policy names.</summary>
public sealed record Group
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public bool? IsAssignableToRole { get; init; }
    public bool? IsManagementRestricted { get; init; }
    public bool? SecurityEnabled { get; init; }
    public bool? MailEnabled { get; init; }
    /// <summary><c>HiddenMembership</c>: who is in it shows only with Member.Read.Hidden.</summary>
    public string? Visibility { get; init; }
    public IReadOnlyList<string>? GroupTypes { get; init; }
    public string? MembershipRule { get; init; }
    public string? MembershipRuleProcessingState { get; init; }
    public bool? OnPremisesSyncEnabled { get; init; }
    public DateTimeOffset? CreatedDateTime { get; init; }
}

/// <summary>How many members a group has, nested ones too: the <c>@odata.count</c> of its transitive members.</summary>
public sealed record GroupSize
{
    public required string Id { get; init; }
    public required int MemberCount { get; init; }
}

/// <summary>An edge that the scanner adds an owner's or group's id to: <c>groups/{id}/members</c>, <c>groups/{id}/owners</c>,
/// <c>applications/{id}/owners</c> and <c>servicePrincipals/{id}/owners</c> answer the objects alone.</summary>
public sealed record ObjectLink
{
    /// <summary>The id of the object whose members or owners these are.</summary>
    [JsonConverter(typeof(RepeatedText))]
    public required string ParentId { get; init; }
    /// <summary>The id of the member or owner.</summary>
    public required string Id { get; init; }
    /// <summary>The type of the member or owner, as <c>#microsoft.graph.user</c>.</summary>
    [JsonPropertyName("@odata.type")]
    [JsonConverter(typeof(RepeatedText))]
    public string? ODataType { get; init; }
    public string? DisplayName { get; init; }
}

/// <summary>Graph <c>administrativeUnit</c>.</summary>
public sealed record AdministrativeUnit
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public bool? IsMemberManagementRestricted { get; init; }
    public string? MembershipRule { get; init; }
    public string? MembershipType { get; init; }
    public string? Visibility { get; init; }
}
