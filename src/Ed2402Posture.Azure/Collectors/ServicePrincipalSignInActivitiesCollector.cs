using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Last use of workloads. A tenant has hundreds of Microsoft's own in use.</summary>
internal sealed class ServicePrincipalSignInActivitiesCollector() : BetaList<ServicePrincipalSignInActivity>(Datasets.ServicePrincipalSignInActivities, static a => a.Id)
{
    protected override string Query => "$top=999";

    protected override long Typical => 500;

    protected override Lane Lane(Lanes lanes) => lanes.Reports;
}
