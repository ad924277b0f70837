using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Direct members of the groups that hold a role, then of the groups among them, level by level. The groups of privilege are followed together
/// with PIM for Groups, whose eligible members may be groups too; the rest comes after. Its pages bring the users among the members too.</summary>
internal sealed class GroupMembersCollector() : Collector<ObjectLink>(Datasets.GroupMembers, static l => new(l.ParentId, l.Id)), IFollowsGroups
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.Principals, Datasets.RoleDefinitions, Datasets.AzureRoleDefinitions, .. PrivilegedIds.Sources];

    public override IReadOnlyList<DatasetDefinition> LaterNeeds => [Datasets.RoleManagementPolicyAssignments];

    public override CollectionCost Cost => CollectionCost.Directory(
        known => known.From(
            [.. AllNeeds, Definition],
            () => Reads.Rounds(known.Rounds.Groups.Concat(known.Rounds.OtherGroups).Select(level => level.Count)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))),
            () => Reads.Rounds([(int)known.Typical.Groups, 2])),
        GroupLinks.Cost);

    // What a cloud does not know of users is read, or missed, with the users.
    protected override bool IsOwn(string property) => Definition.PropertyNames.Contains(property, StringComparer.OrdinalIgnoreCase);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override async Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        RequestInformation Request(string id) => services.Graph.Beta.Groups[id].Members.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Select = context.Members.Properties;
            r.QueryParameters.Top = Limits.LargestPage;
        });

        Task ReadMembersAsync(IReadOnlyList<string> groups) => GroupLinks.ReadAsync(services, reading, groups, Request, cancellationToken, read: context.Members.Read);

        async Task<IReadOnlyList<string>> ReadLevelAsync(IReadOnlyList<string> groups)
        {
            int before = reading.Items.Count;
            try
            {
                await ReadMembersAsync(groups).ConfigureAwait(false);
            }
            catch (ReadException exception) when (context.Members.Wanted && exception.Error?.Status is 400 or 501)
            {
                reading.Scope.Ledger.FailedRequest(exception.Error.RequestId);
                context.Members.GiveUp();
                await ReadMembersAsync(groups).ConfigureAwait(false);
            }

            if (reading.Scope.NotOffered.Count > 0)
            {
                context.Members.GiveUp();
            }

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
