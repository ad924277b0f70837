using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Collecting;

/// <summary>What someone signs in to, as the service's What If evaluation tells it apart.</summary>
public enum WhatIfContext
{
    /// <summary>An application, by its appId.</summary>
    Application = 0,
    /// <summary>A user action: <c>registerSecurityInformation</c> or <c>registerOrJoinDevices</c>.</summary>
    UserAction,
    /// <summary>An authentication context, by its id.</summary>
    AuthenticationContext,
}

/// <summary>One sign-in to ask the service's What If evaluation about. Words are Graph's own (<c>signInConditions</c>, v1.0, 2025-07-08).</summary>
public sealed record WhatIfQuestion
{
    /// <summary>Object id of the user; null when a workload signs in.</summary>
    public string? UserId { get; init; }
    /// <summary>appId of the workload.</summary>
    public string? WorkloadAppId { get; init; }
    /// <summary>Kind of the target.</summary>
    public required WhatIfContext Context { get; init; }
    /// <summary>The target.</summary>
    public required string Target { get; init; }
    /// <summary>Client app type.</summary>
    public required string ClientAppType { get; init; }
    /// <summary>Device platform.</summary>
    public required string DevicePlatform { get; init; }
    /// <summary>Address.</summary>
    public required string IpAddress { get; init; }
    /// <summary>Country or region, ISO 3166-1 alpha-2.</summary>
    public required string Country { get; init; }
    /// <summary>Risk of the user.</summary>
    public required string UserRiskLevel { get; init; }
    /// <summary>Risk of the sign-in.</summary>
    public required string SignInRiskLevel { get; init; }
    /// <summary>Risk of the service principal.</summary>
    public required string ServicePrincipalRiskLevel { get; init; }
    /// <summary>Insider risk.</summary>
    public required string InsiderRiskLevel { get; init; }
    /// <summary>Authentication flow.</summary>
    public required string TransferMethod { get; init; }
    /// <summary>Whether the device is compliant.</summary>
    public bool IsCompliant { get; init; }
    /// <summary>Trust type of a device that the directory knows; null for another.</summary>
    public string? TrustType { get; init; }
}

/// <summary>What the service says of one policy for one sign-in.</summary>
/// <param name="Id">The policy's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="State">Its state.</param>
/// <param name="Applies">Whether it applies.</param>
/// <param name="Reasons">Why not, in Graph's words.</param>
public sealed record WhatIfPolicy(string Id, string Name, string State, bool Applies, string Reasons);

/// <summary>The service's answer about one sign-in.</summary>
public sealed record WhatIfAnswer
{
    /// <summary>Every policy of the tenant; empty when the service refused.</summary>
    public IReadOnlyList<WhatIfPolicy> Policies { get; init; } = [];
    /// <summary>Why there is no answer; null when there is one.</summary>
    public DatasetState? Refused { get; init; }
}
