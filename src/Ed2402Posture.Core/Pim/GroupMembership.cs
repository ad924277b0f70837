using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>Members of groups, nested ones too, as the directory lists them.</summary>
internal sealed class GroupMembership
{
    private readonly HashSet<string> groups;
    private readonly ILookup<string, ObjectLink> members;

    public GroupMembership(Snapshot snapshot)
    {
        groups = snapshot.Get(Datasets.Groups).Items.Select(g => g.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        members = snapshot.Get(Datasets.GroupMembers).Items.ToLookup(m => m.ParentId, StringComparer.OrdinalIgnoreCase);
        IsWhole = snapshot.Get(Datasets.Groups).IsComplete && snapshot.Get(Datasets.GroupMembers).IsComplete;
    }

    /// <summary>Whether every member of every group known was read.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether the id is that of a group whose members were read.</summary>
    public bool Knows(string id) => groups.Contains(id);

    /// <summary>Ids of the users and workloads in the group, each once; groups within it are opened, also when they contain each other.</summary>
    public IReadOnlyList<string> Of(string groupId)
    {
        var result = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { groupId };
        var queue = new Queue<string>([groupId]);
        while (queue.TryDequeue(out string? id))
        {
            foreach (ObjectLink member in members[id].Where(m => seen.Add(m.Id)))
            {
                if (groups.Contains(member.Id) || string.Equals(member.ODataType, "#microsoft.graph.group", StringComparison.OrdinalIgnoreCase))
                {
                    queue.Enqueue(member.Id);
                }
                else
                {
                    result.Add(member.Id);
                }
            }
        }

        return result;
    }
}
