using System.Collections.Concurrent;
using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The groups of each privileged user, nested ones too. Directory roles and administrative units, which the list holds as well, are
/// left out: their scope would be lost.</summary>
internal sealed class TransitiveMembershipsCollector() : Collector<ObjectLink>(Datasets.TransitiveMemberships, static l => new(l.ParentId, l.Id))
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.Users, .. new UsersCollector().RestsOn];

    public override CollectionCost Cost => CollectionCost.Directory(
        known => Reads.Batch(known.From(RestsOn, () => KnownUsers.Ids(known).Count(), () => known.Typical.Users)).Then(Reads.FurtherPages(Sizes.ByParent(known, Definition))),
        GroupLinks.Cost);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ObjectLink> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));

    protected override Task ReadAsync(CollectionContext context, Reading<ObjectLink> reading, CancellationToken cancellationToken)
    {
        // Many users are in the same groups: the texts of each are held once.
        var known = new ConcurrentDictionary<string, DirectoryObject>(StringComparer.OrdinalIgnoreCase);
        return GroupLinks.ReadAsync(
            context.Services,
            reading,
            KnownUsers.Ids(context),
            id => context.Services.Graph.V1.Users[id].TransitiveMemberOf.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Select = ["id", "displayName"];
                r.QueryParameters.Top = Limits.LargestPage;
            }),
            cancellationToken,
            "v1.0",
            o => o.ODataType == PrivilegedIds.Group,
            json => Datasets.Principals.ReadItem(json) is var found && found.ODataType == PrivilegedIds.Group ? known.GetOrAdd(found.Id, found) : found);
    }
}
