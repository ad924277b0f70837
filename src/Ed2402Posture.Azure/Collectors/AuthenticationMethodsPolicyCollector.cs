using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Authentication methods policy, with the configuration of each method.</summary>
internal sealed class AuthenticationMethodsPolicyCollector() : GraphSingle<AuthenticationMethodsPolicy>(Datasets.AuthenticationMethodsPolicy, static p => p.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.AuthenticationMethodsPolicy.ToGetRequestInformation();
}
