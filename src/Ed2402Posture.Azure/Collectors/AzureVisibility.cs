using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Azure answers an account without rights with empty lists, not with a refusal.</summary>
internal static class AzureVisibility
{
    /// <summary>The state of a list that is empty where it never is for somebody who may read.</summary>
    public static DatasetState Nothing(DatasetDefinition dataset) => new()
    {
        Status = DatasetStatus.NoPermission,
        Missing = dataset.PermissionText,
        Reason = "Azure shows this account nothing, which proves nothing: either it may not read, or the tenant has no subscription",
    };

    /// <summary>Whether the account sees any management group or subscription.</summary>
    public static bool SeesAny(IReadSoFar context) =>
        context.Items(Datasets.ManagementGroups).Count > 0 || context.Items(Datasets.AzureSubscriptions).Count > 0;
}
