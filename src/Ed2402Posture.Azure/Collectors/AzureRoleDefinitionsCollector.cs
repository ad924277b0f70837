using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Azure role definitions, built-in and custom. There are always some: none means that the caller may not read them.</summary>
internal sealed class AzureRoleDefinitionsCollector() : Collector<AzureRoleDefinition>(Datasets.AzureRoleDefinitions, static d => d.Id)
{
    private const string Query = "authorizationresources | where type =~ 'microsoft.authorization/roledefinitions' | project id, name, type, tenantId, properties";

    public override CollectionCost Cost => CollectionCost.ResourceGraph(static known => Reads.Pages(known.Count(Datasets.AzureRoleDefinitions, 900), Limits.AzurePage));

    protected override Task ReadAsync(CollectionContext context, Reading<AzureRoleDefinition> reading, CancellationToken cancellationToken) =>
        context.Services.ResourceGraph!.ReadAllAsync(reading, Query, cancellationToken);

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<AzureRoleDefinition> reading) =>
        Task.FromResult(reading.Items.Count > 0 ? null : AzureVisibility.Nothing(Definition));
}
