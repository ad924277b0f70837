using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Last use of secrets and certificates.</summary>
internal sealed class AppCredentialSignInActivitiesCollector() : BetaList<AppCredentialSignInActivity>(Datasets.AppCredentialSignInActivities, static a => a.Id)
{
    protected override string Query => "$top=999";

    protected override long Typical => 500;

    protected override Lane Lane(Lanes lanes) => lanes.Reports;
}
