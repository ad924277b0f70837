using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Azure resources with managed identities, in one query of Resource Graph: a thousand a page.</summary>
internal sealed class IdentityHostsCollector() : Collector<IdentityHost>(Datasets.IdentityHosts, static h => h.Id)
{
    private const string Query = "resources | where tostring(identity.type) contains 'assigned' | project id, name, type, identity, nodeResourceGroup = tostring(properties.nodeResourceGroup)";

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.AzureSubscriptions];

    public override CollectionCost Cost => CollectionCost.ResourceGraph(static known => Reads.Pages(known.Count(Datasets.IdentityHosts, 200), Limits.AzurePage));

    protected override Task ReadAsync(CollectionContext context, Reading<IdentityHost> reading, CancellationToken cancellationToken) =>
        context.Services.ResourceGraph!.ReadAllAsync(reading, Query, cancellationToken);

    /// <summary>A tenant may have no resource with an identity; that there is none is believed of an account that sees subscriptions.</summary>
    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<IdentityHost> reading) =>
        Task.FromResult(reading.Items.Count > 0 || context.Items(Datasets.AzureSubscriptions).Count > 0 ? null : AzureVisibility.Nothing(Definition));
}
