using Ed2402Posture.Core.Snapshots;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Eligible members and owners of groups of privilege, as PIM for Groups knows them.</summary>
internal sealed class PimGroupEligibilityInstancesCollector() : PimGroupInstances(Datasets.PimGroupEligibilityInstances)
{
    protected override RequestInformation Request(GraphServiceClient graph, string filter) => Eligible(graph, filter);

    /// <summary>The request for eligible members and owners with this filter, their principals expanded.</summary>
    public static RequestInformation Eligible(GraphServiceClient graph, string filter) => graph.IdentityGovernance.PrivilegedAccess.Group.EligibilityScheduleInstances.ToGetRequestInformation(r =>
    {
        r.QueryParameters.Filter = filter;
        r.QueryParameters.Expand = ["principal"];
    });
}
