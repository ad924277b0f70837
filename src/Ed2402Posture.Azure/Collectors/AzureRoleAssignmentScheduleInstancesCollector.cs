using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Active Azure role assignments as PIM knows them.</summary>
internal sealed class AzureRoleAssignmentScheduleInstancesCollector() : AzureScheduleInstances(Datasets.AzureRoleAssignmentScheduleInstances, "roleAssignmentScheduleInstances");
