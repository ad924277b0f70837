using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Owners of the groups that policies name, and of the groups nested in them: they decide whom a policy is for.</summary>
internal sealed class PolicyGroupOwnersCollector() : Collector<ObjectLink>(Datasets.PolicyGroupOwners, static l => new(l.ParentId, l.Id))
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.PolicyGroupNesting, .. PolicyGroupIds.Sources];

    public override CollectionCost Cost => CollectionCost.Directory(
        known => Reads.Batch(known.From(RestsOn, () => PolicyGroupIds.All(known).Count, () => TypicalTenant.PolicyGroups)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))),
        GroupLinks.Cost);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn));

    protected override Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken) =>
        GroupLinks.ReadAsync(
            context.Services,
            reading,
            PolicyGroupIds.All(context),
            id => context.Services.Graph.Beta.Groups[id].Owners.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Select = ["id", "displayName"];
                r.QueryParameters.Top = Limits.LargestPage;
            }),
            cancellationToken);
}
