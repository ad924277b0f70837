namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>signIn</c>: one sign-in of a user or a workload. The members that only beta has say so.</summary>
public sealed record SignIn
{
    public required string Id { get; init; }
    public DateTimeOffset? CreatedDateTime { get; init; }
    public string? UserId { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? AppId { get; init; }
    public string? AppDisplayName { get; init; }
    public string? ResourceId { get; init; }
    public string? ResourceDisplayName { get; init; }
    public string? ServicePrincipalId { get; init; }
    public string? ServicePrincipalName { get; init; }
    public string? IpAddress { get; init; }
    public string? ClientAppUsed { get; init; }
    public string? UserAgent { get; init; }
    public bool? IsInteractive { get; init; }
    public string? CorrelationId { get; init; }
    public string? ConditionalAccessStatus { get; init; }
    public string? HomeTenantId { get; init; }
    public string? RiskLevelDuringSignIn { get; init; }
    public string? RiskLevelAggregated { get; init; }
    public string? RiskState { get; init; }
    public SignInStatus? Status { get; init; }
    public SignInLocation? Location { get; init; }
    public SignInDevice? DeviceDetail { get; init; }
    /// <summary>Beta: <c>interactiveUser</c>, <c>nonInteractiveUser</c>, <c>servicePrincipal</c>, <c>managedIdentity</c>.</summary>
    public IReadOnlyList<string>? SignInEventTypes { get; init; }
    /// <summary>Beta: <c>singleFactorAuthentication</c> or <c>multiFactorAuthentication</c>.</summary>
    public string? AuthenticationRequirement { get; init; }
    /// <summary>Beta: the steps of the sign-in, with the method of each.</summary>
    public IReadOnlyList<AuthenticationStep>? AuthenticationDetails { get; init; }
    /// <summary>Beta: the number of the network's autonomous system.</summary>
    public int? AutonomousSystemNumber { get; init; }
    /// <summary>Beta: <c>none</c>, <c>oAuth2</c>, <c>ropc</c>, <c>saml20</c>, <c>deviceCode</c> …</summary>
    public string? AuthenticationProtocol { get; init; }
    /// <summary>Beta: the key with which a service principal signed in.</summary>
    public string? ServicePrincipalCredentialKeyId { get; init; }
    /// <summary>Beta: the certificate with which a service principal signed in.</summary>
    public string? ServicePrincipalCredentialThumbprint { get; init; }
}

/// <summary>Graph <c>authenticationDetail</c> (beta): one step of a sign-in.</summary>
public sealed record AuthenticationStep
{
    public DateTimeOffset? AuthenticationStepDateTime { get; init; }
    /// <summary>As <c>Password</c>, <c>FIDO2 security key</c>, <c>Previously satisfied</c>.</summary>
    public string? AuthenticationMethod { get; init; }
    public string? AuthenticationMethodDetail { get; init; }
    public bool? Succeeded { get; init; }
    public string? AuthenticationStepResultDetail { get; init; }
    public string? AuthenticationStepRequirement { get; init; }
}

/// <summary>Graph <c>signInStatus</c>; error code 0 is success.</summary>
public sealed record SignInStatus
{
    public int? ErrorCode { get; init; }
    public string? FailureReason { get; init; }
    public string? AdditionalDetails { get; init; }
}

/// <summary>Graph <c>signInLocation</c>.</summary>
public sealed record SignInLocation
{
    public string? City { get; init; }
    public string? State { get; init; }
    public string? CountryOrRegion { get; init; }
}

/// <summary>Graph <c>deviceDetail</c>.</summary>
public sealed record SignInDevice
{
    public string? DeviceId { get; init; }
    public string? DisplayName { get; init; }
    public string? OperatingSystem { get; init; }
    public string? Browser { get; init; }
    public bool? IsCompliant { get; init; }
    public bool? IsManaged { get; init; }
    public string? TrustType { get; init; }
}

/// <summary>Graph <c>directoryAudit</c>: one change in the directory.</summary>
public sealed record DirectoryAudit
{
    public required string Id { get; init; }
    public DateTimeOffset? ActivityDateTime { get; init; }
    public string? ActivityDisplayName { get; init; }
    public string? Category { get; init; }
    public string? LoggedByService { get; init; }
    public string? OperationType { get; init; }
    public string? CorrelationId { get; init; }
    public string? Result { get; init; }
    public string? ResultReason { get; init; }
    public AuditInitiator? InitiatedBy { get; init; }
    public IReadOnlyList<AuditTarget>? TargetResources { get; init; }
}

/// <summary>Graph <c>auditActivityInitiator</c>: a user or an application.</summary>
public sealed record AuditInitiator
{
    public AuditUser? User { get; init; }
    public AuditApp? App { get; init; }
}

/// <summary>Graph <c>userIdentity</c> as directory audits carry it.</summary>
public sealed record AuditUser
{
    public string? Id { get; init; }
    public string? DisplayName { get; init; }
    public string? UserPrincipalName { get; init; }
    public string? IpAddress { get; init; }
}

/// <summary>Graph <c>appIdentity</c>.</summary>
public sealed record AuditApp
{
    public string? AppId { get; init; }
    public string? DisplayName { get; init; }
    public string? ServicePrincipalId { get; init; }
    public string? ServicePrincipalName { get; init; }
}

/// <summary>Graph <c>targetResource</c>.</summary>
public sealed record AuditTarget
{
    public string? Id { get; init; }
    public string? DisplayName { get; init; }
    public string? Type { get; init; }
    public string? UserPrincipalName { get; init; }
    public IReadOnlyList<AuditProperty>? ModifiedProperties { get; init; }
}

/// <summary>Graph <c>modifiedProperty</c>; values are JSON in text.</summary>
public sealed record AuditProperty
{
    public string? DisplayName { get; init; }
    public string? OldValue { get; init; }
    public string? NewValue { get; init; }
}
