using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The tenant.</summary>
internal sealed class OrganizationCollector() : GraphList<Organization>(Datasets.Organization, static o => o.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) =>
        graph.Organization.ToGetRequestInformation(r => r.QueryParameters.Select = [.. Definition.PropertyNames]);
}
