using System.Text.Json;

namespace Ed2402Posture.TenantSimulator;

/// <summary>What goes wrong with some requests. A rule acts on every matching request and part of a batch, after <see cref="Skip"/> of
/// them, <see cref="Times"/> times.</summary>
public sealed class FaultRule
{
    private int seen, acted;

    /// <summary>A text that path and query must contain (not case-sensitive, decoded); null matches all.</summary>
    public string? PathContains { get; init; }
    /// <summary>The service; null matches all.</summary>
    public SimulatedService? Service { get; init; }
    /// <summary>HTTP method; null matches all.</summary>
    public string? Method { get; init; }
    /// <summary>Whether it acts on parts of batches alone, or on none; null matches both.</summary>
    public bool? IsBatchPart { get; init; }
    /// <summary>How many matching requests are answered well first.</summary>
    public int Skip { get; init; }
    /// <summary>How many requests go wrong.</summary>
    public int Times { get; init; } = int.MaxValue;

    /// <summary>How long to wait before anything else.</summary>
    public TimeSpan Delay { get; init; }
    /// <summary>Breaks the connection; of a part of a batch, that of the whole batch.</summary>
    public bool Abort { get; init; }
    /// <summary>Breaks the connection after that many bytes of the true answer's body; not for parts of a batch.</summary>
    public int? AbortAfterBytes { get; init; }
    /// <summary>Sends that many bytes of the true answer's body and then nothing more, the connection open; not for parts of a batch.</summary>
    public int? StallAfterBytes { get; init; }
    /// <summary>Sends the body in small pieces, slowly; not for parts of a batch.</summary>
    public bool Trickle { get; init; }
    /// <summary>The status to answer instead; null answers well (after the delay).</summary>
    public int? Status { get; init; }
    /// <summary>Headers of that answer, or headers to add to the true one.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
    /// <summary>Body of that answer.</summary>
    public string? Body { get; init; }
    /// <summary>Changes the true answer's body.</summary>
    public Func<string, string>? Rewrite { get; init; }
    /// <summary>Changes the true answer's body, knowing what was asked.</summary>
    public Func<Uri, string, string>? RewriteFor { get; init; }

    /// <summary>How many requests it has acted on.</summary>
    public int Acted => Volatile.Read(ref acted);

    /// <summary>429 with Microsoft Graph's documented body; without <paramref name="retryAfterSeconds"/> no Retry-After, as conditional access answers.</summary>
    public static FaultRule Throttle(string? pathContains, int? retryAfterSeconds = 1, int times = 1, int skip = 0) => new()
    {
        PathContains = pathContains, Times = times, Skip = skip, Status = 429, Body = Graph.GraphErrors.TooManyRequests().Text,
        Headers = retryAfterSeconds is { } seconds ? new Dictionary<string, string> { ["Retry-After"] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture) } : [],
    };

    /// <summary>A paging cursor that expired: 400 <c>Directory_ExpiredPageToken</c>.</summary>
    public static FaultRule ExpiredCursor(string pathContains, int times = 1, int skip = 0) => new()
    {
        PathContains = pathContains, Times = times, Skip = skip, Status = 400, Body = Graph.GraphErrors.ExpiredPageToken().Text,
    };

    internal bool Take(Hosting.ServiceRequest request)
    {
        if ((Service is { } service && service != request.Service)
            || (IsBatchPart is { } part && part != request.IsBatchPart)
            || (Method is not null && !string.Equals(Method, request.Method, StringComparison.OrdinalIgnoreCase))
            || (PathContains is not null && !Uri.UnescapeDataString(request.PathAndQuery).Contains(PathContains, StringComparison.OrdinalIgnoreCase)))
        {
            return false;
        }

        int turn = Interlocked.Increment(ref seen) - 1;
        if (turn < Skip || turn - Skip >= Times)
        {
            return false;
        }

        Interlocked.Increment(ref acted);
        return true;
    }

    /// <summary>A rule from the control endpoint's JSON.</summary>
    internal static FaultRule Parse(JsonElement json)
    {
        string? Text(string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        int? Number(string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetInt32() : null;
        return new FaultRule
        {
            PathContains = Text("pathContains"), Method = Text("method"), Body = Text("body"),
            Service = Text("service") is { } service ? Enum.Parse<SimulatedService>(service, ignoreCase: true) : null,
            Skip = Number("skip") ?? 0, Times = Number("times") ?? int.MaxValue, Status = Number("status"), AbortAfterBytes = Number("abortAfterBytes"),
            Delay = TimeSpan.FromMilliseconds(Number("delayMilliseconds") ?? 0),
            Abort = json.TryGetProperty("abort", out JsonElement abort) && abort.GetBoolean(),
            Headers = json.TryGetProperty("headers", out JsonElement headers) ? headers.EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!) : [],
        };
    }
}
