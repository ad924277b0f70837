using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Members and owners in PIM for Groups: one list a group, since the service answers none without naming a group or principal.</summary>
internal abstract class PimGroupInstances(DatasetDefinition<PimGroupScheduleInstance> dataset) : Collector<PimGroupScheduleInstance>(dataset, static i => i.Id), IFollowsGroups
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.Principals, Datasets.RoleDefinitions, Datasets.AzureRoleDefinitions, .. PrivilegedIds.Sources];

    /// <summary>The request with this filter, its principals expanded.</summary>
    protected abstract RequestInformation Request(GraphServiceClient graph, string filter);

    public override CollectionCost Cost => new(static lanes => lanes.Pim, known => known.From(
        [.. RestsOn, Datasets.GroupMembers, Definition],
        () => Reads.Rounds(known.Rounds.Groups.Select(round => round.Count)).Then(Reads.FurtherPages(known.Items(Definition).GroupBy(i => i.GroupId, StringComparer.OrdinalIgnoreCase).Select(g => g.Count()), Limits.DefaultPage)),
        () => Reads.Rounds([(int)known.Typical.Groups, 2])));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<PimGroupScheduleInstance> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override Task ReadAsync(CollectionContext context, Reading<PimGroupScheduleInstance> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var source = new ListSource(reading.Scope, services.Lanes.Pim, services.Graph);
        return context.FollowGroupsAsync(
            this,
            async groups =>
            {
                int before = reading.Items.Count;
                await Links.ReadAsync(services, reading, source, "v1.0", groups, id => Request(services.Graph.V1, $"groupId eq '{id}'"), Definition.ReadItem, static (_, instance) => instance, cancellationToken).ConfigureAwait(false);
                context.Groups.Add(reading.Items.Skip(before).Where(i => i.Principal?.ODataType == PrivilegedIds.Group).Select(i => i.Principal!.Id));
            },
            cancellationToken);
    }
}
