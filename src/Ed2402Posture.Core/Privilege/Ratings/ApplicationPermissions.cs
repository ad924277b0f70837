using System.Globalization;
using Ed2402Posture.Core.Data;

namespace Ed2402Posture.Core.Privilege;

/// <summary>An application permission of a resource other than Microsoft Graph, as the table <c>Data/resource-permissions.tsv</c> knows it.</summary>
/// <param name="ResourceAppId">Application id of the resource, the same in every tenant.</param>
/// <param name="Resource">Name of the resource.</param>
/// <param name="Value">Name of the permission: what to match by.</param>
/// <param name="Tier">Tier.</param>
public sealed record ResourcePermission(string ResourceAppId, string Resource, string Value, int Tier);

/// <summary>Permissions of every resource that matters to privilege.</summary>
public static class ApplicationPermissions
{
    private static readonly Lazy<IReadOnlyList<(ResourcePermission Permission, string Id)>> Rows = new(() =>
        [.. TsvTable.Rows("resource-permissions").Select(f => (new ResourcePermission(f[0], f[1], f[2], int.Parse(f[3], CultureInfo.InvariantCulture)), f[4]))]);

    private static readonly Lazy<Dictionary<string, string>> ValuesById = new(() => Rows.Value.Where(r => r.Id != "-").Select(r => (r.Id, r.Permission.Value))
        .Concat(GraphPermissions.All.Select(p => (p.Id, p.Value)))
        .DistinctBy(p => p.Item1, StringComparer.OrdinalIgnoreCase)
        .ToDictionary(p => p.Item1, p => p.Item2, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<Dictionary<string, int>> Delegated = new(() =>
        TsvTable.Rows("delegated-permissions").ToDictionary(f => $"{f[0]}|{f[1]}", f => int.Parse(f[2], CultureInfo.InvariantCulture), StringComparer.OrdinalIgnoreCase));

    /// <summary>The resources other than Microsoft Graph whose permissions matter.</summary>
    public static IReadOnlyList<ResourcePermission> Others => field ??= [.. Rows.Value.Select(r => r.Permission)];

    /// <summary>The tier of a permission of a resource; <see cref="Tiers.Other"/> when the tables do not know it.</summary>
    public static int Tier(string? resourceAppId, string value)
    {
        if (string.Equals(resourceAppId, GraphPermissions.MicrosoftGraphAppId, StringComparison.OrdinalIgnoreCase))
        {
            return GraphPermissions.Find(value)?.Tier ?? Tiers.Other;
        }

        return Others.FirstOrDefault(p => string.Equals(p.ResourceAppId, resourceAppId, StringComparison.OrdinalIgnoreCase) && string.Equals(p.Value, value, StringComparison.OrdinalIgnoreCase))?.Tier ?? Tiers.Other;
    }

    /// <summary>The tier of a permission that is delegated for all users: that of the application permission of its name, unless the table
    /// <c>Data/delegated-permissions.tsv</c> has its own.</summary>
    public static int DelegatedTier(string? resourceAppId, string value) => Delegated.Value.TryGetValue($"{resourceAppId}|{value}", out int tier) ? tier : Tier(resourceAppId, value);

    /// <summary>The name of the permission with that app role id in the public cloud, or null: a hint for a resource whose app roles were not read.</summary>
    public static string? ValueOf(string appRoleId) => ValuesById.Value.GetValueOrDefault(appRoleId);
}
