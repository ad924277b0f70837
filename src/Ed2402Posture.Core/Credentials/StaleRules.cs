using System.Globalization;

namespace Ed2402Posture.Core.Credentials;

/// <summary>The rules by which a credential is stale.</summary>
internal enum StaleRule
{
    Expired,
    NoEnd,
    Lifetime,
    Age,
    NoStart,
    Superseded,
    IssuedBefore,
    Ownerless,
    Unused,
}

/// <summary>A rule that applies, and what it says of the credential.</summary>
internal readonly record struct StaleCause(StaleRule Rule, string Text)
{
    public override string ToString() => Text;
}

/// <summary>Why a credential is stale. Every rule rests on what the credential itself says, or on what was read; none on an absence.</summary>
internal static class StaleRules
{
    /// <summary>The causes, worst first; empty when none applies. SAML signing certificates are no sign-in credentials, and a managed identity's
    /// certificates are Azure's to renew: neither is judged.</summary>
    /// <param name="credential">The credential.</param>
    /// <param name="beside">All credentials of the same object.</param>
    /// <param name="limits">The thresholds.</param>
    /// <param name="now">The snapshot's time.</param>
    /// <param name="use">Whether it is in use.</param>
    /// <param name="issuedBefore">Credentials that start before this date are stale; null for no such rule.</param>
    public static IEnumerable<StaleCause> Causes(AppCredential credential, IReadOnlyList<AppCredential> beside, CredentialLimits limits, DateTimeOffset now, UseVerdict use, DateTimeOffset? issuedBefore)
    {
        if (credential.Use == CredentialUse.SamlSigning || credential.IsAzures)
        {
            return [];
        }

        IEnumerable<StaleCause> own = credential.Kind == CredentialKind.Federated ? [] : Own(credential, beside, limits, now, use, issuedBefore);
        return credential.Owners is "" ? own.Append(new(StaleRule.Ownerless, "belongs to a principal that nobody owns")) : own;
    }

    private static IEnumerable<StaleCause> Own(AppCredential credential, IReadOnlyList<AppCredential> beside, CredentialLimits limits, DateTimeOffset now, UseVerdict use, DateTimeOffset? issuedBefore)
    {
        int maximumLifetime = limits.Lifetime(credential.Kind), maximumAge = limits.Age(credential.Kind);
        if (credential.State == CredentialState.Expired)
        {
            yield return Say(StaleRule.Expired, $"expired {-credential.DaysToExpiry} days ago and is still there");
            yield break;
        }

        if (credential.EndDateTime is null)
        {
            yield return new(StaleRule.NoEnd, "has no end");
        }
        else if (credential.LifetimeDays > maximumLifetime)
        {
            yield return Say(StaleRule.Lifetime, $"lives {credential.LifetimeDays} days (limit {maximumLifetime})");
        }

        if (credential.AgeDays > maximumAge)
        {
            yield return Say(StaleRule.Age, $"is {credential.AgeDays} days old (limit {maximumAge})");
        }
        else if (credential.StartDateTime is null)
        {
            yield return new(StaleRule.NoStart, "has no start, so its age cannot be shown");
        }

        if (credential.State == CredentialState.Active && Successor(credential, beside) is { } newer && newer.StartDateTime!.Value.AddDays(limits.RolloverDays) < now)
        {
            yield return Say(StaleRule.Superseded, $"was superseded on {newer.StartDateTime:yyyy-MM-dd} and is still valid");
        }

        if (use.State == UseState.Unused)
        {
            yield return new(StaleRule.Unused, use.Text);
        }

        if (issuedBefore is { } date && credential.StartDateTime < date)
        {
            yield return Say(StaleRule.IssuedBefore, $"was issued before {date:yyyy-MM-dd}");
        }
    }

    /// <summary>The first newer active credential of the same kind on the same object.</summary>
    private static AppCredential? Successor(AppCredential credential, IReadOnlyList<AppCredential> beside) => beside
        .Where(c => c.Kind == credential.Kind && c.Use == credential.Use && c.State == CredentialState.Active && c.StartDateTime > credential.StartDateTime)
        .MinBy(c => c.StartDateTime);

    private static StaleCause Say(StaleRule rule, FormattableString text) => new(rule, text.ToString(CultureInfo.InvariantCulture));
}
