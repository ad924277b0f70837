using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Microsoft.Graph;
using Microsoft.Kiota.Abstractions;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Named locations.</summary>
internal sealed class NamedLocationsCollector() : GraphList<NamedLocation>(Datasets.NamedLocations, static l => l.Id)
{
    protected override Lane Lane(Lanes lanes) => lanes.ConditionalAccess;

    protected override RequestInformation Request(GraphServiceClient graph) => graph.Identity.ConditionalAccess.NamedLocations.ToGetRequestInformation();

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<NamedLocation> reading) => EmptyWithoutLicence.DoubtAsync(context, reading);
}
