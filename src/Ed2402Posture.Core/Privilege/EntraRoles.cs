using System.Globalization;
using Ed2402Posture.Core.Data;

namespace Ed2402Posture.Core.Privilege;

/// <summary>A built-in directory role as the table <c>Data/entra-roles.tsv</c> knows it.</summary>
/// <param name="TemplateId">Template id: the same in every tenant.</param>
/// <param name="DisplayName">Name.</param>
/// <param name="IsPrivileged">Whether Microsoft marks it privileged.</param>
/// <param name="IsScubaHighlyPrivileged">Whether it is one of the eight of CISA's SCuBA baseline.</param>
/// <param name="Tier">Tier when held tenant-wide.</param>
public sealed record EntraRole(string TemplateId, string DisplayName, bool IsPrivileged, bool IsScubaHighlyPrivileged, int Tier);

/// <summary>The built-in directory roles.</summary>
public static class EntraRoles
{
    /// <summary>Template id of Global Administrator.</summary>
    public const string GlobalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
    /// <summary>Template id of Privileged Role Administrator.</summary>
    public const string PrivilegedRoleAdministrator = "e8611ab8-c189-46e8-94e1-60213ab1f814";
    /// <summary>Template id of Privileged Authentication Administrator.</summary>
    public const string PrivilegedAuthenticationAdministrator = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";
    /// <summary>Template id of Application Administrator.</summary>
    public const string ApplicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
    /// <summary>Template id of Cloud Application Administrator.</summary>
    public const string CloudApplicationAdministrator = "158c047a-c907-4556-b7ef-446551a6b5f7";

    private static readonly Lazy<Dictionary<string, EntraRole>> Table = new(() => TsvTable.Rows("entra-roles")
        .Select(f => new EntraRole(f[0], f[1], f[2] == "yes", f[3] == "yes", int.Parse(f[4], CultureInfo.InvariantCulture)))
        .ToDictionary(r => r.TemplateId, StringComparer.OrdinalIgnoreCase));

    /// <summary>Every built-in role of the table.</summary>
    public static IReadOnlyCollection<EntraRole> All => Table.Value.Values;

    /// <summary>The role with that template id, or null: a custom role, or one newer than the table.</summary>
    public static EntraRole? Find(string? templateId) => templateId is null ? null : Table.Value.GetValueOrDefault(templateId);
}
