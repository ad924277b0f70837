namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>adminConsentRequestPolicy</c>: the admin consent workflow. It has no id in the answer.</summary>
public sealed record AdminConsentRequestPolicy
{
    public bool? IsEnabled { get; init; }
    public bool? NotifyReviewers { get; init; }
    public bool? RemindersEnabled { get; init; }
    public int? RequestDurationInDays { get; init; }
    public IReadOnlyList<ReviewerScope>? Reviewers { get; init; }
}

/// <summary>Graph <c>accessReviewReviewerScope</c>.</summary>
public sealed record ReviewerScope
{
    public string? Query { get; init; }
    public string? QueryType { get; init; }
    public string? QueryRoot { get; init; }
}

/// <summary>Graph <c>tenantAppManagementPolicy</c>: what the credentials of all applications and service principals must keep to.</summary>
public sealed record DefaultAppManagementPolicy
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public bool? IsEnabled { get; init; }
    public CredentialRestrictions? ApplicationRestrictions { get; init; }
    public CredentialRestrictions? ServicePrincipalRestrictions { get; init; }
}

/// <summary>Graph <c>appManagementPolicy</c>: what single applications and service principals must keep to instead.</summary>
public sealed record AppManagementPolicy
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public bool? IsEnabled { get; init; }
    public CredentialRestrictions? Restrictions { get; init; }
}

/// <summary>Graph <c>appManagementConfiguration</c>.</summary>
public sealed record CredentialRestrictions
{
    public IReadOnlyList<CredentialRestriction>? PasswordCredentials { get; init; }
    public IReadOnlyList<CredentialRestriction>? KeyCredentials { get; init; }
}

/// <summary>Graph <c>passwordCredentialConfiguration</c> or <c>keyCredentialConfiguration</c>.</summary>
public sealed record CredentialRestriction
{
    /// <summary><c>passwordAddition</c>, <c>passwordLifetime</c>, <c>asymmetricKeyLifetime</c> and others.</summary>
    public string? RestrictionType { get; init; }
    /// <summary><c>enabled</c> or <c>disabled</c>.</summary>
    public string? State { get; init; }
    /// <summary>An ISO 8601 duration, as <c>P90D</c>.</summary>
    public string? MaxLifetime { get; init; }
    /// <summary>Applications made earlier are exempt; the first day of the calendar exempts none.</summary>
    public DateTimeOffset? RestrictForAppsCreatedAfterDateTime { get; init; }
}
