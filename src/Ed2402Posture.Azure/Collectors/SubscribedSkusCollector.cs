using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Licences. A Free tenant has none: the list is empty and whole.</summary>
internal sealed class SubscribedSkusCollector() : GraphList<SubscribedSku>(Datasets.SubscribedSkus, static s => s.Id)
{
    protected override RequestInformation Request(GraphServiceClient graph) => graph.SubscribedSkus.ToGetRequestInformation();
}
