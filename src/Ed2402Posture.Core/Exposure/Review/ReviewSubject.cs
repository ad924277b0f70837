namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>An account or application whose activity is reviewed.</summary>
public sealed record ReviewSubject
{
    /// <summary>Object id of the user, where known, else the user principal name; application id of the application.</summary>
    public required string Id { get; init; }
    /// <summary>Its name.</summary>
    public required string Name { get; init; }
    /// <summary>Whether it is a user; otherwise an application.</summary>
    public required bool IsUser { get; init; }
    /// <summary>From when on its activity is suspect (UTC).</summary>
    public required DateTimeOffset Since { get; init; }
    /// <summary>Every id and name under which logs may show it.</summary>
    public required IReadOnlySet<string> Ids { get; init; }
    /// <summary>Key ids and thumbprints of the exposed credentials.</summary>
    public IReadOnlySet<string> ExposedKeys { get; init; } = new HashSet<string>();
    /// <summary>Ids of the exposure records that name it.</summary>
    public IReadOnlyList<string> RecordIds { get; init; } = [];
    /// <summary>Their references.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    /// <summary><c>User</c> or <c>Application</c>.</summary>
    public string Type => IsUser ? "User" : "Application";

    /// <inheritdoc/>
    public override string ToString() => Name;
}
