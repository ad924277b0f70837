using System.Net;
using System.Text.Json;

namespace Ed2402Posture.TenantSimulator.Graph.WhatIf;

/// <summary>A sign-in as the body of a What If evaluation describes it.</summary>
internal sealed class WhatIfSignIn
{
    private readonly JsonElement conditions;

    /// <exception cref="FormatException">The body is none that the service takes.</exception>
    public WhatIfSignIn(JsonElement body)
    {
        JsonElement identity = Required(body, "signInIdentity"), context = Required(body, "signInContext");
        conditions = Required(body, "signInConditions");
        UserId = Text(identity, "userId");
        WorkloadAppId = Text(identity, "servicePrincipalId");
        Applications = context.TryGetProperty("includeApplications", out JsonElement applications) ? [.. applications.EnumerateArray().Select(a => a.GetString()!)] : [];
        UserAction = Text(context, "userAction");
        AuthenticationContext = Text(context, "authenticationContextValue");
        if ((UserId is null) == (WorkloadAppId is null) || (Applications.Count > 0 ? 1 : 0) + (UserAction is null ? 0 : 1) + (AuthenticationContext is null ? 0 : 1) != 1)
        {
            throw new FormatException("Exactly one identity and one context are needed.");
        }

        Address = Text(conditions, "ipAddress") is { } ip ? IPAddress.Parse(ip) : null;
        AppliedOnly = body.TryGetProperty("appliedPoliciesOnly", out JsonElement only) && only.ValueKind == JsonValueKind.True;
    }

    public string? UserId { get; }
    public string? WorkloadAppId { get; }
    public IReadOnlyList<string> Applications { get; }
    public string? UserAction { get; }
    public string? AuthenticationContext { get; }
    public IPAddress? Address { get; }
    public bool AppliedOnly { get; }
    public string? Country => Text(conditions, "country");
    public string Client => Text(conditions, "clientAppType") ?? "all";
    public string Platform => Text(conditions, "devicePlatform") ?? "all";
    public string Flow => conditions.TryGetProperty("authenticationFlow", out JsonElement flow) ? Text(flow, "transferMethod") ?? "none" : "none";

    public string Risk(string name) => Text(conditions, name) ?? "none";

    /// <summary>An attribute of the device; null when there is none.</summary>
    public string? Device(string attribute) => conditions.TryGetProperty("deviceInfo", out JsonElement device)
        ? device.EnumerateObject().Where(p => p.Name.Equals(attribute, StringComparison.OrdinalIgnoreCase)).Select(p => p.Value.ValueKind == JsonValueKind.String ? p.Value.GetString() : p.Value.GetRawText()).FirstOrDefault() : null;

    private static JsonElement Required(JsonElement body, string name) => body.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.Object ? found : throw new FormatException($"{name} is missing.");

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement found) && found.ValueKind == JsonValueKind.String ? found.GetString() : null;
}
