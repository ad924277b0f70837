using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Conditional access answers an empty list to a tenant without the licence, as to one that has no policy.</summary>
internal static class EmptyWithoutLicence
{
    /// <summary>What an empty list means; null where it is proven empty, or is not empty.</summary>
    public static async Task<DatasetState?> DoubtAsync<T>(CollectionContext context, Reading<T> reading)
        where T : class
    {
        if (reading.Items.Count > 0)
        {
            return null;
        }

        DatasetDefinition dataset = reading.Dataset;
        LicenceView licences = await context.LicencesAsync().ConfigureAwait(false);
        return licences.Has(dataset.Licence) switch
        {
            true => null,
            false => new DatasetState { Status = DatasetStatus.NotLicensed, Missing = dataset.Licence.Name(), Reason = "the list is empty and the tenant lacks the licence" },
            null => new DatasetState
            {
                Status = DatasetStatus.NoPermission,
                Missing = Datasets.SubscribedSkus.PermissionText,
                Reason = "the list is empty, which proves nothing: a tenant without the licence answers the same, and subscribedSkus could not be read",
            },
        };
    }
}
