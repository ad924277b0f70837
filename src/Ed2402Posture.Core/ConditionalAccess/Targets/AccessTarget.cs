using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.ConditionalAccess.Targets;

/// <summary>Kind of a target.</summary>
public enum TargetKind
{
    /// <summary>An application, a suite of applications, or every application that no policy names.</summary>
    Application = 0,
    /// <summary>A user action.</summary>
    UserAction,
    /// <summary>An authentication context.</summary>
    AuthenticationContext,
}

/// <summary>What one signs in to.</summary>
/// <param name="Id">An application's appId, a suite's name in policies, <c>urn:user:…</c>, an authentication context's id, or <see cref="OtherId"/>.</param>
/// <param name="Name">Name for people.</param>
/// <param name="Kind">Kind.</param>
public sealed record AccessTarget(string Id, string Name, TargetKind Kind)
{
    /// <summary>Id of the target that stands for every application that no policy names.</summary>
    public const string OtherId = "other";
    /// <summary>Id of the row that stands for all applications together.</summary>
    public const string AllId = "All";

    /// <summary>The suites that the application belongs to, by their names in policies.</summary>
    public TextList<string> Suites { get; init; } = TextList<string>.Empty;
}
