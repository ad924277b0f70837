namespace Ed2402Posture.Core.Exposure;

/// <summary>An exposure list or case file that cannot be used, with what to do. Its message never holds a row's text.</summary>
public sealed class ExposureException : Exception
{
    /// <summary>Makes the error.</summary>
    public ExposureException(string message, string errorId, string recommendedAction, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        RecommendedAction = recommendedAction;
    }

    /// <summary>A stable id, as <c>CaseNotFound</c>.</summary>
    public string ErrorId { get; }
    /// <summary>What the user may do.</summary>
    public string RecommendedAction { get; }
}
