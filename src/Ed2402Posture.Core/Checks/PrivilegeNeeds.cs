using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>The datasets that the inventory of privileged accounts rests on, by their part; a check names those that its subjects come from.</summary>
public static class PrivilegeNeeds
{
    /// <summary>Who holds, or may activate, a directory role. Without the licence for PIM nobody can be eligible and every assignment stands.</summary>
    public static readonly IReadOnlyList<DatasetNeed> DirectoryRoles =
    [
        Datasets.RoleDefinitions, Datasets.RoleAssignments,
        new(Datasets.RoleAssignmentScheduleInstances, UnlicensedMeansNone: true), new(Datasets.RoleEligibilityScheduleInstances, UnlicensedMeansNone: true),
        Datasets.Principals, Datasets.Groups, Datasets.GroupMembers, Datasets.GroupOwners,
    ];

    /// <summary>Who holds an Azure role.</summary>
    public static readonly IReadOnlyList<DatasetNeed> AzureRoles =
    [
        Datasets.ManagementGroups, Datasets.AzureSubscriptions, Datasets.AzureRoleAssignments, Datasets.AzureRootRoleAssignments, Datasets.AzureRoleDefinitions,
        Datasets.Principals, Datasets.Groups, Datasets.GroupMembers, Datasets.GroupOwners,
    ];

    /// <summary>Everything that adds accounts or paths, and the users behind them.</summary>
    public static readonly IReadOnlyList<DatasetNeed> All = [.. Completeness.Needs, Datasets.Users];

    /// <summary>All but those that the check needs anyway: what adds accounts to judge.</summary>
    public static IReadOnlyList<DatasetNeed> Except(params DatasetDefinition[] needed) => [.. All.Where(n => !needed.Contains(n.Dataset))];
}
