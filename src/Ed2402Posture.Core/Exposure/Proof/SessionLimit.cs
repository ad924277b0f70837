using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>How long a session that nobody revokes can go on: the sign-in frequency of conditional access policies that hold for everyone, and then the life of an access token
/// that was fetched at the last moment. Only policies without any condition or exclusion that could leave the user out are counted.</summary>
internal static class SessionLimit
{
    // 'Every time' allows for clocks that differ. Source: 'Conditional Access: session lifetime'.
    private static readonly TimeSpan EveryTime = TimeSpan.FromMinutes(5);

    /// <summary>The limit in words, and the moment from which nothing of a session from before the exposure can be used.</summary>
    public static (string Text, DateTimeOffset? Until, IReadOnlyList<EvidenceItem> Evidence) Of(User user, ExposureRecord record, TenantFacts facts)
    {
        if (facts.NotWhole(Datasets.ConditionalAccessPolicies) is { } notRead)
        {
            return ($"Until when is not known ({notRead}).", null, []);
        }

        ConditionalAccessPolicy? shortest = facts.Snapshot.Get(Datasets.ConditionalAccessPolicies).Items.Where(p => IsLimit(p) && PolicyReach.HoldsForEverySignIn(p, user)).MinBy(p => SignInAgain(p, record));
        if (shortest is null)
        {
            return ("No conditional access policy that holds for every sign-in ends them by a sign-in frequency; they live on while they are used at least every 90 days.", null, []);
        }

        DateTimeOffset again = SignInAgain(shortest, record);
        TokenLifetime life = TokenLifetime.Of(facts);
        DateTimeOffset until = again + life.Longest;
        return ($"The sign-in frequency of policy '{shortest.DisplayName}' makes them sign in again by {EvidenceItem.Time(again)} at the latest; an access token fetched just before can be used until {EvidenceItem.Time(until)} ({life.Because}{(life.NotRead is null ? "" : $"; {life.NotRead}")}).", until,
        [
            facts.Evidence(Datasets.ConditionalAccessPolicies, $"conditionalAccessPolicy[{shortest.Id}].sessionControls.signInFrequency", Frequency(shortest).ToString("c", System.Globalization.CultureInfo.InvariantCulture)), .. life.Evidence,
        ]);
    }

    // A policy that was changed since the exposure held from then on: what came before it signed in again after it at the latest.
    private static DateTimeOffset SignInAgain(ConditionalAccessPolicy policy, ExposureRecord record)
    {
        DateTimeOffset by = record.ResetAfter + Frequency(policy);
        return (policy.ModifiedDateTime ?? policy.CreatedDateTime) is { } changed && changed > by ? changed : by;
    }

    private static bool IsLimit(ConditionalAccessPolicy policy) => policy.SessionControls?.SignInFrequency is { IsEnabled: true } frequency && (frequency.FrequencyInterval == "everyTime" || frequency is { Type: "hours" or "days", Value: > 0 });

    private static TimeSpan Frequency(ConditionalAccessPolicy policy) => policy.SessionControls?.SignInFrequency switch
    {
        { FrequencyInterval: "everyTime" } => EveryTime,
        { Type: "hours", Value: { } hours } => TimeSpan.FromHours(hours),
        { Type: "days", Value: { } days } => TimeSpan.FromDays(days),
        _ => TimeSpan.Zero,
    };
}
