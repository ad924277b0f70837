using System.Globalization;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Settings;

/// <summary>What settings must say beyond their types: checks and thresholds that exist, numbers that make sense, waivers that are whole.</summary>
internal static class SettingsRules
{
    /// <summary>Path and problem of everything wrong, in the file's order of sections.</summary>
    public static IEnumerable<(string Path, string Problem)> Problems(SettingsFile file) =>
        Texts("breakGlassAccounts", file.BreakGlassAccounts)
            .Concat(Thresholds(file))
            .Concat(Ids("allowedServicePrincipals", file.AllowedServicePrincipals, "an object id or application id"))
            .Concat(Ids("allowedTenants", file.AllowedTenants, "a tenant id"))
            .Concat(Ids("allowedGroups", file.AllowedGroups, "an object id"))
            .Concat(Roles(file))
            .Concat(Domains(file))
            .Concat(Waivers(file));

    private static IEnumerable<(string, string)> Texts(string key, List<string>? values) =>
        (values ?? []).Select((value, index) => (value, index)).Where(v => string.IsNullOrWhiteSpace(v.value)).Select(v => ($"{key}[{v.index}]", "is empty"));

    // Names are not matched, so one that stands here would allow nothing, in silence.
    private static IEnumerable<(string, string)> Ids(string key, List<string>? values, string kind) =>
        Texts(key, values).Concat((values ?? []).Select((value, index) => (value, index)).Where(v => !string.IsNullOrWhiteSpace(v.value) && !Guid.TryParse(v.value, out _)).Select(v => ($"{key}[{v.index}]", $"is '{v.value}', which is not {kind}")));

    private static IEnumerable<(string, string)> Thresholds(SettingsFile file)
    {
        foreach ((string id, Dictionary<string, int> values) in file.Thresholds ?? [])
        {
            if (CheckCatalogue.Find(id) is not { } check)
            {
                yield return ($"thresholds.{id}", UnknownCheck(id));
                continue;
            }

            foreach ((string name, int value) in values)
            {
                Threshold? threshold = check.Metadata.Thresholds.FirstOrDefault(t => t.Name == name);
                if (threshold is null)
                {
                    yield return ($"thresholds.{id}.{name}", $"is not a threshold of {check.Metadata.Id}.{Known(check.Metadata)}");
                }
                else if (value < threshold.Minimum || value > threshold.Maximum)
                {
                    yield return ($"thresholds.{id}.{name}", string.Create(CultureInfo.InvariantCulture, $"is {value}; {threshold.Minimum} to {threshold.Maximum} {threshold.Unit} make sense"));
                }
            }
        }
    }

    private static IEnumerable<(string, string)> Roles(SettingsFile file)
    {
        foreach ((AdditionalRoleEntry role, int index) in (file.AdditionalRoles ?? []).Select((r, i) => (r, i)))
        {
            if (!Guid.TryParse(role.RoleDefinitionId, out _))
            {
                yield return ($"additionalRoles[{index}].roleDefinitionId", role.RoleDefinitionId is null ? "is missing" : "is not the id of a role definition");
            }

            if (role.Tier is < 0 or > 1)
            {
                yield return ($"additionalRoles[{index}].tier", "must be 0 (control plane) or 1 (management plane)");
            }
        }
    }

    private static IEnumerable<(string, string)> Domains(SettingsFile file) =>
        (file.FederatedDomains ?? []).Select((domain, index) => (domain, index)).Where(d => string.IsNullOrWhiteSpace(d.domain.Domain)).Select(d => ($"federatedDomains[{d.index}].domain", "is missing"));

    private static IEnumerable<(string, string)> Waivers(SettingsFile file)
    {
        foreach ((WaiverEntry waiver, int index) in (file.Waivers ?? []).Select((w, i) => (w, i)))
        {
            string at = $"waivers[{index}]";
            if (string.IsNullOrWhiteSpace(waiver.CheckId))
            {
                yield return ($"{at}.checkId", "is missing: a waiver names its check");
            }
            else if (CheckCatalogue.Find(waiver.CheckId) is null)
            {
                yield return ($"{at}.checkId", UnknownCheck(waiver.CheckId));
            }

            if (string.IsNullOrWhiteSpace(waiver.Subject))
            {
                yield return ($"{at}.subject", "is missing: a waiver names its subject, or * for all");
            }

            if (string.IsNullOrWhiteSpace(waiver.Reason))
            {
                yield return ($"{at}.reason", "is missing: a waiver gives its reason");
            }

            if (waiver.Expires is null)
            {
                yield return ($"{at}.expires", "is missing: a waiver ends on a day");
            }
        }
    }

    private static string UnknownCheck(string id) => $"names no check ('{id}').{Nearest.DidYouMean(id, CheckCatalogue.All.Select(c => c.Metadata.Id))}";

    private static string Known(CheckMetadata check) =>
        check.Thresholds.Count == 0 ? " It has none" : $" It has {string.Join(", ", check.Thresholds.Select(t => t.Name))}";
}
