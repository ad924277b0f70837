using System.Text.Json.Serialization;

namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>accessReviewScheduleDefinition</c>: a review, once or recurring.</summary>
public sealed record AccessReviewDefinition
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    /// <summary><c>NotStarted</c>, <c>InProgress</c>, <c>Applying</c>, <c>Completed</c> and others.</summary>
    public string? Status { get; init; }
    public AccessReviewScope? Scope { get; init; }
    public AccessReviewSettings? Settings { get; init; }
}

/// <summary>Graph <c>accessReviewScope</c> and the types derived from it, told apart by <c>@odata.type</c>: a query, or principals and resources.</summary>
public sealed record AccessReviewScope
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public string? Query { get; init; }
    /// <summary>With a review of inactive users alone: for how long they were, as <c>P30D</c>.</summary>
    public string? InactiveDuration { get; init; }
    public IReadOnlyList<AccessReviewQuery>? PrincipalScopes { get; init; }
    public IReadOnlyList<AccessReviewQuery>? ResourceScopes { get; init; }
}

/// <summary>Graph <c>accessReviewQueryScope</c> within a scope of principals and resources.</summary>
public sealed record AccessReviewQuery
{
    [JsonPropertyName("@odata.type")]
    public string? ODataType { get; init; }
    public string? Query { get; init; }
    public string? InactiveDuration { get; init; }
}

/// <summary>Graph <c>accessReviewScheduleSettings</c>.</summary>
public sealed record AccessReviewSettings
{
    public bool? AutoApplyDecisionsEnabled { get; init; }
    public bool? DefaultDecisionEnabled { get; init; }
    public string? DefaultDecision { get; init; }
    public int? InstanceDurationInDays { get; init; }
    public ReviewRecurrence? Recurrence { get; init; }
}

/// <summary>Graph <c>patternedRecurrence</c>.</summary>
public sealed record ReviewRecurrence
{
    public RecurrencePattern? Pattern { get; init; }
    public RecurrenceRange? Range { get; init; }
}

/// <summary>Graph <c>recurrencePattern</c>.</summary>
public sealed record RecurrencePattern
{
    /// <summary><c>daily</c>, <c>weekly</c>, <c>absoluteMonthly</c>, <c>relativeMonthly</c>, <c>absoluteYearly</c>, <c>relativeYearly</c>.</summary>
    public string? Type { get; init; }
    public int? Interval { get; init; }
}

/// <summary>Graph <c>recurrenceRange</c>; dates as <c>2026-12-31</c>.</summary>
public sealed record RecurrenceRange
{
    /// <summary><c>noEnd</c>, <c>endDate</c>, <c>numbered</c>.</summary>
    public string? Type { get; init; }
    public string? StartDate { get; init; }
    public string? EndDate { get; init; }
    public int? NumberOfOccurrences { get; init; }
}

/// <summary>Graph beta <c>unifiedRoleManagementAlert</c>: something that PIM warns of.</summary>
public sealed record RoleManagementAlert
{
    public required string Id { get; init; }
    public string? AlertDefinitionId { get; init; }
    public string? ScopeId { get; init; }
    public string? ScopeType { get; init; }
    public bool? IsActive { get; init; }
    public int? IncidentCount { get; init; }
    public DateTimeOffset? LastScannedDateTime { get; init; }
    public RoleManagementAlertDefinition? AlertDefinition { get; init; }
}

/// <summary>Graph beta <c>unifiedRoleManagementAlertDefinition</c>.</summary>
public sealed record RoleManagementAlertDefinition
{
    public string? Id { get; init; }
    public string? DisplayName { get; init; }
    /// <summary><c>informational</c>, <c>low</c>, <c>medium</c>, <c>high</c>.</summary>
    public string? SeverityLevel { get; init; }
    public string? SecurityImpact { get; init; }
    public string? MitigationSteps { get; init; }
}

/// <summary>Graph <c>accessReviewInstance</c>: one run of a review.</summary>
public sealed record AccessReviewInstance
{
    /// <summary>The review.</summary>
    public string ParentId { get; init; } = "";
    public required string Id { get; init; }
    public DateTimeOffset? StartDateTime { get; init; }
    public DateTimeOffset? EndDateTime { get; init; }
    /// <summary><c>NotStarted</c>, <c>InProgress</c>, <c>Completed</c>, <c>AutoReviewed</c>, <c>Applying</c>, <c>Applied</c> and others.</summary>
    public string? Status { get; init; }
    public AccessReviewScope? Scope { get; init; }
}

/// <summary>Graph <c>accessReviewInstanceDecisionItem</c>: what was decided on one holder, not who the holder is.</summary>
public sealed record AccessReviewDecision
{
    /// <summary>The review and its run, as <c>review/run</c>.</summary>
    public string ParentId { get; init; } = "";
    public required string Id { get; init; }
    /// <summary><c>Approve</c>, <c>Deny</c>, <c>DontKnow</c>, <c>NotReviewed</c>.</summary>
    public string? Decision { get; init; }
    public DateTimeOffset? ReviewedDateTime { get; init; }
    /// <summary><c>New</c>, <c>AppliedSuccessfully</c>, <c>AppliedWithUnknownFailure</c>, <c>AppliedSuccessfullyButObjectNotFound</c>, <c>ApplyNotSupported</c>.</summary>
    public string? ApplyResult { get; init; }
    public AuditUser? ReviewedBy { get; init; }
}
