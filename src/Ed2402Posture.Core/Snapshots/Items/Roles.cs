using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>unifiedRoleDefinition</c>. <c>isPrivileged</c> exists in beta only and is not relied on.</summary>
public sealed record RoleDefinition
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public string? TemplateId { get; init; }
    public bool? IsBuiltIn { get; init; }
    public bool? IsEnabled { get; init; }
    public IReadOnlyList<RolePermission>? RolePermissions { get; init; }
}

/// <summary>Graph <c>unifiedRolePermission</c>.</summary>
public sealed record RolePermission
{
    public IReadOnlyList<string>? AllowedResourceActions { get; init; }
    public IReadOnlyList<string>? ExcludedResourceActions { get; init; }
    public string? Condition { get; init; }
}

/// <summary>Graph <c>unifiedRoleAssignment</c>: an active assignment, made in PIM or outside it.</summary>
public sealed record RoleAssignment
{
    public required string Id { get; init; }
    public string? PrincipalId { get; init; }
    public string? RoleDefinitionId { get; init; }
    public string? DirectoryScopeId { get; init; }
    public string? AppScopeId { get; init; }
    public string? Condition { get; init; }
    /// <summary>The home tenant of the principal: another one for a partner's group.</summary>
    public string? PrincipalOrganizationId { get; init; }
}

/// <summary>Graph <c>unifiedRoleAssignmentScheduleInstance</c>: an active assignment as PIM sees it.</summary>
public sealed record RoleAssignmentScheduleInstance
{
    public required string Id { get; init; }
    public string? PrincipalId { get; init; }
    public string? RoleDefinitionId { get; init; }
    public string? DirectoryScopeId { get; init; }
    public string? AppScopeId { get; init; }
    public DateTimeOffset? StartDateTime { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }
    /// <summary><c>Assigned</c>, or <c>Activated</c> from an eligibility.</summary>
    public string? AssignmentType { get; init; }
    /// <summary><c>Direct</c>, <c>Group</c> or <c>Inherited</c>.</summary>
    public string? MemberType { get; init; }
    public string? RoleAssignmentOriginId { get; init; }
    public string? RoleAssignmentScheduleId { get; init; }
}

/// <summary>Graph <c>unifiedRoleEligibilityScheduleInstance</c>.</summary>
public sealed record RoleEligibilityScheduleInstance
{
    public required string Id { get; init; }
    public string? PrincipalId { get; init; }
    public string? RoleDefinitionId { get; init; }
    public string? DirectoryScopeId { get; init; }
    public string? AppScopeId { get; init; }
    public DateTimeOffset? StartDateTime { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }
    public string? MemberType { get; init; }
    public string? RoleEligibilityScheduleId { get; init; }
}

/// <summary>Graph <c>privilegedAccessGroupAssignmentScheduleInstance</c> or <c>…EligibilityScheduleInstance</c>: PIM for Groups.</summary>
public sealed record PimGroupScheduleInstance
{
    public required string Id { get; init; }
    public string? GroupId { get; init; }
    public string? PrincipalId { get; init; }
    /// <summary><c>member</c> or <c>owner</c>.</summary>
    public string? AccessId { get; init; }
    /// <summary><c>direct</c> or <c>group</c>.</summary>
    public string? MemberType { get; init; }
    /// <summary><c>assigned</c> or <c>activated</c>; absent on an eligibility.</summary>
    public string? AssignmentType { get; init; }
    public DateTimeOffset? StartDateTime { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }
    /// <summary>The member or owner, expanded: its id alone does not tell a user from a group.</summary>
    public DirectoryObject? Principal { get; init; }
}

/// <summary>Graph <c>unifiedRoleManagementPolicyAssignment</c> with its policy and rules: the PIM settings of one role or group.</summary>
public sealed record RoleManagementPolicyAssignment
{
    public required string Id { get; init; }
    public string? PolicyId { get; init; }
    public string? RoleDefinitionId { get; init; }
    public string? ScopeId { get; init; }
    public string? ScopeType { get; init; }
    public RoleManagementPolicy? Policy { get; init; }
}

/// <summary>Graph <c>unifiedRoleManagementPolicy</c>.</summary>
public sealed record RoleManagementPolicy
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    public DateTimeOffset? LastModifiedDateTime { get; init; }
    public IReadOnlyList<RoleManagementPolicyRule>? Rules { get; init; }
}

/// <summary>Graph <c>unifiedRoleManagementPolicyRule</c> and the types derived from it, told apart by <c>@odata.type</c>.</summary>
public sealed record RoleManagementPolicyRule
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public required string Id { get; init; }
    public bool? IsExpirationRequired { get; init; }
    /// <summary>An ISO 8601 duration, as <c>PT8H</c>.</summary>
    public string? MaximumDuration { get; init; }
    public IReadOnlyList<string>? EnabledRules { get; init; }
    public ApprovalSettings? Setting { get; init; }
    public bool? IsEnabled { get; init; }
    public string? ClaimValue { get; init; }
    public string? NotificationType { get; init; }
    public string? RecipientType { get; init; }
    public string? NotificationLevel { get; init; }
    public bool? IsDefaultRecipientsEnabled { get; init; }
    public IReadOnlyList<string>? NotificationRecipients { get; init; }
    public PolicyRuleTarget? Target { get; init; }
}

/// <summary>Graph <c>unifiedRoleManagementPolicyRuleTarget</c>.</summary>
public sealed record PolicyRuleTarget
{
    public string? Caller { get; init; }
    public IReadOnlyList<string>? Operations { get; init; }
    public string? Level { get; init; }
}

/// <summary>Graph <c>approvalSettings</c>.</summary>
public sealed record ApprovalSettings
{
    public bool? IsApprovalRequired { get; init; }
    public bool? IsApprovalRequiredForExtension { get; init; }
    public bool? IsRequestorJustificationRequired { get; init; }
    public string? ApprovalMode { get; init; }
    public IReadOnlyList<ApprovalStage>? ApprovalStages { get; init; }
}

/// <summary>Graph <c>unifiedApprovalStage</c>.</summary>
public sealed record ApprovalStage
{
    public int? ApprovalStageTimeOutInDays { get; init; }
    public bool? IsApproverJustificationRequired { get; init; }
    public bool? IsEscalationEnabled { get; init; }
    public IReadOnlyList<ApproverSubject>? PrimaryApprovers { get; init; }
    public IReadOnlyList<ApproverSubject>? EscalationApprovers { get; init; }
}

/// <summary>Graph <c>subjectSet</c>: <c>singleUser</c> (userId), <c>groupMembers</c> (groupId) and others, told apart by <c>@odata.type</c>. Azure's
/// <c>UserSet</c> has an id and <c>User</c> or <c>Group</c> as its type.</summary>
public sealed record ApproverSubject
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public string? UserId { get; init; }
    public string? GroupId { get; init; }
    public string? Id { get; init; }
    public string? UserType { get; init; }
    public string? Description { get; init; }
}
