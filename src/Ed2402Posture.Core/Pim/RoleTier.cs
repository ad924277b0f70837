using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>The tier of a directory role when held tenant-wide.</summary>
internal static class RoleTier
{
    /// <summary>The strongest of the table's tier and the settings' own.</summary>
    public static int Of(string roleDefinitionId, RoleDefinition? role, PostureSettings settings)
    {
        string template = role?.TemplateId ?? roleDefinitionId;
        int table = EntraRoles.Find(template)?.Tier ?? Tiers.Other;
        AdditionalRole? added = settings.AdditionalRoles.FirstOrDefault(r => Is(r, roleDefinitionId) || Is(r, template));
        return Math.Min(table, added?.Tier ?? Tiers.Other);
    }

    private static bool Is(AdditionalRole added, string id) => string.Equals(added.RoleDefinitionId, id, StringComparison.OrdinalIgnoreCase);
}
