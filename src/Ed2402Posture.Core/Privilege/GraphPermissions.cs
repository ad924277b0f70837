using System.Globalization;
using Ed2402Posture.Core.Data;

namespace Ed2402Posture.Core.Privilege;

/// <summary>An application permission of Microsoft Graph as the table <c>Data/graph-permissions.tsv</c> knows it.</summary>
/// <param name="Id">App role id in the public cloud; ids differ in some clouds.</param>
/// <param name="Value">Name, as <c>RoleManagement.ReadWrite.Directory</c>: what to match by.</param>
/// <param name="Tier">Tier.</param>
public sealed record GraphPermission(string Id, string Value, int Tier);

/// <summary>The application permissions of Microsoft Graph.</summary>
public static class GraphPermissions
{
    /// <summary>Application id of Microsoft Graph, in every cloud.</summary>
    public const string MicrosoftGraphAppId = "00000003-0000-0000-c000-000000000000";

    private static readonly Lazy<IReadOnlyList<GraphPermission>> Rows = new(() =>
        [.. TsvTable.Rows("graph-permissions").Select(f => new GraphPermission(f[0], f[1], int.Parse(f[2], CultureInfo.InvariantCulture)))]);

    private static readonly Lazy<Dictionary<string, GraphPermission>> ByValue = new(() => Rows.Value.GroupBy(p => p.Value, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase));

    /// <summary>Every permission of the table.</summary>
    public static IReadOnlyList<GraphPermission> All => Rows.Value;

    /// <summary>The permission of that name, or null.</summary>
    public static GraphPermission? Find(string? value) => value is null ? null : ByValue.Value.GetValueOrDefault(value);
}
