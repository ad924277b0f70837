using System.Text.Json.Serialization;

namespace Ed2402Posture.TenantSimulator;

/// <summary>The three services of the simulator.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SimulatedService>))]
public enum SimulatedService
{
    /// <summary>Microsoft Graph.</summary>
    Graph,
    /// <summary>Azure Resource Manager and Resource Graph.</summary>
    ResourceManager,
    /// <summary>The token endpoint.</summary>
    Authority,
}

/// <summary>One request that came in, or one part of a batch.</summary>
/// <param name="Service">The service that was asked.</param>
/// <param name="Method">HTTP method.</param>
/// <param name="Host">Host and port.</param>
/// <param name="PathAndQuery">Path and query as sent; with the version for parts of a batch too.</param>
/// <param name="HadAuthorization">Whether it carried an Authorization header; parts of a batch inherit it.</param>
/// <param name="Status">The answer's status; 0 when the connection was broken.</param>
/// <param name="IsBatchPart">Whether it came inside a batch.</param>
/// <param name="At">When it was answered (UTC).</param>
public sealed record RequestRecord(SimulatedService Service, string Method, string Host, string PathAndQuery, bool HadAuthorization, int Status, bool IsBatchPart, DateTimeOffset At)
{
    /// <summary>Its headers; a part of a batch has its own.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The protocol that it came by, as <c>HTTP/2</c>.</summary>
    [JsonIgnore]
    public string Protocol { get; init; } = "";

    /// <summary>The connection that it came over.</summary>
    [JsonIgnore]
    public string Connection { get; init; } = "";

    /// <summary>The path without the query.</summary>
    [JsonIgnore]
    public string Path => PathAndQuery.Split('?')[0];
}
