using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>PIM settings of groups of privilege: one list a group, with those of members and of owners. They lead to nobody, so that no round waits for
/// them: they are read when all groups are known.</summary>
internal sealed class PimGroupPolicyAssignmentsCollector() : Collector<RoleManagementPolicyAssignment>(Datasets.PimGroupPolicyAssignments, static p => p.Id), IFollowsGroups
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => new PimGroupAssignmentInstancesCollector().RestsOn;

    public override CollectionCost Cost => new(static lanes => lanes.Pim, known => known.From([.. RestsOn, Datasets.GroupMembers, Datasets.PimGroupAssignmentInstances, Datasets.PimGroupEligibilityInstances], () => Reads.Batch(known.Rounds.Groups.Sum(round => round.Count)), () => Reads.Batch(known.Typical.Groups + 2)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<RoleManagementPolicyAssignment> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override async Task ReadAsync(CollectionContext context, Reading<RoleManagementPolicyAssignment> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var source = new ListSource(reading.Scope, services.Lanes.Pim, services.Graph);
        await context.FollowGroupsAsync(this, static _ => Task.CompletedTask, cancellationToken).ConfigureAwait(false);
        await Links.ReadAsync(
            services,
            reading,
            source,
            "v1.0",
            context.Groups.All,
            id => services.Graph.V1.Policies.RoleManagementPolicyAssignments.ToGetRequestInformation(r =>
            {
                r.QueryParameters.Filter = $"scopeId eq '{id}' and scopeType eq 'Group'";
                r.QueryParameters.Expand = ["policy($expand=rules)"];
            }),
            Definition.ReadItem,
            static (_, policy) => policy,
            cancellationToken).ConfigureAwait(false);
    }
}
