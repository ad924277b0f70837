using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Conditional access policies, whole: a <c>$select</c> would hide conditions that this version does not know.</summary>
internal sealed class ConditionalAccessPoliciesCollector()
    : GraphList<ConditionalAccessPolicy>(Datasets.ConditionalAccessPolicies, static p => p.Id)
{
    protected override Lane Lane(Lanes lanes) => lanes.ConditionalAccess;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.Identity.ConditionalAccess.Policies.ToGetRequestInformation();

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ConditionalAccessPolicy> reading) => EmptyWithoutLicence.DoubtAsync(context, reading);
}
