using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Policies that say how long access tokens live.</summary>
internal sealed class TokenLifetimePoliciesCollector() : GraphList<TokenLifetimePolicy>(Datasets.TokenLifetimePolicies, static p => p.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.TokenLifetimePolicies.ToGetRequestInformation();
}
