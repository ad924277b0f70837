using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The session controls of conditional access policies in beta, which alone tells of continuous access evaluation. Read only for a case: the quota
/// of conditional access is a request a second.</summary>
internal sealed class ContinuousAccessPoliciesCollector() : BetaList<ContinuousAccessPolicy>(Datasets.ContinuousAccessPolicies, static p => p.Id)
{
    protected override string Query => "$select=id,sessionControls";

    protected override Lane Lane(Lanes lanes) => lanes.ConditionalAccess;

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<ContinuousAccessPolicy> reading) => EmptyWithoutLicence.DoubtAsync(context, reading);
}
