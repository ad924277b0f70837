using Ed2402Posture.Core.ConditionalAccess;

namespace Ed2402Posture.Core.Authentication;

/// <summary>How one privileged person can sign in: what <c>Get-Ed2402AuthenticationMethod</c> shows. Flat: lists are one text, joined with <c>; </c>.</summary>
public sealed record AuthenticationMethodRow
{
    /// <summary>Object id of the account.</summary>
    public required string AccountId { get; init; }
    /// <summary>User principal name.</summary>
    public required string Account { get; init; }
    /// <summary>Methods registered; null when that was not read.</summary>
    public required string? Registered { get; init; }
    /// <summary>Registered methods that cannot be phished.</summary>
    public required string? PhishingResistant { get; init; }
    /// <summary>Registered methods that can be phished and may be used.</summary>
    public required string? WeakMethods { get; init; }
    /// <summary>Methods that the authentication methods policy allows the person; null when it was not read.</summary>
    public required string? Allowed { get; init; }
    /// <summary>What conditional access demands in the weakest sign-in to any application; null when that was not read.</summary>
    public required Requirement? Required { get; init; }
    /// <summary>All of it together.</summary>
    public required EffectiveStrength EffectiveStrength { get; init; }
    /// <summary>Why, in one sentence.</summary>
    public required string Reason { get; init; }
    /// <summary>The methods of the last sign-in that tells them, in the log's words; null when none of the window does, or the log was not read.</summary>
    public required string? LastUsedMethod { get; init; }
    /// <summary>When that was (UTC).</summary>
    public required DateTimeOffset? LastUsedAt { get; init; }
    /// <summary>When the registered methods were read by the service (UTC); null when they were not.</summary>
    public required DateTimeOffset? AsOf { get; init; }

    /// <summary>One line: <c>alice@contoso.com: PhishingResistantEnforced</c>.</summary>
    public override string ToString() => $"{Account}: {EffectiveStrength}";
}
