using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>delegatedAdminRelationship</c>: what a partner may administer in a customer's tenant.</summary>
public sealed record DelegatedAdminRelationship
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public DelegatedAdminCustomer? Customer { get; init; }
    public DelegatedAdminAccess? AccessDetails { get; init; }
    /// <summary><c>active</c>, <c>approvalPending</c>, <c>terminated</c> and others.</summary>
    public string? Status { get; init; }
    /// <summary>An ISO 8601 duration; <c>PT0S</c> when it does not extend itself.</summary>
    public string? AutoExtendDuration { get; init; }
    public DateTimeOffset? ActivatedDateTime { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }
}

/// <summary>The customer of a <see cref="DelegatedAdminRelationship"/>.</summary>
public sealed record DelegatedAdminCustomer
{
    public string? TenantId { get; init; }
    public string? DisplayName { get; init; }
}

/// <summary>The roles of a <see cref="DelegatedAdminRelationship"/>.</summary>
public sealed record DelegatedAdminAccess
{
    public IReadOnlyList<DelegatedAdminRole>? UnifiedRoles { get; init; }
}

/// <summary>A role of a <see cref="DelegatedAdminRelationship"/>.</summary>
public sealed record DelegatedAdminRole
{
    public string? RoleDefinitionId { get; init; }
}

/// <summary>Graph <c>tenantInformation</c>: the tenant that a domain belongs to.</summary>
public sealed record DomainTenant
{
    /// <summary>The domain that was asked about; not one of Graph's own members.</summary>
    public string Domain { get; init; } = "";
    public string? TenantId { get; init; }
    public string? DisplayName { get; init; }
    public string? DefaultDomainName { get; init; }
}
