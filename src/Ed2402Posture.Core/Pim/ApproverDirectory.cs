using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>Finds the people behind the approvers that settings of PIM name. Those of directory roles are read with the privileged users and groups; those that
/// only settings of groups and of Azure roles name are read later, into datasets of their own.</summary>
internal sealed class ApproverDirectory
{
    private readonly Dictionary<string, User> users;
    private readonly ILookup<string, ObjectLink> members;
    private readonly HashSet<string> earlier;
    private readonly bool groupsAreWhole, otherGroupsAreWhole, usersAreWhole, othersAreWhole;

    public ApproverDirectory(Snapshot snapshot)
    {
        users = snapshot.Get(Datasets.Users).Items.Concat(snapshot.Get(Datasets.PimApprovers).Items).DistinctBy(u => u.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        members = snapshot.Get(Datasets.GroupMembers).Items.Concat(snapshot.Get(Datasets.PimApproverGroupMembers).Items).ToLookup(m => m.ParentId, StringComparer.OrdinalIgnoreCase);
        earlier = snapshot.Get(Datasets.Groups).Items.Select(g => g.Id)
            .Concat(snapshot.Get(Datasets.RoleManagementPolicyAssignments).Items.SelectMany(a => NamedApprovers.Of(a.Policy?.Rules)).SelectMany(a => new[] { NamedApprovers.GroupId(a), NamedApprovers.UserId(a) }).OfType<string>()).ToHashSet(StringComparer.OrdinalIgnoreCase);
        groupsAreWhole = snapshot.Get(Datasets.Groups).IsComplete && snapshot.Get(Datasets.GroupMembers).IsComplete;
        otherGroupsAreWhole = snapshot.Get(Datasets.PimApproverGroupMembers).IsComplete;
        usersAreWhole = snapshot.Get(Datasets.Users).IsComplete;
        othersAreWhole = snapshot.Get(Datasets.PimApprovers).IsComplete;
    }

    /// <summary>Resolves the approvers of a setting.</summary>
    public Approvers Resolve(ApprovalSettings? approval)
    {
        List<ApproverSubject> named = [.. NamedApprovers.Of(approval).Where(a => (NamedApprovers.UserId(a) ?? NamedApprovers.GroupId(a)) is not null)];
        var unknown = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var people = new HashSet<string>(named.Select(NamedApprovers.UserId).OfType<string>().Where(id => users.ContainsKey(id) || !members.Contains(id)), StringComparer.OrdinalIgnoreCase);
        Open(named.Select(NamedApprovers.GroupId).OfType<string>().Where(id => !users.ContainsKey(id)), people, unknown);
        ILookup<bool?, string> known = people.Where(users.ContainsKey).ToLookup(id => users[id].AccountEnabled);
        // A group that an id may also stand for is asked for beside the user.
        ILookup<bool, string> absent = people.Where(id => !users.ContainsKey(id)).ToLookup(id => usersAreWhole && (othersAreWhole || earlier.Contains(id)));
        unknown.UnionWith(absent[false]);
        unknown.UnionWith(known[null]);
        return new Approvers
        {
            Ids = [.. named.Select(a => (NamedApprovers.UserId(a) ?? NamedApprovers.GroupId(a))!).Distinct(StringComparer.OrdinalIgnoreCase)],
            Enabled = [.. known[true]], Disabled = [.. known[false]], Deleted = [.. absent[true]], Unknown = unknown,
        };
    }

    /// <summary>Adds the users in the groups; a workload that is a member approves nothing.</summary>
    private void Open(IEnumerable<string> groups, HashSet<string> people, HashSet<string> unknown)
    {
        var seen = new HashSet<string>(groups, StringComparer.OrdinalIgnoreCase);
        var open = new Queue<(string Id, bool Earlier)>(seen.Select(id => (id, earlier.Contains(id))));
        while (open.TryDequeue(out (string Id, bool Earlier) group))
        {
            if (!(group.Earlier ? groupsAreWhole : otherGroupsAreWhole))
            {
                unknown.Add(group.Id);
            }

            foreach (ObjectLink member in members[group.Id])
            {
                if (Is(member, "group"))
                {
                    if (seen.Add(member.Id))
                    {
                        open.Enqueue((member.Id, group.Earlier || earlier.Contains(member.Id)));
                    }
                }
                else if (member.ODataType is null || Is(member, "user"))
                {
                    people.Add(member.Id);
                }
            }
        }
    }

    private static bool Is(ObjectLink member, string type) => string.Equals(member.ODataType, "#microsoft.graph." + type, StringComparison.OrdinalIgnoreCase);
}
