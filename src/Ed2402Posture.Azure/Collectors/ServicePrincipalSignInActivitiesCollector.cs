using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Last use of workloads.</summary>
internal sealed class ServicePrincipalSignInActivitiesCollector() : UsageReport<ServicePrincipalSignInActivity>(Datasets.ServicePrincipalSignInActivities, static a => a.Id);
