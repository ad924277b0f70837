using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The identity providers of federated domains; a managed domain has none.</summary>
internal sealed class DomainFederationConfigurationsCollector() : Collector<DomainFederation>(Datasets.DomainFederationConfigurations, static f => new(f.ParentId, f.Id))
{
    private const string Federated = "Federated";

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.Domains];

    public override CollectionCost Cost => CollectionCost.Directory(known => Reads.Batch(known.From(RestsOn, () => Asked(known).Count(), () => 1)));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<DomainFederation> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, RestsOn));

    protected override Task ReadAsync(CollectionContext context, Reading<DomainFederation> reading, CancellationToken cancellationToken) =>
        Links.ReadAsync(
            context.Services, reading, new ListSource(reading.Scope, context.Services.Lanes.Directory, context.Services.Graph), "v1.0", Asked(context),
            id => context.Services.Graph.V1.Domains[id].FederationConfiguration.ToGetRequestInformation(), Definition.ReadItem,
            static (domain, found) => found with { ParentId = domain }, cancellationToken);

    private static IEnumerable<string> Asked(IReadSoFar known) =>
        known.Items(Datasets.Domains).Where(d => string.Equals(d.AuthenticationType, Federated, StringComparison.OrdinalIgnoreCase)).Select(d => d.Id);
}
