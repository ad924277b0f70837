using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>An entity of ARM <c>Microsoft.Management/getEntities</c>: a management group or subscription and its place in the hierarchy.</summary>
public sealed record ManagementGroup
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public ManagementGroupProperties? Properties { get; init; }
}

/// <summary>Properties of <see cref="ManagementGroup"/>.</summary>
public sealed record ManagementGroupProperties
{
    public string? DisplayName { get; init; }
    public string? TenantId { get; init; }
    public ManagementGroupParent? Parent { get; init; }
    public IReadOnlyList<string>? ParentNameChain { get; init; }
}

/// <summary>The parent of an entity in the management group tree.</summary>
public sealed record ManagementGroupParent
{
    public string? Id { get; init; }
}

/// <summary>ARM <c>Subscription</c> (Microsoft.Resources).</summary>
public sealed record AzureSubscription
{
    public required string Id { get; init; }
    public string? SubscriptionId { get; init; }
    public string? DisplayName { get; init; }
    public string? State { get; init; }
    public string? TenantId { get; init; }
}

/// <summary>ARM <c>Microsoft.Authorization/roleAssignments</c>, as Resource Graph and the REST list give it.</summary>
public sealed record AzureRoleAssignment
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public AzureRoleAssignmentProperties? Properties { get; init; }
}

/// <summary>Properties of <see cref="AzureRoleAssignment"/>.</summary>
public sealed record AzureRoleAssignmentProperties
{
    public string? RoleDefinitionId { get; init; }
    public string? PrincipalId { get; init; }
    public string? PrincipalType { get; init; }
    public string? Scope { get; init; }
    public string? Condition { get; init; }
    public string? ConditionVersion { get; init; }
    public DateTimeOffset? CreatedOn { get; init; }
    public DateTimeOffset? UpdatedOn { get; init; }
    public string? CreatedBy { get; init; }
    public string? Description { get; init; }
}

/// <summary>ARM <c>Microsoft.Authorization/roleDefinitions</c>.</summary>
public sealed record AzureRoleDefinition
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public AzureRoleDefinitionProperties? Properties { get; init; }
}

/// <summary>Properties of <see cref="AzureRoleDefinition"/>.</summary>
public sealed record AzureRoleDefinitionProperties
{
    public string? RoleName { get; init; }
    /// <summary><c>BuiltInRole</c> or <c>CustomRole</c>. Graph of resources calls it <c>type</c>.</summary>
    public string? Type { get; init; }
    public string? Description { get; init; }
    public IReadOnlyList<string>? AssignableScopes { get; init; }
    public IReadOnlyList<AzurePermission>? Permissions { get; init; }
}

/// <summary>The actions that an Azure role definition grants.</summary>
public sealed record AzurePermission
{
    public IReadOnlyList<string>? Actions { get; init; }
    public IReadOnlyList<string>? NotActions { get; init; }
    public IReadOnlyList<string>? DataActions { get; init; }
    public IReadOnlyList<string>? NotDataActions { get; init; }
    public string? Condition { get; init; }
}

/// <summary>ARM <c>roleAssignmentScheduleInstances</c> or <c>roleEligibilityScheduleInstances</c> (PIM for Azure resources).</summary>
public sealed record AzureScheduleInstance
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public AzureScheduleInstanceProperties? Properties { get; init; }
}

/// <summary>Properties of <see cref="AzureScheduleInstance"/>.</summary>
public sealed record AzureScheduleInstanceProperties
{
    public string? Scope { get; init; }
    public string? RoleDefinitionId { get; init; }
    public string? PrincipalId { get; init; }
    public string? PrincipalType { get; init; }
    public string? Status { get; init; }
    public DateTimeOffset? StartDateTime { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }
    public string? MemberType { get; init; }
    /// <summary><c>Assigned</c> or <c>Activated</c>; absent on an eligibility.</summary>
    public string? AssignmentType { get; init; }
    public string? Condition { get; init; }
    public string? OriginRoleAssignmentId { get; init; }
}

/// <summary>ARM <c>Microsoft.Authorization/classicAdministrators</c>: retired on 31 August 2024, and still answered in some clouds.</summary>
public sealed record ClassicAdministrator
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public ClassicAdministratorProperties? Properties { get; init; }
}

/// <summary>Properties of <see cref="ClassicAdministrator"/>.</summary>
public sealed record ClassicAdministratorProperties
{
    public string? EmailAddress { get; init; }
    /// <summary><c>ServiceAdministrator</c>, <c>AccountAdministrator</c>, <c>CoAdministrator</c>; several joined with <c>;</c>.</summary>
    public string? Role { get; init; }
}
