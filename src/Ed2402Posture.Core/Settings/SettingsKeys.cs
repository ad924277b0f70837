using System.Text.RegularExpressions;

namespace Ed2402Posture.Core.Settings;

/// <summary>The keys of the settings file and what each holds, for errors that help.</summary>
internal static partial class SettingsKeys
{
    private const string Text = "a text", Texts = "a list of texts", Number = "a whole number";

    /// <summary>Path, with <c>[]</c> for an element and <c>*</c> for any name, and the type expected there.</summary>
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        [""] = "an object",
        ["$schema"] = Text,
        ["breakGlassAccounts"] = Texts, ["breakGlassAccounts[]"] = Text,
        ["thresholds"] = "an object of check ids", ["thresholds.*"] = "an object of threshold names", ["thresholds.*.*"] = Number,
        ["allowedServicePrincipals"] = Texts, ["allowedServicePrincipals[]"] = Text,
        ["allowedTenants"] = Texts, ["allowedTenants[]"] = Text,
        ["allowedGroups"] = Texts, ["allowedGroups[]"] = Text,
        ["additionalRoles"] = "a list of roles", ["additionalRoles[]"] = "an object", ["additionalRoles[].roleDefinitionId"] = Text, ["additionalRoles[].tier"] = Number,
        ["federatedDomains"] = "a list of domains", ["federatedDomains[]"] = "an object", ["federatedDomains[].domain"] = Text, ["federatedDomains[].issuerUri"] = Text,
        ["waivers"] = "a list of waivers", ["waivers[]"] = "an object",
        ["waivers[].checkId"] = Text, ["waivers[].subject"] = Text, ["waivers[].reason"] = Text, ["waivers[].expires"] = "a date as 2026-12-31",
    };

    /// <summary>The type expected at a path, or null when there is no such key.</summary>
    public static string? TypeOf(string path) => Types.GetValueOrDefault(Pattern(path));

    /// <summary>The keys beside a path's last one.</summary>
    public static IEnumerable<string> Siblings(string path)
    {
        string parent = Parent(Pattern(path));
        return Types.Keys.Where(k => k.Length > 0 && !k.EndsWith(']') && Parent(k) == parent).Select(k => k[(k.LastIndexOf('.') + 1)..]);
    }

    private static string Parent(string path) => path.LastIndexOf('.') is var dot and > 0 ? path[..dot] : "";

    private static string Pattern(string path)
    {
        string pattern = Index().Replace(path, "[]");
        return pattern.StartsWith("thresholds.", StringComparison.Ordinal) ? ThresholdName().Replace(pattern, ".*") : pattern;
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();

    [GeneratedRegex(@"\.[^.]+")]
    private static partial Regex ThresholdName();
}
