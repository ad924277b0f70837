using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Users as the pages of group members brought them. A list of directory objects takes the properties of all their kinds, so that no member needs
/// to be asked for by id. An object that the sign-in may not read comes with id and type alone (Microsoft Graph, 'Limited information returned for
/// inaccessible member objects'): such a one is none of these.</summary>
internal sealed class MemberUsers
{
    private readonly object gate = new();
    private Dictionary<string, User> users = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool useless;

    /// <summary>Whether members are asked for as users.</summary>
    public bool Wanted => !useless;

    /// <summary>What a list of members is asked for.</summary>
    public string[] Properties => useless ? [.. Datasets.GroupMembers.PropertyNames] : [.. Datasets.Users.PropertyNames];

    /// <summary>Reads a member, and keeps it when it is a user that may be read.</summary>
    public DirectoryObject Read(ReadOnlySpan<byte> utf8Json)
    {
        DirectoryObject found = Datasets.Principals.ReadItem(utf8Json);
        if (useless || found.ODataType != PrivilegedIds.User || found.UserPrincipalName is null)
        {
            return found;
        }

        User? user;
        lock (gate)
        {
            users.TryGetValue(found.Id, out user);
        }

        user ??= Keep(Datasets.Users.ReadItem(utf8Json));

        // The edge shares the texts of the user.
        return found with { Id = user.Id, DisplayName = user.DisplayName };
    }

    /// <summary>The users of these ids that are here; all are let go of.</summary>
    public IReadOnlyList<User> Take(IReadOnlySet<string> ids)
    {
        lock (gate)
        {
            User[] taken = [.. users.Values.Where(u => ids.Contains(u.Id))];
            users = new(StringComparer.OrdinalIgnoreCase);
            return taken;
        }
    }

    /// <summary>This cloud does not answer all properties in a list of members: users are read by their ids.</summary>
    public void GiveUp()
    {
        lock (gate)
        {
            useless = true;
            users = new(StringComparer.OrdinalIgnoreCase);
        }
    }

    // A user may be a member of several groups, whose pages come side by side: the first text of it is kept.
    private User Keep(User user)
    {
        lock (gate)
        {
            return users.TryAdd(user.Id, user) ? user : users[user.Id];
        }
    }
}
