using Ed2402Posture.Core.Data;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Ratings;

/// <summary>Groups whose members a role may change. Role-assignable ones are never among them.</summary>
[Flags]
internal enum GroupReach
{
    /// <summary>None.</summary>
    None = 0,
    /// <summary>Security groups.</summary>
    Security = 1,
    /// <summary>Microsoft 365 groups.</summary>
    Unified = 2,
    /// <summary>Both.</summary>
    All = Security | Unified,
}

/// <summary>Which roles and permissions may change members of groups, as the table <c>Data/group-membership.tsv</c> knows it; custom roles by their actions.</summary>
internal static class GroupMembership
{
    private const string Groups = "microsoft.directory/groups", SecurityGroups = Groups + ".security", UnifiedGroups = Groups + ".unified";
    private static readonly string[] Changes = ["/members/update", "/owners/update", "/dynamicMembershipRule/update", "/allProperties/allTasks", "/allProperties/update"];

    private static readonly Lazy<Dictionary<string, GroupReach>> Table = new(() =>
        TsvTable.Rows("group-membership").ToDictionary(f => f[0], f => Enum.Parse<GroupReach>(f[2], ignoreCase: true), StringComparer.OrdinalIgnoreCase));

    /// <summary>What a built-in role, by its template's id, or a permission, by its value name, reaches.</summary>
    public static GroupReach Of(string id) => Table.Value.GetValueOrDefault(id);

    /// <summary>What a custom role reaches.</summary>
    public static GroupReach Of(RoleDefinition definition) => DirectoryActions.In(definition).Aggregate(GroupReach.None, (sum, action) => sum | Of(action));

    private static GroupReach Of(PrivilegedAction action)
    {
        if (!Array.Exists(Changes, change => action.Action.EndsWith(change, StringComparison.OrdinalIgnoreCase)))
        {
            return GroupReach.None;
        }

        return action.Action.StartsWith(SecurityGroups, StringComparison.OrdinalIgnoreCase) ? GroupReach.Security
            : action.Action.StartsWith(UnifiedGroups, StringComparison.OrdinalIgnoreCase) ? GroupReach.Unified
            : action.Action.StartsWith(Groups + "/", StringComparison.OrdinalIgnoreCase) ? GroupReach.All
            : GroupReach.None;
    }

    /// <summary>Whether a group is of those: not role-assignable, and not synchronised, since members of synchronised groups come from there.</summary>
    public static bool Reaches(this GroupReach reach, Group group) => group.IsAssignableToRole != true && group.OnPremisesSyncEnabled != true
        && reach.HasFlag(group.GroupTypes?.Contains("Unified", StringComparer.OrdinalIgnoreCase) == true ? GroupReach.Unified : GroupReach.Security);
}
