using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>A dataset read by ids that another dataset gave is only as whole as that one.</summary>
internal static class Foundations
{
    /// <summary>Where directory roles are held from; Azure's assignments are left out, so that the Entra half stands without Azure.</summary>
    public static readonly IReadOnlyList<DatasetDefinition> Roles = [Datasets.RoleAssignments, Datasets.RoleEligibilityScheduleInstances];

    /// <summary>The state that follows from the foundations; null when they are sound. A licence that is missing is sound: what needs it
    /// cannot exist.</summary>
    public static DatasetState? Doubt(CollectionContext context, int items, IEnumerable<DatasetDefinition> foundations)
    {
        foreach (DatasetDefinition foundation in foundations)
        {
            DatasetState state = context.Into.Find(foundation)?.State ?? DatasetState.NotCollected;
            // Without some of their properties the objects are all there, and whom to read is known.
            if (state.Status is DatasetStatus.Complete or DatasetStatus.NotLicensed || state.NotOffered is not null)
            {
                continue;
            }

            return new DatasetState
            {
                Status = items > 0 || state.Status == DatasetStatus.NotCollected ? DatasetStatus.Partial : state.Status,
                Missing = state.Missing,
                Reason = $"whom to read is known from {state.Describe(foundation.Name)}",
            };
        }

        return null;
    }

    /// <summary>The state of what the same licence is needed for as for its foundation, when that has not got it: nothing was asked for, and nothing is proven.</summary>
    public static DatasetState? Unlicensed(CollectionContext context, DatasetDefinition foundation) =>
        context.Into.Find(foundation)?.State is { Status: DatasetStatus.NotLicensed } state ? new DatasetState { Status = state.Status, Missing = state.Missing, Reason = state.Reason } : null;
}
