namespace Ed2402Posture.Core.Snapshots.Items;

/// <summary>Graph <c>tokenLifetimePolicy</c>: how long access tokens live.</summary>
public sealed record TokenLifetimePolicy
{
    public required string Id { get; init; }
    public string? DisplayName { get; init; }
    /// <summary>JSON as text, as <c>{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"8:00:00"}}</c>.</summary>
    public IReadOnlyList<string>? Definition { get; init; }
    public bool? IsOrganizationDefault { get; init; }
}

/// <summary>Graph <c>conditionalAccessPolicy</c>, of which beta alone tells whether it customises continuous access evaluation.</summary>
public sealed record ContinuousAccessPolicy
{
    public required string Id { get; init; }
    public ContinuousAccessControls? SessionControls { get; init; }
}

/// <summary>Graph <c>conditionalAccessSessionControls</c>, as far as continuous access evaluation goes.</summary>
public sealed record ContinuousAccessControls
{
    public ContinuousAccessControl? ContinuousAccessEvaluation { get; init; }
}

/// <summary>Graph <c>continuousAccessEvaluationSessionControl</c>.</summary>
public sealed record ContinuousAccessControl
{
    /// <summary><c>strictEnforcement</c>, <c>disabled</c> or <c>strictLocation</c>.</summary>
    public string? Mode { get; init; }
}
