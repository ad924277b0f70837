using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>PIM settings of groups of privilege: one list a group, with those of members and of owners.</summary>
internal sealed class PimGroupPolicyAssignmentsCollector() : Collector<RoleManagementPolicyAssignment>(Datasets.PimGroupPolicyAssignments, static p => p.Id), IFollowsGroups
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => new PimGroupAssignmentInstancesCollector().RestsOn;

    public override CollectionCost Cost => new(static lanes => lanes.Pim, known => known.From([.. RestsOn, Datasets.GroupMembers, Datasets.PimGroupAssignmentInstances, Datasets.PimGroupEligibilityInstances], () => Reads.Rounds(known.Rounds.Groups.Select(round => round.Count)), () => Reads.Rounds([(int)known.Typical.Groups, 2])));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<RoleManagementPolicyAssignment> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, Foundations.Roles));

    protected override Task ReadAsync(CollectionContext context, Reading<RoleManagementPolicyAssignment> reading, CancellationToken cancellationToken)
    {
        TenantServices services = context.Services;
        var source = new ListSource(reading.Scope, services.Lanes.Pim, services.Graph);
        return context.FollowGroupsAsync(
            this,
            groups => Links.ReadAsync(
                services,
                reading,
                source,
                "v1.0",
                groups,
                id => services.Graph.V1.Policies.RoleManagementPolicyAssignments.ToGetRequestInformation(r =>
                {
                    r.QueryParameters.Filter = $"scopeId eq '{id}' and scopeType eq 'Group'";
                    r.QueryParameters.Expand = ["policy($expand=rules)"];
                }),
                Definition.ReadItem,
                static (_, policy) => policy,
                cancellationToken),
            cancellationToken);
    }
}
