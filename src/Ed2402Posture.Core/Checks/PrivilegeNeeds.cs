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
        new(Datasets.PimGroupAssignmentInstances, UnlicensedMeansNone: true), new(Datasets.PimGroupEligibilityInstances, UnlicensedMeansNone: true),
    ];

    /// <summary>Who holds, or may activate, an Azure role.</summary>
    public static readonly IReadOnlyList<DatasetNeed> AzureRoles =
    [
        Datasets.ManagementGroups, Datasets.AzureSubscriptions, Datasets.AzureRoleAssignments, Datasets.AzureRootRoleAssignments, Datasets.AzureRoleDefinitions,
        new(Datasets.AzureRoleAssignmentScheduleInstances, UnlicensedMeansNone: true), new(Datasets.AzureRoleEligibilityScheduleInstances, UnlicensedMeansNone: true),
        Datasets.Principals, Datasets.Groups, Datasets.GroupMembers, Datasets.GroupOwners,
    ];

    /// <summary>Which workloads hold permissions, and who may sign in as them.</summary>
    public static readonly IReadOnlyList<DatasetNeed> Workloads =
    [
        Datasets.Applications, Datasets.ServicePrincipals, Datasets.ResourceServicePrincipals, Datasets.AppRoleAssignments,
        Datasets.PermissionGrants, Datasets.ApplicationOwners, Datasets.ServicePrincipalOwners, Datasets.FederatedIdentityCredentials,
    ];

    /// <summary>Who may take over whom in administrative units, what is left of classic administration, and which resources carry identities.</summary>
    public static readonly IReadOnlyList<DatasetNeed> Others =
    [
        Datasets.AdministrativeUnits, Datasets.AdministrativeUnitMembers, Datasets.ClassicAdministrators, Datasets.IdentityHosts,
    ];

    /// <summary>All that can add an account or a path.</summary>
    public static readonly IReadOnlyList<DatasetNeed> Paths = [.. DirectoryRoles.Concat(AzureRoles).Concat(Workloads).Concat(Others).Distinct()];

    /// <summary>All of them, and the users behind them.</summary>
    public static readonly IReadOnlyList<DatasetNeed> All = [.. Paths.Append(Datasets.Users)];

    /// <summary>All but those that the check needs anyway: what adds accounts to judge.</summary>
    public static IReadOnlyList<DatasetNeed> Except(params DatasetDefinition[] needed) => [.. All.Where(n => !needed.Contains(n.Dataset))];
}
