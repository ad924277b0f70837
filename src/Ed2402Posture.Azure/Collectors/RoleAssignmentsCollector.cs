using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Active directory role assignments, those outside PIM too.</summary>
internal sealed class RoleAssignmentsCollector() : GraphList<RoleAssignment>(Datasets.RoleAssignments, static r => r.Id)
{
    protected override int PageSize => Limits.LargestPage;

    protected override long Typical(KnownTenant known) => known.Typical.Principals;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.RoleManagement.Directory.RoleAssignments.ToGetRequestInformation(r => r.QueryParameters.Top = PageSize);
}
