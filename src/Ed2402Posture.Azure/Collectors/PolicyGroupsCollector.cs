using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Groups that policies name, and the groups nested in them.</summary>
internal sealed class PolicyGroupsCollector() : Collector<Group>(Datasets.PolicyGroups, static g => g.Id)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.PolicyGroupNesting, .. PolicyGroupIds.Sources];

    public override CollectionCost Cost => CollectionCost.Directory(known => Reads.ByIds(known.From(RestsOn, () => PolicyGroupIds.All(known).Count, () => TypicalTenant.PolicyGroups)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<Group> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn));

    protected override Task ReadAsync(CollectionContext context, Reading<Group> reading, CancellationToken cancellationToken) =>
        new TrackedObjects<Group>(context, reading, static g => g.Id, filter => context.Services.Graph.V1.Groups.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Filter = filter;
            r.QueryParameters.Select = [.. Definition.PropertyNames];
        })).ReadAsync(PolicyGroupIds.All(context), cancellationToken);
}
