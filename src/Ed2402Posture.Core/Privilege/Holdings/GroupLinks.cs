using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Members and owners of groups. An owner can make anyone a member, himself too.</summary>
internal sealed class GroupLinks(PrincipalTable principals)
{
    public IEnumerable<ControlLink> Read(Snapshot snapshot) =>
        snapshot.Get(Datasets.GroupMembers).Items.Select(link => Read(link, PathKind.GroupMember, "member of"))
            .Concat(snapshot.Get(Datasets.GroupOwners).Items.Select(link => Read(link, PathKind.GroupOwner, "owner of")));

    private ControlLink Read(ObjectLink link, PathKind kind, string verb) =>
        new(principals.Add(link.Id, PrincipalTable.TypeOf(link.ODataType), link.DisplayName), principals.Add(link.ParentId, PrincipalType.Group), kind, verb);
}
