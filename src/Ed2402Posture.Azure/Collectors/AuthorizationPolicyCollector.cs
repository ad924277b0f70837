using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Authorization policy.</summary>
internal sealed class AuthorizationPolicyCollector() : GraphSingle<AuthorizationPolicy>(Datasets.AuthorizationPolicy, static p => p.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.AuthorizationPolicy.ToGetRequestInformation();
}
