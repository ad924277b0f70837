using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>PIM settings of Azure roles: one list for each privileged role and scope where somebody holds it, since a scope's whole list has every built-in
/// role, some megabytes of them.</summary>
internal sealed class AzureRolePolicyAssignmentsCollector() : ArmLists<AzureRolePolicyAssignment>(Datasets.AzureRolePolicyAssignments, static p => p.Id)
{
    private static readonly DatasetDefinition[] Holders = [Datasets.AzureRoleDefinitions, Datasets.AzureRoleAssignments, Datasets.AzureRoleAssignmentScheduleInstances, Datasets.AzureRoleEligibilityScheduleInstances];

    public override IReadOnlyList<DatasetDefinition> RestsOn => [.. base.RestsOn, .. Holders];

    protected override IEnumerable<string> Paths(IReadSoFar context) => PrivilegeScope.AzureRoles(context.ToSnapshot()).Select(r => Path(r.Scope, r.RoleDefinitionId));

    /// <summary>A tenant that never used PIM for Azure has settings of none.</summary>
    protected override bool MeansNone(ServiceError error) => error.Code == "TenantNotOnboarded";

    private static string Path(string scope, string role)
    {
        string filter = $"roleDefinitionId eq '{scope}/providers/Microsoft.Authorization/roleDefinitions/{role}'";
        return $"{scope}/providers/Microsoft.Authorization/roleManagementPolicyAssignments?api-version=2020-10-01&$filter={Uri.EscapeDataString(filter)}";
    }
}
