using System.Text.RegularExpressions;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Graph.Queries;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>One path of Microsoft Graph: what it needs, what it takes, how it answers and refuses.</summary>
internal sealed class GraphEndpoint
{
    private readonly Regex pattern;

    public GraphEndpoint(string template)
    {
        Template = template;
        pattern = new Regex("^" + Regex.Replace(Regex.Escape(template), @"\\\{(\w+)}", "(?<$1>[^/]+?)") + "$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture);
    }

    /// <summary>The path without version, as <c>/groups/{id}/members</c>.</summary>
    public string Template { get; }
    public string Method { get; init; } = "GET";
    /// <summary>The dataset whose permission, licence and rows it is about.</summary>
    public required DatasetDefinition Dataset { get; init; }
    /// <summary>The dataset that a request is about, where one path serves several; null for <see cref="Dataset"/>.</summary>
    public Func<ServiceRequest, DatasetDefinition?> DatasetOf { get; init; } = _ => null;
    public RefusalFamily Family { get; init; } = RefusalFamily.Directory;
    public required QueryRules Rules { get; init; }
    /// <summary>Whether v1.0 lacks it.</summary>
    public bool BetaOnly { get; init; }
    /// <summary>Resource units before modifiers; null where the service names none.</summary>
    public int? Cost { get; init; }
    public required Func<GraphCall, ServiceResponse> Answer { get; init; }

    /// <summary>The values of the template's places, or null when the path is another.</summary>
    public IReadOnlyDictionary<string, string>? Match(string path)
    {
        Match match = pattern.Match(path);
        return match.Success ? pattern.GetGroupNames().Where(n => n != "0").ToDictionary(n => n, n => match.Groups[n].Value) : null;
    }
}
