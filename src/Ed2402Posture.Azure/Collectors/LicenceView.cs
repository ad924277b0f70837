using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What is known of the tenant's licences.</summary>
/// <param name="Plans">The service plans; null when <c>subscribedSkus</c> could not be read.</param>
internal sealed record LicenceView(IReadOnlyCollection<string>? Plans)
{
    /// <summary>Nothing is known.</summary>
    public static readonly LicenceView Unknown = new((IReadOnlyCollection<string>?)null);

    /// <summary>Whether the tenant has the licence; null when that is not known.</summary>
    public bool? Has(Licence licence) => Plans is null ? null : Licences.Covers(Plans, licence);

    /// <summary>What the collected dataset tells.</summary>
    public static LicenceView Of(SnapshotBuilder snapshot) =>
        snapshot.Find(Datasets.SubscribedSkus) is Dataset<Core.Snapshots.Items.SubscribedSku> { IsComplete: true } skus ? new(Licences.ServicePlans(skus.Items)) : Unknown;
}
