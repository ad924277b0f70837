using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Security defaults.</summary>
internal sealed class SecurityDefaultsCollector() : GraphSingle<SecurityDefaultsPolicy>(Datasets.SecurityDefaults, static p => p.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.IdentitySecurityDefaultsEnforcementPolicy.ToGetRequestInformation();
}
