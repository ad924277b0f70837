using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>How long a session that nobody revokes can go on: the sign-in frequency of conditional access policies that hold for everyone.
/// Only policies without any condition or exclusion that could leave the user out are counted.</summary>
internal static class SessionLimit
{
    /// <summary>The limit in words, and the moment at which a session from before the exposure has to sign in again.</summary>
    public static (string Text, DateTimeOffset? Until) Of(User user, ExposureRecord record, TenantFacts facts)
    {
        if (facts.NotWhole(Datasets.ConditionalAccessPolicies) is { } notRead)
        {
            return ($"Until when is not known ({notRead}).", null);
        }

        ConditionalAccessPolicy? shortest = facts.Snapshot.Get(Datasets.ConditionalAccessPolicies).Items.Where(p => HoldsFor(p, user)).OrderBy(Frequency).FirstOrDefault();
        if (shortest is null)
        {
            return ("No conditional access policy that holds for every sign-in ends them by a sign-in frequency; they live on while they are used at least every 90 days.", null);
        }

        DateTimeOffset until = record.ResetAfter + Frequency(shortest);
        return ($"The sign-in frequency of policy '{shortest.DisplayName}' makes them sign in again by {EvidenceItem.Time(until)} at the latest.", until);
    }

    private static bool HoldsFor(ConditionalAccessPolicy policy, User user)
    {
        ConditionUsers? users = policy.Conditions?.Users;
        ConditionApplications? applications = policy.Conditions?.Applications;
        return policy is { State: "enabled", Extra: null or { Count: 0 }, SessionControls.SignInFrequency: { IsEnabled: true } frequency } && (frequency.FrequencyInterval == "everyTime" || frequency.Value > 0)
            && (users?.IncludeUsers ?? []).Any(u => u == "All" || TenantFacts.Same(u, user.Id))
            && Empty(users?.ExcludeUsers) && Empty(users?.ExcludeGroups) && Empty(users?.ExcludeRoles) && users?.ExcludeGuestsOrExternalUsers is null
            && (applications?.IncludeApplications ?? []).Contains("All") && Empty(applications?.ExcludeApplications) && applications?.ApplicationFilter is null
            && policy.Conditions is { Platforms: null, Locations: null, Devices: null, AuthenticationFlows: null, ClientApplications: null, InsiderRiskLevels: null or "" } conditions
            && Empty(conditions.UserRiskLevels) && Empty(conditions.SignInRiskLevels)
            && (conditions.ClientAppTypes is null or [] || conditions.ClientAppTypes.Contains("all"));
    }

    private static TimeSpan Frequency(ConditionalAccessPolicy policy) => policy.SessionControls?.SignInFrequency switch
    {
        { FrequencyInterval: "everyTime" } => TimeSpan.Zero,
        { Type: "hours", Value: { } hours } => TimeSpan.FromHours(hours),
        { Type: "days", Value: { } days } => TimeSpan.FromDays(days),
        _ => TimeSpan.MaxValue,
    };

    private static bool Empty(IReadOnlyList<string>? list) => list is null or [];
}
