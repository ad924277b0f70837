using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Admin consent workflow.</summary>
internal sealed class AdminConsentRequestPolicyCollector() : GraphSingle<AdminConsentRequestPolicy>(Datasets.AdminConsentRequestPolicy, static _ => "adminConsentRequestPolicy")
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.Policies.AdminConsentRequestPolicy.ToGetRequestInformation();
}
