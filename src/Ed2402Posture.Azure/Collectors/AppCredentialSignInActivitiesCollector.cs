using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Last use of secrets and certificates.</summary>
internal sealed class AppCredentialSignInActivitiesCollector() : UsageReport<AppCredentialSignInActivity>(Datasets.AppCredentialSignInActivities, static a => a.Id);
