namespace Ed2402Posture.Core.Snapshots;

/// <summary>A snapshot on disk that cannot be read or written, with what to do.</summary>
public sealed class SnapshotException : Exception
{
    /// <summary>Makes the error.</summary>
    public SnapshotException(string message, string errorId, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        RecommendedAction = recommendedAction;
    }

    /// <summary>A stable id: <c>SnapshotNotFound, SnapshotDamaged, SnapshotTooNew, SnapshotExists, SnapshotNotWritable</c>.</summary>
    public string ErrorId { get; }
    /// <summary>What the user may do.</summary>
    public string RecommendedAction { get; }
}
