using Ed2402Posture.Core.Data;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege;

/// <summary>How far an Azure role reaches, by its actions.</summary>
public enum AzurePower
{
    /// <summary>Neither of the others.</summary>
    None = 0,
    /// <summary>Runs code as another identity, or reads keys that stand for one.</summary>
    Takeover,
    /// <summary>Writes resources of every kind.</summary>
    Full,
    /// <summary>Gives access: to others, to oneself, to another tenant.</summary>
    Control,
}

/// <summary>An Azure role rated by its actions.</summary>
/// <param name="Power">How far it reaches.</param>
/// <param name="Actions">The privileged actions that it grants, as the table <c>Data/azure-actions.tsv</c> names them.</param>
/// <param name="Hosts">Resource types whose managed identity it can act as.</param>
public sealed record AzureRating(AzurePower Power, IReadOnlyList<string> Actions, IReadOnlyList<string> Hosts)
{
    /// <summary>A role without privilege.</summary>
    public static readonly AzureRating None = new(AzurePower.None, [], []);
}

/// <summary>Rates Azure roles by their actions, wildcards and exclusions included.</summary>
public static class AzureActions
{
    // Only a role for resources of every provider grants an action of a provider that does not exist.
    private const string AnyWrite = "Any.Provider/anyResources/write";

    private sealed record Row(string Action, AzurePower Power, bool Data, string? Host);

    private static readonly Lazy<IReadOnlyList<Row>> Rows = new(() =>
        [.. TsvTable.Rows("azure-actions").Select(f => new Row(f[0], f[1] == "control" ? AzurePower.Control : AzurePower.Takeover, f[2] == "data", f[3] == "-" ? null : f[3]))]);

    private static readonly Lazy<Dictionary<string, AzureRating>> BuiltIn = new(() => TsvTable.Rows("azure-roles")
        .ToDictionary(f => f[0], f => f[2] == "yes" ? Everything with { Power = f[1] == "Contributor" ? AzurePower.Full : AzurePower.Control } : AzureRating.None, StringComparer.OrdinalIgnoreCase));

    private static readonly Lazy<Dictionary<string, string>> Names = new(() => TsvTable.Rows("azure-roles").ToDictionary(f => f[0], f => f[1], StringComparer.OrdinalIgnoreCase));

    /// <summary>The rating of whoever may do everything.</summary>
    public static AzureRating Everything => field ??= new AzureRating(AzurePower.Control, [.. Rows.Value.Select(r => r.Action)], [.. Rows.Value.Select(r => r.Host).OfType<string>().Distinct()]);

    /// <summary>Rates a role by the permissions of its definition.</summary>
    public static AzureRating Rate(AzureRoleDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        IReadOnlyList<AzurePermission> permissions = definition.Properties?.Permissions ?? [];
        List<Row> granted = [.. Rows.Value.Where(row => Grants(permissions, row.Action, row.Data))];
        AzurePower power = granted.Count == 0 ? AzurePower.None : granted.Max(r => r.Power);
        if (power < AzurePower.Full && Grants(permissions, AnyWrite, data: false))
        {
            power = AzurePower.Full;
        }

        return new AzureRating(power, [.. granted.Select(r => r.Action)], [.. granted.Select(r => r.Host).OfType<string>().Distinct()]);
    }

    /// <summary>The rating of a built-in role whose definition was not read, by Microsoft's own category; null for one that is not known.</summary>
    public static AzureRating? RateUnread(string roleDefinitionGuid) => BuiltIn.Value.GetValueOrDefault(roleDefinitionGuid);

    /// <summary>The name of a built-in role, or null.</summary>
    public static string? NameOf(string roleDefinitionGuid) => Names.Value.GetValueOrDefault(roleDefinitionGuid);

    /// <summary>Whether the permissions grant an action: some of them lists it and does not exclude it.</summary>
    public static bool Grants(IReadOnlyList<AzurePermission> permissions, string action, bool data)
    {
        ArgumentNullException.ThrowIfNull(permissions);
        return permissions.Any(p => Grants(p, action, data));
    }

    /// <summary>Whether one permission grants an action; a condition of it is not looked at.</summary>
    internal static bool Grants(AzurePermission permission, string action, bool data) =>
        Any(data ? permission.DataActions : permission.Actions, action) && !Any(data ? permission.NotDataActions : permission.NotActions, action);

    private static bool Any(IReadOnlyList<string>? patterns, string action) => patterns is not null && patterns.Any(p => Wildcard.Matches(p, action));
}
