using System.Globalization;
using Ed2402Posture.Core.Checks;

namespace Ed2402Posture.Core.Settings;

/// <summary>What the settings say that can change a verdict, in words: nothing that is declared stays behind the numbers.</summary>
public static class DeclaredSettings
{
    /// <summary>Each declaration as a line; empty when nothing is declared.</summary>
    public static IReadOnlyList<string> Lines(PostureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return
        [
            .. List("Break-glass accounts, exempt where a check says so", settings.BreakGlassAccounts),
            .. List("Workloads that may hold privilege", settings.AllowedServicePrincipals),
            .. List("Tenants whose principals may hold privilege", settings.AllowedTenants),
            .. List("Groups that may hold standing privilege", settings.AllowedGroups),
            .. List("Domains that sign in elsewhere on purpose", [.. settings.FederatedDomains.Select(d => d.IssuerUri is null ? $"{d.Domain} (any issuer)" : $"{d.Domain} ({d.IssuerUri})")]),
            .. List("Further roles that count as privileged", [.. settings.AdditionalRoles.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.RoleDefinitionId} (tier {r.Tier})"))]),
            .. CheckCatalogue.All.SelectMany(c => Thresholds(c.Metadata, settings).Select(t => $"{c.Metadata.Id}: {t}")),
            .. settings.Waivers.Select(w => string.Create(CultureInfo.InvariantCulture, $"{w.CheckId} waived for {(w.Subject == "*" ? "every subject" : w.Subject)} until {w.Expires:yyyy-MM-dd}: {w.Reason}")),
        ];
    }

    /// <summary>The thresholds of a check that are not at their default, as <c>maximumOwners=100 (default 3)</c>.</summary>
    internal static IEnumerable<string> Thresholds(CheckMetadata check, PostureSettings settings) => settings.Thresholds.Count == 0 ? []
        : check.Thresholds.Select(t => (Threshold: t, Value: settings.Threshold(check.Id, t))).Where(t => t.Value != t.Threshold.Default)
            .Select(t => string.Create(CultureInfo.InvariantCulture, $"{t.Threshold.Name}={t.Value} (default {t.Threshold.Default})"));

    private static string[] List(string what, IReadOnlyCollection<string> values) => values.Count == 0 ? [] : [$"{what}: {string.Join("; ", values)}"];
}
