using System.Net.Http;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Management groups and subscriptions in their tree, as far as the caller sees it.</summary>
internal sealed class ManagementGroupsCollector() : ArmList<ManagementGroup>(Datasets.ManagementGroups, static m => m.Id)
{
    protected override string Path => "/providers/Microsoft.Management/getEntities?api-version=2021-04-01";

    protected override HttpMethod Method => HttpMethod.Post;

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ManagementGroup> reading) =>
        Task.FromResult(reading.Items.Count > 0 ? null : AzureVisibility.Nothing(Definition));
}
