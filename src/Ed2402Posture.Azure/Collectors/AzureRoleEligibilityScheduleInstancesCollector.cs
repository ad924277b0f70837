using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Eligible Azure role assignments as PIM knows them.</summary>
internal sealed class AzureRoleEligibilityScheduleInstancesCollector() : AzureScheduleInstances(Datasets.AzureRoleEligibilityScheduleInstances, "roleEligibilityScheduleInstances");
