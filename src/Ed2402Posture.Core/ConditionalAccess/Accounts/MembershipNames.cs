using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>Names of groups and roles, and the group through which an account comes into another, from what was read of nesting.</summary>
internal sealed class MembershipNames : IMembershipNames
{
    private readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, string> members;
    private readonly Dictionary<string, HashSet<string>> groupsOf;

    public MembershipNames(Snapshot snapshot)
    {
        Add(snapshot.Get(Datasets.PolicyGroups).Items.Concat(snapshot.Get(Datasets.Groups).Items).Select(g => (g.Id, g.DisplayName)));
        IReadOnlyList<ObjectLink> memberships = snapshot.Get(Datasets.TransitiveMemberships).Items;
        Add(memberships.Select(l => (l.Id, l.DisplayName)));
        groupsOf = memberships.GroupBy(l => l.ParentId, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.Select(l => l.Id).ToHashSet(StringComparer.OrdinalIgnoreCase), StringComparer.OrdinalIgnoreCase);
        members = snapshot.Get(Datasets.PolicyGroupNesting).Items.Concat(snapshot.Get(Datasets.GroupMembers).Items.Where(l => l.ODataType == "#microsoft.graph.group"))
            .ToLookup(l => l.ParentId, l => l.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The group's name, or its id.</summary>
    public string Name(string groupId) => names.GetValueOrDefault(groupId, groupId);

    public string Group(string accountId, string groupId)
    {
        HashSet<string> own = groupsOf.GetValueOrDefault(accountId) ?? [];
        var through = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { groupId };
        for (string at = groupId; members[at].FirstOrDefault(m => own.Contains(m) && seen.Add(m)) is { } next; at = next)
        {
            through.Add($"'{Name(next)}'");
        }

        return through.Count == 0 ? $"group '{Name(groupId)}'" : $"group '{Name(groupId)}' (through {string.Join(" in ", Enumerable.Reverse(through))})";
    }

    public string Role(string templateId) => EntraRoles.Find(templateId)?.DisplayName ?? templateId;

    private void Add(IEnumerable<(string Id, string? Name)> known)
    {
        foreach ((string id, string? name) in known)
        {
            if (name is not null)
            {
                names.TryAdd(id, name);
            }
        }
    }
}
