using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Active Azure role assignments at and below management groups and subscriptions, in one query of Resource Graph.</summary>
internal sealed class AzureRoleAssignmentsCollector() : Collector<AzureRoleAssignment>(Datasets.AzureRoleAssignments, static a => a.Id)
{
    private const string Query = "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | project id, name, type, tenantId, properties";

    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.ManagementGroups, Datasets.AzureSubscriptions, Datasets.AzureRootRoleAssignments];

    public override CollectionCost Cost => CollectionCost.ResourceGraph(static known => Reads.Pages(known.Count(Datasets.AzureRoleAssignments, 200), Limits.AzurePage));

    protected override Task ReadAsync(CollectionContext context, Reading<AzureRoleAssignment> reading, CancellationToken cancellationToken) =>
        context.Services.ResourceGraph!.ReadAllAsync(reading, Query, cancellationToken);

    /// <summary>Whoever sees a subscription sees it through some assignment. No assignment at all is believed only where that one is at
    /// the root, which Resource Graph does not show.</summary>
    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<AzureRoleAssignment> reading) =>
        Task.FromResult(reading.Items.Count > 0 || (AzureVisibility.SeesAny(context) && context.Items(Datasets.AzureRootRoleAssignments).Count > 0) ? null : AzureVisibility.Nothing(Definition));
}
