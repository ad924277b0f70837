using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>Which Azure roles allow their holders to assign roles, by the actions of the definitions that were read.</summary>
internal sealed class RoleDelegation
{
    private const string AssignRoles = "Microsoft.Authorization/roleAssignments/write", WriteAnything = "Any.Provider/anyResources/write";
    private readonly Dictionary<string, IReadOnlyList<AzurePermission>> permissions;

    public RoleDelegation(Snapshot snapshot) => permissions = snapshot.Get(Datasets.AzureRoleDefinitions).Items
        .DistinctBy(d => AzureScope.LastSegment(d.Id), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(d => AzureScope.LastSegment(d.Id), d => d.Properties?.Permissions ?? [], StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the role allows to assign roles.</summary>
    public bool AssignsRoles(RoleHolding holding) => Grants(holding, AssignRoles);

    /// <summary>Whether the role allows to write resources of every kind, as Owner does.</summary>
    public bool WritesAnything(RoleHolding holding) => Grants(holding, WriteAnything);

    /// <summary>Whether a condition of the assignment speaks of role assignments, and so limits whom and what may be assigned.</summary>
    public static bool IsBound(RoleHolding holding) => holding.Condition?.Contains(AssignRoles, StringComparison.OrdinalIgnoreCase) == true;

    private bool Grants(RoleHolding holding, string action) =>
        permissions.TryGetValue(holding.RoleDefinitionId, out IReadOnlyList<AzurePermission>? granted) && AzureActions.Grants(granted, action, data: false);
}
