using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>Members of groups, nested ones too, as the directory lists them. The directory lists those whom PIM for Groups has let in for a time as well;
/// PIM's own list tells them apart.</summary>
internal sealed class GroupMembership
{
    private readonly HashSet<string> groups;
    private readonly ILookup<string, ObjectLink> members;
    private readonly HashSet<(string Group, string Member)> temporary;
    private readonly HashSet<string> withEligible;

    /// <param name="snapshot">The snapshot.</param>
    /// <param name="longest">A membership for longer than this counts as permanent; null when every end counts.</param>
    public GroupMembership(Snapshot snapshot, TimeSpan? longest = null)
    {
        groups = snapshot.Get(Datasets.Groups).Items.Select(g => g.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        members = snapshot.Get(Datasets.GroupMembers).Items.ToLookup(m => m.ParentId, StringComparer.OrdinalIgnoreCase);
        temporary = snapshot.Get(Datasets.PimGroupAssignmentInstances).Items.Where(IsMember).GroupBy(i => (i.GroupId!.ToUpperInvariant(), i.PrincipalId!.ToUpperInvariant())).Where(g => g.All(i => EndsByItself(i, longest, snapshot.Info.CollectedAt))).Select(g => g.Key).ToHashSet();
        withEligible = snapshot.Get(Datasets.PimGroupEligibilityInstances).Items.Where(IsMember).Select(i => i.GroupId!).ToHashSet(StringComparer.OrdinalIgnoreCase);
        IsWhole = snapshot.Get(Datasets.Groups).IsComplete && snapshot.Get(Datasets.GroupMembers).IsComplete;
    }

    /// <summary>Whether every member of every group known was read.</summary>
    public bool IsWhole { get; }

    /// <summary>Whether the id is that of a group whose members were read.</summary>
    public bool Knows(string id) => groups.Contains(id);

    /// <summary>Whether someone is eligible for membership by PIM for Groups.</summary>
    public bool HasEligible(string groupId) => withEligible.Contains(groupId);

    /// <summary>Ids of the users and workloads in the group, each once; groups within it are opened, also when they contain each other.</summary>
    /// <param name="groupId">The group.</param>
    /// <param name="permanentOnly">Whether to leave out whom PIM for Groups has let in for a time.</param>
    public IReadOnlyList<string> Of(string groupId, bool permanentOnly = false)
    {
        var result = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { groupId };
        var queue = new Queue<string>([groupId]);
        while (queue.TryDequeue(out string? id))
        {
            foreach (ObjectLink member in members[id].Where(m => !(permanentOnly && temporary.Contains((id.ToUpperInvariant(), m.Id.ToUpperInvariant()))) && seen.Add(m.Id)))
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

    private static bool IsMember(PimGroupScheduleInstance instance) =>
        instance is { GroupId: not null, PrincipalId: not null } && string.Equals(instance.AccessId, "member", StringComparison.OrdinalIgnoreCase);

    private static bool EndsByItself(PimGroupScheduleInstance instance, TimeSpan? longest, DateTimeOffset now) =>
        (instance.EndDateTime is { } end && !(end - (instance.StartDateTime ?? now) > longest)) || string.Equals(instance.AssignmentType, "activated", StringComparison.OrdinalIgnoreCase);
}
