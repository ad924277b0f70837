using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Ed2402Posture.TenantSimulator.Hosting;

/// <summary>A request as a service sees it: from the wire, or a part of a batch.</summary>
internal sealed class ServiceRequest
{
    private Dictionary<string, StringValues>? query;

    public required SimulatedService Service { get; init; }
    public required string Method { get; init; }
    /// <summary>Scheme, host and port.</summary>
    public required Uri Root { get; init; }
    /// <summary>Path and query as sent.</summary>
    public required string PathAndQuery { get; init; }
    public required IReadOnlyDictionary<string, string> Headers { get; init; }
    public ReadOnlyMemory<byte> Body { get; init; }
    public bool IsBatchPart { get; init; }
    public string Protocol { get; init; } = "";
    public string Connection { get; init; } = "";

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string RawPath => PathAndQuery.Split('?', 2)[0];

    /// <summary>The path's segments, decoded.</summary>
    public string[] Segments => field ??= [.. RawPath.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];

    /// <summary>The query options by name, decoded; names as sent.</summary>
    public IReadOnlyDictionary<string, StringValues> Query => query ??= QueryHelpers.ParseQuery(PathAndQuery.Contains('?', StringComparison.Ordinal) ? PathAndQuery[PathAndQuery.IndexOf('?', StringComparison.Ordinal)..] : "");
}
