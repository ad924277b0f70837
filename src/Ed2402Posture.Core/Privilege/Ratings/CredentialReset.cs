using Ed2402Posture.Core.Data;

namespace Ed2402Posture.Core.Privilege;

/// <summary>A role that may reset credentials, and whose, as the table <c>Data/credential-reset.tsv</c> knows it.</summary>
/// <param name="TemplateId">Template id of the role that resets.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="Anyone">Whether it may reset anyone's, members and owners of role-assignable groups included.</param>
/// <param name="Targets">Template ids of the roles that a user may hold and still be reset by it.</param>
public sealed record CredentialResetter(string TemplateId, string DisplayName, bool Anyone, IReadOnlySet<string> Targets);

/// <summary>Microsoft's matrix of who can reset whose password and methods.</summary>
public static class CredentialReset
{
    private static readonly Lazy<IReadOnlyList<CredentialResetter>> Rows = new(() =>
        [.. TsvTable.Rows("credential-reset").Select(f => new CredentialResetter(f[0], f[1], f[2] == "yes", f[3].Split(' ').Where(id => id != "-").ToHashSet(StringComparer.OrdinalIgnoreCase)))]);

    /// <summary>Every role that may reset credentials.</summary>
    public static IReadOnlyList<CredentialResetter> Resetters => Rows.Value;

    /// <summary>The row of a role, or null when it may not reset.</summary>
    public static CredentialResetter? Find(string? templateId) => Rows.Value.FirstOrDefault(r => string.Equals(r.TemplateId, templateId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a holder of the role at tenant scope may reset a user.</summary>
    /// <param name="resetter">The role.</param>
    /// <param name="activeRoles">Template ids of the directory roles that the user holds actively; a custom role counts with its own id.</param>
    /// <param name="inRoleAssignableGroup">Whether the user is a member or owner of a role-assignable group.</param>
    /// <param name="restricted">Whether the user is in a restricted management administrative unit.</param>
    public static bool MayReset(this CredentialResetter resetter, IReadOnlyCollection<string> activeRoles, bool inRoleAssignableGroup, bool restricted)
    {
        ArgumentNullException.ThrowIfNull(resetter);
        ArgumentNullException.ThrowIfNull(activeRoles);
        return !restricted && (resetter.Anyone || (!inRoleAssignableGroup && activeRoles.All(resetter.Targets.Contains)));
    }
}
