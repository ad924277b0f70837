using Ed2402Posture.Core.Privilege.Ratings;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>A role or permission that a principal holds itself: where paths start.</summary>
/// <param name="Principal">Number of the principal.</param>
/// <param name="Role">The role at its scope.</param>
internal sealed record Holding(int Principal, RoleAtScope Role)
{
    public PathKind Kind { get; init; } = PathKind.Direct;
    public PathState State { get; init; }
    public DateTimeOffset? Start { get; init; }
    public DateTimeOffset? End { get; init; }
    /// <summary>Whether it is not in force yet: no list of active assignments has it, and it starts after the snapshot.</summary>
    public bool NotYetStarted { get; init; }
    public required string AssignmentId { get; init; }
    public bool? ManagedByPim { get; init; }
    public string? Condition { get; init; }
    /// <summary>Whether the service says that it comes through a group, without saying which.</summary>
    public bool Inherited { get; init; }
}
