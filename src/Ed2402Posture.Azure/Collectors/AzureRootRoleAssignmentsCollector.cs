using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Azure role assignments at the root scope, where elevated access of Global Administrators shows. Only who may read there gets an answer.</summary>
internal sealed class AzureRootRoleAssignmentsCollector()
    : ArmList<AzureRoleAssignment>(Datasets.AzureRootRoleAssignments, static a => a.Id)
{
    protected override string Path => "/providers/Microsoft.Authorization/roleAssignments?api-version=2022-04-01&$filter=atScope()";
}
