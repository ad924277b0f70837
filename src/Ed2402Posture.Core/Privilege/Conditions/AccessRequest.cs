namespace Ed2402Posture.Core.Privilege.Conditions;

/// <summary>What somebody tries to do, as far as it is known: whatever a condition asks beyond that is open.</summary>
/// <param name="Action">The action of Azure's control plane, as <c>Microsoft.Authorization/roleAssignments/write</c>.</param>
/// <param name="Attributes">Values of the request by attribute, as <c>Microsoft.Authorization/roleAssignments:RoleDefinitionId</c>.</param>
internal sealed record AccessRequest(string Action, IReadOnlyDictionary<string, string> Attributes)
{
    /// <summary>The action that assigns a role.</summary>
    public const string AssignRoles = "Microsoft.Authorization/roleAssignments/write";

    /// <summary>The action that makes or changes a custom role.</summary>
    public const string DefineRoles = "Microsoft.Authorization/roleDefinitions/write";

    /// <summary>The attribute that tells which role is assigned.</summary>
    public const string RoleAttribute = "Microsoft.Authorization/roleAssignments:RoleDefinitionId";

    /// <summary>The assignment of a role to anybody.</summary>
    /// <param name="role">The GUID of the role definition.</param>
    public static AccessRequest ToAssign(string role) => new(AssignRoles, new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { [RoleAttribute] = role });

    /// <summary>The writing of a custom role.</summary>
    public static AccessRequest ToDefine { get; } = new(DefineRoles, new Dictionary<string, string>());
}
