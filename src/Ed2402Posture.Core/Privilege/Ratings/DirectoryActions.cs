using System.Globalization;
using Ed2402Posture.Core.Data;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege;

/// <summary>An action of a directory role that gives privilege, as the table <c>Data/directory-actions.tsv</c> knows it.</summary>
/// <param name="Action">The action, as the role names it.</param>
/// <param name="Tier">Tier of a role that has it tenant-wide.</param>
/// <param name="Allows">What it allows, in words.</param>
public sealed record PrivilegedAction(string Action, int Tier, string Allows);

/// <summary>Rates directory roles by their resource actions: custom roles, and roles newer than the table of built-in ones.</summary>
public static class DirectoryActions
{
    private static readonly Lazy<IReadOnlyList<PrivilegedAction>> Patterns = new(() =>
        [.. TsvTable.Rows("directory-actions").Select(f => new PrivilegedAction(f[0], int.Parse(f[1], CultureInfo.InvariantCulture), f[2]))]);

    /// <summary>The privileged actions of a role, strongest first; empty when it has none.</summary>
    public static IReadOnlyList<PrivilegedAction> In(RoleDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return
        [
            .. (definition.RolePermissions ?? [])
                .Where(p => !OnOwnObjectsOnly(p.Condition))
                .SelectMany(p => (p.AllowedResourceActions ?? []).Except(p.ExcludedResourceActions ?? [], StringComparer.OrdinalIgnoreCase))
                .Distinct(StringComparer.OrdinalIgnoreCase)
                .Select(Rate)
                .OfType<PrivilegedAction>()
                .OrderBy(a => a.Tier).ThenBy(a => a.Action, StringComparer.OrdinalIgnoreCase),
        ];
    }

    private static PrivilegedAction? Rate(string action)
    {
        if (action.EndsWith("read", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        PrivilegedAction? pattern = Patterns.Value.Where(p => Wildcard.Matches(p.Action, action)).MinBy(p => p.Tier);
        return pattern is null ? null : pattern with { Action = action };
    }

    // Microsoft gives the default user roles the same actions under these conditions: on oneself, or on what one owns.
    private static bool OnOwnObjectsOnly(string? condition) =>
        condition is not null && (condition.Contains("$ResourceIsSelf", StringComparison.OrdinalIgnoreCase) || condition.Contains("$SubjectIsOwner", StringComparison.OrdinalIgnoreCase));
}
