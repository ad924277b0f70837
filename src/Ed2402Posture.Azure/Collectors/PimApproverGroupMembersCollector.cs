using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Members of the groups that only settings of groups and of Azure roles name as approvers, and of groups nested in them, level by level. A setting that
/// could not be read is judged by nobody, so that what the others name is whole.</summary>
internal sealed class PimApproverGroupMembersCollector() : Collector<ObjectLink>(Datasets.PimApproverGroupMembers, static l => new(l.ParentId, l.Id))
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [.. OtherApprovers.Sources, Datasets.RoleManagementPolicyAssignments, Datasets.Groups];

    public override CollectionCost Cost => CollectionCost.Directory(
        known => known.From(
            [.. RestsOn, Definition],
            () => Reads.Rounds(known.Rounds.OtherApproverGroups.Select(level => level.Count)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))),
            () => Reads.None),
        GroupLinks.Cost);

    protected override async Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        RequestInformation Request(string id) => context.Services.Graph.Beta.Groups[id].Members.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Select = ["id", "displayName"];
            r.QueryParameters.Top = Limits.LargestPage;
        });

        HashSet<string> known = OtherApprovers.KnownGroups(context);
        IReadOnlyList<string> level = OtherApprovers.Groups(context);
        known.UnionWith(level);
        while (level.Count > 0)
        {
            int before = reading.Items.Count;
            await GroupLinks.ReadAsync(context.Services, reading, level, Request, cancellationToken).ConfigureAwait(false);
            level = [.. reading.Items.Skip(before).Where(l => l.ODataType == PrivilegedIds.Group && known.Add(l.Id)).Select(l => l.Id)];
        }
    }
}
