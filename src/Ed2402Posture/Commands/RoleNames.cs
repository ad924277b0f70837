using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Commands;

/// <summary>A role or permission that one may ask for.</summary>
/// <param name="Name">Name.</param>
/// <param name="Id">Id of its definition.</param>
/// <param name="Tip">Where it belongs.</param>
internal readonly record struct RoleName(string Name, string Id, string Tip);

/// <summary>Roles and permissions by name: those that Microsoft defines, and those that were read.</summary>
internal static class RoleNames
{
    /// <summary>Microsoft's directory roles, strongest first, the roles of the snapshot, then application permissions of tier 0 and 1.</summary>
    public static IEnumerable<RoleName> Known(Snapshot? snapshot)
    {
        foreach (EntraRole role in EntraRoles.All.OrderBy(r => r.Tier).ThenBy(r => r.DisplayName, StringComparer.OrdinalIgnoreCase))
        {
            yield return new RoleName(role.DisplayName, role.TemplateId, $"Microsoft Entra ID, tier {role.Tier}");
        }

        foreach (RoleDefinition role in snapshot?.Get(Datasets.RoleDefinitions).Items.Where(r => r.DisplayName is not null) ?? [])
        {
            yield return new RoleName(role.DisplayName!, role.Id, "Microsoft Entra ID");
        }

        foreach (AzureRoleDefinition role in snapshot?.Get(Datasets.AzureRoleDefinitions).Items.Where(r => r.Properties?.RoleName is not null) ?? [])
        {
            yield return new RoleName(role.Properties!.RoleName!, role.Name ?? role.Id, "Azure");
        }

        foreach (GraphPermission permission in GraphPermissions.All.Where(p => p.Tier <= Tiers.ManagementPlane).OrderBy(p => p.Tier).ThenBy(p => p.Value, StringComparer.OrdinalIgnoreCase))
        {
            yield return new RoleName(permission.Value, permission.Id, $"Application permission, tier {permission.Tier}");
        }
    }
}
