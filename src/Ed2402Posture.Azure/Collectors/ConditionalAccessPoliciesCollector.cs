using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Conditional access policies, whole: a <c>$select</c> would hide conditions that this version does not know.</summary>
internal sealed class ConditionalAccessPoliciesCollector()
    : GraphList<ConditionalAccessPolicy>(Datasets.ConditionalAccessPolicies, static p => p.Id, PageJson.Default.PageConditionalAccessPolicy)
{
    protected override Lane Lane(Lanes lanes) => lanes.ConditionalAccess;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.Identity.ConditionalAccess.Policies.ToGetRequestInformation();

    protected override ConditionalAccessPolicy Keep(ConditionalAccessPolicy item)
    {
        Annotations.Drop(item.Extra);
        Annotations.Drop(item.Conditions?.Extra);
        Annotations.Drop(item.Conditions?.Applications?.Extra);
        Annotations.Drop(item.Conditions?.Users?.Extra);
        Annotations.Drop(item.Conditions?.ClientApplications?.Extra);
        Annotations.Drop(item.Conditions?.Devices?.Extra);
        Annotations.Drop(item.SessionControls?.Extra);
        return item;
    }

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ConditionalAccessPolicy> reading) => EmptyWithoutLicence.DoubtAsync(context, reading);
}
