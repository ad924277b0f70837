using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Domains.</summary>
internal sealed class DomainsCollector() : GraphList<Domain>(Datasets.Domains, static d => d.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) =>
        graph.Domains.ToGetRequestInformation(r => r.QueryParameters.Select = [.. Definition.PropertyNames]);
}
