using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Groups that hold a role in Entra ID or Azure, and the groups nested in them.</summary>
internal sealed class GroupsCollector() : Collector<Group>(Datasets.Groups, static g => g.Id)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.GroupMembers, Datasets.PimGroupAssignmentInstances, Datasets.PimGroupEligibilityInstances, Datasets.Principals, .. PrivilegedIds.Sources];

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<Group> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [.. Foundations.Roles, Datasets.GroupMembers]));

    protected override Task ReadAsync(CollectionContext context, Reading<Group> reading, CancellationToken cancellationToken) =>
        ByIds.ReadAsync(
            context.Services,
            reading,
            PrivilegedIds.Groups(context),
            filter => context.Services.Graph.V1.Groups.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Filter = filter;
                r.QueryParameters.Select = [.. Definition.PropertyNames];
            }),
            cancellationToken);
}
