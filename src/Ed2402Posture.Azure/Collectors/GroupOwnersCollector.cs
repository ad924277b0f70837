using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Owners of the groups that hold a role, nested ones too.</summary>
internal sealed class GroupOwnersCollector() : Collector<ObjectLink>(Datasets.GroupOwners, static l => new(l.ParentId, l.Id))
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.GroupMembers, Datasets.PimGroupAssignmentInstances, Datasets.PimGroupEligibilityInstances, Datasets.Principals, .. PrivilegedIds.Sources];

    public override CollectionCost Cost => CollectionCost.Directory(
        known => Reads.Batch(known.From(RestsOn, () => PrivilegedIds.Groups(known).Count, () => known.Typical.Groups)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))),
        GroupLinks.Cost);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [.. Foundations.Roles, Datasets.GroupMembers]));

    protected override Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken) =>
        GroupLinks.ReadAsync(
            context.Services,
            reading,
            PrivilegedIds.Groups(context),
            id => context.Services.Graph.Beta.Groups[id].Owners.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Select = ["id", "displayName"];
                r.QueryParameters.Top = Limits.LargestPage;
            }),
            cancellationToken);
}
