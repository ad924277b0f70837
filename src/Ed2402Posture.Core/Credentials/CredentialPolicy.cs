using System.Globalization;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Credentials;

/// <summary>What the default app management policy demands of every application and every service principal. What is switched off, missing,
/// or only for newer applications demands nothing.</summary>
internal sealed class CredentialPolicy(DefaultAppManagementPolicy policy)
{
    /// <summary>The service reads a limit as 'less than': a day more is the same demand.</summary>
    private static readonly TimeSpan Tolerance = TimeSpan.FromDays(1);

    private readonly CredentialRestrictions?[] scopes = policy.IsEnabled == true ? [policy.ApplicationRestrictions, policy.ServicePrincipalRestrictions] : [null, null];

    /// <summary>Whether the restriction is in force everywhere.</summary>
    public bool Forbids(string type) => scopes.All(s => Find(s, type) is { } restriction && InForce(restriction));

    /// <summary>Whether a lifetime is capped everywhere, at that many days or fewer.</summary>
    public bool Limits(string type, int days) => scopes.All(s =>
        Find(s, type) is { } restriction && InForce(restriction) && Iso8601.Duration(restriction.MaxLifetime) <= TimeSpan.FromDays(days) + Tolerance);

    /// <summary>The restriction as evidence, for applications and for service principals.</summary>
    public string Describe(string type) => $"{type}: applications {Describe(Find(scopes[0], type))}, service principals {Describe(Find(scopes[1], type))}";

    /// <summary>Whether a policy for single applications switches a restriction off that matters, or allows longer lifetimes.</summary>
    /// <param name="restrictions">The policy's.</param>
    /// <param name="secretDays">The longest lifetime of secrets.</param>
    /// <param name="certificateDays">The longest lifetime of certificates.</param>
    public static bool Loosens(CredentialRestrictions? restrictions, int secretDays, int certificateDays) =>
        new (string Type, int? Days)[] { ("passwordAddition", null), ("passwordLifetime", secretDays), ("asymmetricKeyLifetime", certificateDays) }.Any(limit =>
            Find(restrictions, limit.Type) is { } restriction && (!IsEnabled(restriction) || (limit.Days is { } days && !(Iso8601.Duration(restriction.MaxLifetime) <= TimeSpan.FromDays(days) + Tolerance))));

    private static string Describe(CredentialRestriction? restriction) =>
        restriction is null ? "none" : $"{restriction.State} {restriction.MaxLifetime}{(restriction.RestrictForAppsCreatedAfterDateTime?.Year > 1 ? string.Create(CultureInfo.InvariantCulture, $" for those made after {restriction.RestrictForAppsCreatedAfterDateTime:yyyy-MM-dd}") : "")}".Replace("  ", " ", StringComparison.Ordinal);

    private static CredentialRestriction? Find(CredentialRestrictions? scope, string type) =>
        (scope?.PasswordCredentials ?? []).Concat(scope?.KeyCredentials ?? []).FirstOrDefault(r => string.Equals(r.RestrictionType, type, StringComparison.OrdinalIgnoreCase));

    private static bool InForce(CredentialRestriction restriction) => IsEnabled(restriction) && restriction.RestrictForAppsCreatedAfterDateTime is { Year: 1 };

    private static bool IsEnabled(CredentialRestriction restriction) => string.Equals(restriction.State, "enabled", StringComparison.OrdinalIgnoreCase);
}
