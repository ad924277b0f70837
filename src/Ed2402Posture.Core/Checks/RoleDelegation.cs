using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>Which Azure roles allow their holders to assign roles, by the actions of the definitions that were read.</summary>
internal sealed class RoleDelegation
{
    private const string AssignRoles = "Microsoft.Authorization/roleAssignments/write", WriteAnything = "Any.Provider/anyResources/write";

    // Owner, User Access Administrator, Role Based Access Control Administrator. Other built-in roles that assign roles are bound by conditions of their own definitions.
    private static readonly string[] Assigning = ["8e3af657-a8ff-443c-a75c-2fe8c4bcb635", "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9", "f58310d9-a9f6-439a-9e8d-f62e7b41a168"];

    private readonly Dictionary<string, IReadOnlyList<AzurePermission>> permissions;
    private readonly Lazy<string[]> assigning;

    public RoleDelegation(Snapshot snapshot)
    {
        permissions = snapshot.Get(Datasets.AzureRoleDefinitions).Items
            .DistinctBy(d => AzureScope.LastSegment(d.Id), StringComparer.OrdinalIgnoreCase)
            .ToDictionary(d => AzureScope.LastSegment(d.Id), d => d.Properties?.Permissions ?? [], StringComparer.OrdinalIgnoreCase);
        assigning = new(() =>
        [
            .. Assigning,
            .. snapshot.Get(Datasets.AzureRoleDefinitions).Items.Where(d => string.Equals(d.Properties?.Type, "CustomRole", StringComparison.OrdinalIgnoreCase)).Select(d => AzureScope.LastSegment(d.Id))
                .Where(id => AzureActions.Grants(permissions[id], AssignRoles, data: false)).Distinct(StringComparer.OrdinalIgnoreCase),
        ]);
    }

    /// <summary>Whether the role allows to assign roles.</summary>
    public bool AssignsRoles(RoleHolding holding) => Grants(holding, AssignRoles);

    /// <summary>Whether the role allows to write resources of every kind, as Owner does.</summary>
    public bool WritesAnything(RoleHolding holding) => Grants(holding, WriteAnything);

    /// <summary>Why no condition of the assignment bounds what may be assigned, as the end of a sentence; null when one does.</summary>
    public string? Unbound(RoleHolding holding) => DelegationCondition.Lack(holding.Condition, assigning.Value);

    private bool Grants(RoleHolding holding, string action) =>
        permissions.TryGetValue(holding.RoleDefinitionId, out IReadOnlyList<AzurePermission>? granted) && AzureActions.Grants(granted, action, data: false);
}
