using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>The tenants that external users come from, told by the domain under which they were invited.</summary>
public sealed class HomeTenants
{
    private const string ExternalMark = "#EXT#";

    private readonly Dictionary<string, string> byDomain;

    internal HomeTenants(Snapshot snapshot) => byDomain = snapshot.Get(Datasets.GuestHomeTenants).Items.Where(d => d.TenantId is not null).DistinctBy(d => d.Domain, StringComparer.OrdinalIgnoreCase).ToDictionary(d => d.Domain, d => d.TenantId!, StringComparer.OrdinalIgnoreCase);

    /// <summary>The domain of an external user: <c>name_fabrikam.com#EXT#@contoso.com</c> is of fabrikam.com; else that of the mail address. Null for a
    /// user of this tenant, and where neither tells.</summary>
    public static string? Domain(User user)
    {
        ArgumentNullException.ThrowIfNull(user);
        string? name = user.UserPrincipalName;
        int mark = name?.IndexOf(ExternalMark, StringComparison.OrdinalIgnoreCase) ?? -1;
        string? found = mark > 0 ? name![..mark] is var home && home.LastIndexOf('_') is var line and >= 0 ? home[(line + 1)..] : null
            : string.Equals(user.UserType, "Guest", StringComparison.OrdinalIgnoreCase) && user.Mail?.LastIndexOf('@') is { } at and >= 0 ? user.Mail[(at + 1)..] : null;
        return found is not null && Uri.CheckHostName(found) == UriHostNameType.Dns && found.Contains('.', StringComparison.Ordinal) ? found.ToLowerInvariant() : null;
    }

    /// <summary>Whether an enabled policy tells guests apart by their tenant.</summary>
    public static bool Matter(IEnumerable<ConditionalAccessPolicy> policies) => policies.Any(p => p.State == "enabled"
        && new[] { p.Conditions?.Users?.IncludeGuestsOrExternalUsers, p.Conditions?.Users?.ExcludeGuestsOrExternalUsers }.Any(g => g?.ExternalTenants?.Members is { Count: > 0 }));

    /// <summary>The user's tenant; null when it is not known.</summary>
    internal string? Of(User? user) => user is not null && Domain(user) is { } domain ? byDomain.GetValueOrDefault(domain) : null;
}
