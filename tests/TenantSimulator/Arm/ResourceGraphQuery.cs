using System.Text.RegularExpressions;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>The queries of Resource Graph that are served: <c>authorizationresources | where type =~ '…' [| project …] [| order by id …]</c>, and
/// <c>resources | where tostring(identity.type) contains '…' [| project …]</c>, where a column may be a property's text: <c>x = tostring(properties.x)</c>.</summary>
/// <param name="Type">The resource type that is asked for; null for resources of every type.</param>
/// <param name="IdentityType">Of resources: what their identity's type must contain.</param>
/// <param name="Columns">Columns; null for all.</param>
internal sealed partial record ResourceGraphQuery(string? Type, string? IdentityType, IReadOnlyList<string>? Columns)
{
    private static readonly string[] KnownColumns = ["id", "name", "type", "tenantId", "kind", "location", "resourceGroup", "subscriptionId", "managedBy", "sku", "plan", "properties", "tags", "identity", "zones", "extendedLocation"];

    /// <summary>The query, or null when it is another; <paramref name="reason"/> says why.</summary>
    public static ResourceGraphQuery? Parse(string text, out string reason)
    {
        Match match = Shape().Match(text);
        if (!match.Success)
        {
            reason = "Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.";
            return null;
        }

        string[]? columns = match.Groups["columns"].Success ? [.. match.Groups["columns"].Value.Split(',').Select(c => c.Trim())] : null;
        string[]? named = columns is null ? null : [.. columns.Select(c => OfProperty().Match(c) is { Success: true } property ? property.Groups["name"].Value : c)];
        string? unknown = columns?.FirstOrDefault(c => !KnownColumns.Contains(c) && !OfProperty().IsMatch(c));
        reason = unknown is null ? "" : $"Semantic error: 'project' operator: Failed to resolve scalar expression named '{unknown}'.";
        return unknown is null ? new ResourceGraphQuery(Value(match, "type"), Value(match, "identity"), named) : null;
    }

    private static string? Value(Match match, string group) => match.Groups[group].Success ? match.Groups[group].Value : null;

    [GeneratedRegex(@"^\s*(authorizationresources\s*\|\s*where\s+type\s*=~\s*['""](?<type>[^'""]+)['""]|resources\s*\|\s*where\s+tostring\(identity\.type\)\s+contains\s+['""](?<identity>\w+)['""])\s*(\|\s*project\s+(?<columns>[\w\s,=().]+?)\s*)?(\|\s*(order|sort)\s+by\s+id(\s+(asc|desc))?\s*)?$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Shape();

    [GeneratedRegex(@"^(?<name>\w+)\s*=\s*tostring\(properties\.\k<name>\)$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex OfProperty();
}
