using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>PIM settings of directory roles, with their rules. The filter is required.</summary>
internal sealed class RoleManagementPolicyAssignmentsCollector()
    : GraphList<RoleManagementPolicyAssignment>(Datasets.RoleManagementPolicyAssignments, static r => r.Id)
{
    protected override Lane Lane(Lanes lanes) => lanes.Pim;

    // The service answers fifty at a time with their rules.
    protected override int PageSize => 50;

    protected override long Typical(KnownTenant known) => 140;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.RoleManagementPolicyAssignments.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Filter = "scopeId eq '/' and scopeType eq 'DirectoryRole'";
        r.QueryParameters.Expand = ["policy($expand=rules)"];
    });
}
