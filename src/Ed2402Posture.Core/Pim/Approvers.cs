namespace Ed2402Posture.Core.Pim;

/// <summary>Who can approve an activation: the named users, and the members of the named groups, nested ones too.</summary>
internal sealed record Approvers
{
    /// <summary>Ids named in the policy.</summary>
    public required IReadOnlyList<string> Ids { get; init; }
    /// <summary>Ids of users that may sign in.</summary>
    public required IReadOnlyCollection<string> Enabled { get; init; }
    /// <summary>Ids of users that may not.</summary>
    public required IReadOnlyCollection<string> Disabled { get; init; }
    /// <summary>Ids that were asked for and that the directory does not have.</summary>
    public required IReadOnlyCollection<string> Deleted { get; init; }
    /// <summary>Ids of which it was not read whether they may sign in, or who their members are.</summary>
    public required IReadOnlyCollection<string> Unknown { get; init; }
}
