using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Members and owners of groups, plain and through PIM for Groups. An owner can make anyone a member, himself too. The list of members does not
/// tell a lasting member from one who activated; PIM does, so that an edge which PIM knows takes its state and time from there.</summary>
internal sealed class GroupLinks(PrincipalTable principals, DateTimeOffset now)
{
    public IEnumerable<ControlLink> Read(Snapshot snapshot)
    {
        Dataset<ObjectLink> members = snapshot.Get(Datasets.GroupMembers);
        Dataset<ObjectLink> owners = snapshot.Get(Datasets.GroupOwners);
        principals.ExpectMore(members.Count);
        List<PimGroupScheduleInstance> active = Instances(snapshot.Get(Datasets.PimGroupAssignmentInstances));
        ILookup<string, PimGroupScheduleInstance> byEdge = active.ToLookup(i => Edge(i.GroupId!, i.PrincipalId!, IsOwner(i)), StringComparer.OrdinalIgnoreCase);
        var matched = new HashSet<PimGroupScheduleInstance>(ReferenceEqualityComparer.Instance);

        foreach ((ObjectLink link, bool owner) in members.Items.Select(l => (l, false)).Concat(owners.Items.Select(l => (l, true))))
        {
            int from = principals.Add(link.Id, PrincipalTable.TypeOf(link.ODataType), link.DisplayName);
            int to = principals.Add(link.ParentId, PrincipalType.Group);
            bool known = false;
            foreach (PimGroupScheduleInstance instance in byEdge.Count == 0 ? [] : byEdge[Edge(link.ParentId, link.Id, owner)])
            {
                known = true;
                matched.Add(instance);
                yield return IsPlain(instance) ? Plain(from, to, owner) : Pim(instance, from, to, State(instance), notYetStarted: false);
            }

            if (!known)
            {
                yield return Plain(from, to, owner);
            }
        }

        // What comes through a nested group is told by that group's own members, where those were read.
        foreach (PimGroupScheduleInstance instance in active.Where(i => !matched.Contains(i) && IsCurrent(i) && !(IsNested(i) && members.IsComplete)))
        {
            yield return Pim(instance, State(instance));
        }

        foreach (PimGroupScheduleInstance instance in Instances(snapshot.Get(Datasets.PimGroupEligibilityInstances)).Where(i => IsCurrent(i) && !(IsNested(i) && members.IsComplete)))
        {
            yield return Pim(instance, PathState.Eligible);
        }
    }

    private static List<PimGroupScheduleInstance> Instances(Dataset<PimGroupScheduleInstance> dataset) => [.. dataset.Items.Where(i => i.GroupId is not null && i.PrincipalId is not null)];

    private static ControlLink Plain(int from, int to, bool owner) => owner ? new(from, to, PathKind.GroupOwner, "owner of") : new(from, to, PathKind.GroupMember, "member of");

    private ControlLink Pim(PimGroupScheduleInstance instance, PathState state) =>
        Pim(instance, Principal(instance), principals.Add(instance.GroupId!, PrincipalType.Group), state, instance.StartDateTime > now);

    private static ControlLink Pim(PimGroupScheduleInstance instance, int from, int to, PathState state, bool notYetStarted) =>
        (IsOwner(instance) ? new ControlLink(from, to, PathKind.PimGroupOwner, "owner of") : new ControlLink(from, to, PathKind.PimGroupMember, "member of")) with
        {
            State = state, Term = new LinkTerm(instance.StartDateTime, instance.EndDateTime, notYetStarted),
        };

    // The service expands the principal; where it did and found none, there is none any more.
    private int Principal(PimGroupScheduleInstance instance) => instance.Principal is { } principal
        ? principals.Add(instance.PrincipalId!, PrincipalTable.TypeOf(principal.ODataType), principal.DisplayName)
        : principals.Add(instance.PrincipalId!, PrincipalType.Deleted);

    private bool IsCurrent(PimGroupScheduleInstance instance) => !(instance.EndDateTime <= now);

    private static bool IsPlain(PimGroupScheduleInstance instance) => State(instance) == PathState.Active && instance.EndDateTime is null;

    private static PathState State(PimGroupScheduleInstance instance) => string.Equals(instance.AssignmentType, "activated", StringComparison.OrdinalIgnoreCase) ? PathState.Activated : PathState.Active;

    private static bool IsOwner(PimGroupScheduleInstance instance) => string.Equals(instance.AccessId, "owner", StringComparison.OrdinalIgnoreCase);

    private static bool IsNested(PimGroupScheduleInstance instance) => string.Equals(instance.MemberType, "group", StringComparison.OrdinalIgnoreCase);

    private static string Edge(string group, string principal, bool owner) => $"{group}|{principal}|{owner}";
}
