using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Direct members of the groups that hold a role, then of the groups among them, level by level. The groups of privilege are followed together
/// with PIM for Groups, whose eligible members may be groups too; the rest comes after.</summary>
internal sealed class GroupMembersCollector() : Collector<ObjectLink>(Datasets.GroupMembers, static l => $"{l.ParentId}|{l.Id}"), IFollowsGroups
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.Principals, Datasets.RoleDefinitions, Datasets.AzureRoleDefinitions, .. PrivilegedIds.Sources];

    public override IReadOnlyList<DatasetDefinition> LaterNeeds => [Datasets.RoleManagementPolicyAssignments];

    public override CollectionCost Cost => CollectionCost.Directory(
        known => known.From(
            [.. AllNeeds, Definition],
            () => Reads.Rounds(known.Rounds.Groups.Concat(known.Rounds.OtherGroups).Select(level => level.Count)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))),
            () => Reads.Rounds([(int)known.Typical.Groups, 2])),
        GroupLinks.Cost);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override async Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        RequestInformation Request(string id) => services.Graph.Beta.Groups[id].Members.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Select = ["id", "displayName"];
            r.QueryParameters.Top = Limits.LargestPage;
        });

        async Task<IReadOnlyList<string>> ReadLevelAsync(IReadOnlyList<string> groups)
        {
            int before = reading.Items.Count;
            await GroupLinks.ReadAsync(services, reading, groups, Request, cancellationToken).ConfigureAwait(false);
            return [.. reading.Items.Skip(before).Where(l => l.ODataType == PrivilegedIds.Group).Select(l => l.Id)];
        }

        await context.FollowGroupsAsync(this, async groups => context.Groups.Add(await ReadLevelAsync(groups).ConfigureAwait(false)), cancellationToken).ConfigureAwait(false);
        await context.WhenReadAsync(Datasets.RoleManagementPolicyAssignments).ConfigureAwait(false);
        var known = new HashSet<string>(context.Groups.All, StringComparer.OrdinalIgnoreCase);
        List<string> level = [.. PrivilegedIds.GroupsWithRole(context).Concat(PrivilegedIds.Approvers(context, a => a.GroupId)).Where(known.Add)];
        while (level.Count > 0)
        {
            level = [.. (await ReadLevelAsync(level).ConfigureAwait(false)).Where(known.Add)];
        }
    }
}
