using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Collecting;

/// <summary>Which of a log's entries are wanted, apart from their time.</summary>
public enum LogKind
{
    /// <summary>Interactive sign-ins: of one user, or of everyone.</summary>
    InteractiveSignIns = 0,
    /// <summary>Sign-ins that a client made on a user's behalf, of one user.</summary>
    NonInteractiveSignIns,
    /// <summary>Non-interactive sign-ins of everyone that failed for a wrong password: where clients that send passwords by themselves are sprayed.</summary>
    NonInteractiveWrongPasswords,
    /// <summary>Sign-ins of an application's service principals and managed identities.</summary>
    WorkloadSignIns,
    /// <summary>Changes in the directory.</summary>
    DirectoryAudits,
}

/// <summary>A part of a log that is read by itself and kept by itself.</summary>
/// <typeparam name="T">The type of its entries.</typeparam>
/// <param name="Dataset">The log.</param>
/// <param name="Kind">Which entries.</param>
/// <param name="Subject">Object id or user principal name of the user, or application id; null means everyone.</param>
public sealed record LogStream<T>(DatasetDefinition<T> Dataset, LogKind Kind, string? Subject = null)
    where T : class
{
    /// <summary>Kind and subject, as <c>WorkloadSignIns of 3f2504e0-…</c>.</summary>
    public override string ToString() => Subject is null ? $"{Kind}" : $"{Kind} of {Subject}";
}

/// <summary>A page of a log.</summary>
/// <typeparam name="T">The type of its entries.</typeparam>
public sealed record LogPage<T>
    where T : class
{
    /// <summary>The entries, newest first.</summary>
    public IReadOnlyList<T> Items { get; init; } = [];
    /// <summary>The cursor of the next page; null on the last one.</summary>
    public string? Next { get; init; }
    /// <summary>Why the page could not be read; null when it was.</summary>
    public DatasetState? Refused { get; init; }
    /// <summary>Whether the cursor is of no more use, so that the same time has to be read from its beginning.</summary>
    public bool CursorExpired { get; init; }
}
