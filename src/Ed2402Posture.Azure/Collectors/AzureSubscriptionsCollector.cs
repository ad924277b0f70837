using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Subscriptions that the caller sees.</summary>
internal sealed class AzureSubscriptionsCollector() : ArmList<AzureSubscription>(Datasets.AzureSubscriptions, static s => s.Id)
{
    protected override string Path => "/subscriptions?api-version=2022-12-01";

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<AzureSubscription> reading) =>
        Task.FromResult(reading.Items.Count > 0 ? null : AzureVisibility.Nothing(Definition));
}
