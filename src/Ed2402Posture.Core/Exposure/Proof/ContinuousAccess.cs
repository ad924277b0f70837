using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>What continuous access evaluation does to a user's tokens after a revocation. It shortens no bound, since it takes a client and an application that both support
/// it; so it only adds words. Source: 'Continuous access evaluation in Microsoft Entra' (up to 15 minutes; Exchange Online alone in US government clouds).</summary>
internal static class ContinuousAccess
{
    private static readonly TimeSpan Latest = TimeSpan.FromMinutes(15);

    /// <summary>The words, and what they rest on.</summary>
    public static (string Text, IReadOnlyList<EvidenceItem> Evidence) After(DateTimeOffset revoked, User user, TenantFacts facts)
    {
        string? where = facts.Snapshot.Info.Cloud switch
        {
            nameof(CloudEnvironment.AzureUSGovernment) or nameof(CloudEnvironment.AzureUSGovernmentDoD) => "Exchange Online refuses",
            nameof(CloudEnvironment.AzureChinaCloud) => null,
            _ => "Exchange Online, SharePoint Online and Teams refuse",
        };
        if (where is null)
        {
            return ("That this cloud evaluates access continuously is not documented.", []);
        }

        string sooner = $"{where} them by {EvidenceItem.Time(revoked + Latest)} from clients that support continuous access evaluation";
        if (facts.NotWhole(Datasets.ConditionalAccessPolicies, Datasets.ContinuousAccessPolicies) is { } notRead)
        {
            return ($"{sooner}, unless a policy switches that off ({notRead}).", []);
        }

        var policies = facts.Snapshot.Get(Datasets.ConditionalAccessPolicies).Items.Where(p => p.State == "enabled").ToDictionary(p => p.Id, StringComparer.OrdinalIgnoreCase);
        ContinuousAccessPolicy[] disabling = [.. facts.Snapshot.Get(Datasets.ContinuousAccessPolicies).Items.Where(p => p.SessionControls?.ContinuousAccessEvaluation?.Mode == "disabled" && policies.TryGetValue(p.Id, out ConditionalAccessPolicy? policy) && PolicyReach.MayHoldFor(policy, user))];
        EvidenceItem[] evidence = [.. disabling.Select(p => facts.Evidence(Datasets.ContinuousAccessPolicies, $"conditionalAccessPolicy[{p.Id}].sessionControls.continuousAccessEvaluation.mode", "disabled"))];
        return disabling.FirstOrDefault(p => PolicyReach.HoldsForEverySignIn(policies[p.Id], user)) is { } off
            ? ($"Policy '{policies[off.Id].DisplayName}' switches continuous access evaluation off, so that no application refuses them sooner.", evidence)
            : disabling.Length > 0 ? ($"{sooner}, unless policy '{policies[disabling[0].Id].DisplayName}', which switches that off, holds for the user.", evidence)
            : ($"{sooner}.", evidence);
    }
}
