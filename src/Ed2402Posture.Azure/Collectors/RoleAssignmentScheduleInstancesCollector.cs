using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Active directory role assignments as PIM sees them.</summary>
internal sealed class RoleAssignmentScheduleInstancesCollector()
    : GraphList<RoleAssignmentScheduleInstance>(Datasets.RoleAssignmentScheduleInstances, static r => r.Id)
{
    protected override Lane Lane(Lanes lanes) => lanes.Pim;

    protected override long Typical(KnownTenant known) => known.Typical.Principals;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.RoleManagement.Directory.RoleAssignmentScheduleInstances.ToGetRequestInformation();
}
