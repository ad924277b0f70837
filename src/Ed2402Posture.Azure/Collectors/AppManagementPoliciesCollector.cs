using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Restrictions on single applications' credentials.</summary>
internal sealed class AppManagementPoliciesCollector() : GraphList<AppManagementPolicy>(Datasets.AppManagementPolicies, static p => p.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.AppManagementPolicies.ToGetRequestInformation();
}
