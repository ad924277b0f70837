using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Users who approve activations of groups and of Azure roles and of whom nothing else tells.</summary>
internal sealed class PimApproversCollector() : Collector<User>(Datasets.PimApprovers, static u => u.Id)
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [.. OtherApprovers.Sources, Datasets.RoleManagementPolicyAssignments, Datasets.PimApproverGroupMembers, Datasets.Users];

    public override CollectionCost Cost => CollectionCost.Directory(known => Reads.ByIds(known.From(RestsOn, () => OtherApprovers.Users(known).Count, static () => 0)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<User> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.PimApproverGroupMembers]));

    protected override Task ReadAsync(CollectionContext context, Reading<User> reading, CancellationToken cancellationToken) =>
        ByIds.ReadAsync(
            context.Services,
            reading,
            OtherApprovers.Users(context),
            filter => context.Services.Graph.V1.Users.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Filter = filter;
                r.QueryParameters.Select = [.. Definition.PropertyNames];
            }),
            cancellationToken);
}
