namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>ARM <c>roleManagementPolicyAssignments</c>: the PIM settings of one Azure role at one scope.</summary>
public sealed record AzureRolePolicyAssignment
{
    public required string Id { get; init; }
    public string? Name { get; init; }
    public string? Type { get; init; }
    public AzureRolePolicyProperties? Properties { get; init; }
}

/// <summary>Properties of <see cref="AzureRolePolicyAssignment"/>.</summary>
public sealed record AzureRolePolicyProperties
{
    public string? Scope { get; init; }
    public string? RoleDefinitionId { get; init; }
    public string? PolicyId { get; init; }
    /// <summary>The rules as they hold here, inherited ones too, under the names that Graph gives them.</summary>
    public IReadOnlyList<RoleManagementPolicyRule>? EffectiveRules { get; init; }
}
