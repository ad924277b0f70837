using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Access reviews of everything: the list cannot be filtered by role.</summary>
internal sealed class AccessReviewDefinitionsCollector() : GraphList<AccessReviewDefinition>(Datasets.AccessReviewDefinitions, static r => r.Id)
{
    protected override Lane Lane(Lanes lanes) => lanes.Pim;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.IdentityGovernance.AccessReviews.Definitions.ToGetRequestInformation(r => r.QueryParameters.Top = Limits.DefaultPage);
}
