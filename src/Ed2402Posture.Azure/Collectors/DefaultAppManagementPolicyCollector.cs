using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Restrictions on all applications' credentials.</summary>
internal sealed class DefaultAppManagementPolicyCollector() : GraphSingle<DefaultAppManagementPolicy>(Datasets.DefaultAppManagementPolicy, static p => p.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.DefaultAppManagementPolicy.ToGetRequestInformation();
}
