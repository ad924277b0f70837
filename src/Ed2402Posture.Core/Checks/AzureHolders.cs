using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>Who holds Azure roles, for the checks of Azure RBAC.</summary>
internal static class AzureHolders
{
    /// <summary>The lists of PIM that add holders: of assignments that are eligible or for a time, and of members of groups who are.</summary>
    public static readonly IReadOnlyList<DatasetNeed> ByPim =
    [
        new(Datasets.AzureRoleAssignmentScheduleInstances, UnlicensedMeansNone: true), new(Datasets.AzureRoleEligibilityScheduleInstances, UnlicensedMeansNone: true),
        new(Datasets.PimGroupAssignmentInstances, UnlicensedMeansNone: true), new(Datasets.PimGroupEligibilityInstances, UnlicensedMeansNone: true),
    ];

    /// <summary>Assignments of Azure roles, and what members of groups hold through them. Owners of groups hold nothing yet.</summary>
    public static IEnumerable<RoleHolding> Of(CheckContext context) => context.Privilege.Assignments.Concat(context.Privilege.DerivedAssignments)
        .Where(a => a.Plane == Plane.Azure && a.Kind is not (PathKind.GroupOwner or PathKind.PimGroupOwner));

    /// <summary>Azure lists only what the caller may read, so an empty list proves nothing: the reason, or null when something is seen.</summary>
    public static string? SeesNothing(CheckContext context) =>
        context.Snapshot.Get(Datasets.AzureSubscriptions).Count + context.Snapshot.Get(Datasets.ManagementGroups).Count == 0
            ? $"Partial: azureSubscriptions lists only what the scanning account may read, and that is nothing; it needs {Datasets.AzureSubscriptions.PermissionText}." : null;
}
