using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Groups that hold a role in Entra ID or Azure, and the groups nested in them.</summary>
internal sealed class GroupsCollector() : Collector<Group>(Datasets.Groups, static g => g.Id)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.GroupMembers, Datasets.PimGroupAssignmentInstances, Datasets.PimGroupEligibilityInstances, Datasets.Principals, .. PrivilegedIds.Sources];

    public override CollectionCost Cost => CollectionCost.Directory(known => Reads.ByIds(known.From(RestsOn, () => PrivilegedIds.Groups(known).Count, () => known.Typical.Groups)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<Group> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [.. Foundations.Roles, Datasets.GroupMembers]));

    protected override Task ReadAsync(CollectionContext context, Reading<Group> reading, CancellationToken cancellationToken) =>
        new TrackedObjects<Group>(context, reading, static g => g.Id, filter => context.Services.Graph.V1.Groups.ToGetRequestInformation(r =>
        {
            r.QueryParameters.Filter = filter;
            r.QueryParameters.Select = [.. Definition.PropertyNames];
        })).ReadAsync(PrivilegedIds.Groups(context), cancellationToken);
}
