using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Finds a dataset that cannot be read here at all, before any request.</summary>
internal static class Availability
{
    /// <summary>Why the dataset is not to be had, or null when it may be.</summary>
    public static DatasetState? Refuse(DatasetDefinition dataset, TenantIdentity identity)
    {
        CloudEnvironment environment = identity.Environment;
        if ((dataset.Clouds & environment.Cloud) == Clouds.None)
        {
            return new DatasetState { Status = DatasetStatus.NotSupported, Reason = $"{environment.Name} does not offer it" };
        }

        if (dataset.Service is not (DatasetService.ResourceManager or DatasetService.ResourceGraph) || identity.HasResourceManager)
        {
            return null;
        }

        return environment.ResourceManager is null
            ? new DatasetState { Status = DatasetStatus.NotSupported, Reason = identity.ResourceManagerReason }
            : new DatasetState { Status = DatasetStatus.NoPermission, Missing = dataset.PermissionText, Reason = identity.ResourceManagerReason };
    }
}
