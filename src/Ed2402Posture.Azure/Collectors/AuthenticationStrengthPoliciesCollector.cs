using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Authentication strengths, built-in and custom.</summary>
internal sealed class AuthenticationStrengthPoliciesCollector()
    : GraphList<AuthenticationStrengthPolicy>(Datasets.AuthenticationStrengthPolicies, static p => p.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.AuthenticationStrengthPolicies.ToGetRequestInformation();
}
