namespace Ed2402Posture.Core.Reporting;

/// <summary>How a required action stands.</summary>
public enum ActionState
{
    /// <summary>Nothing of it is shown to be done.</summary>
    NotStarted = 0,
    /// <summary>A part is done.</summary>
    InProgress,
    /// <summary>All of it is done.</summary>
    Done,
    /// <summary>There is nothing to do.</summary>
    NotApplicable,
    /// <summary>The module cannot tell: a person has to say.</summary>
    NotAssessed,
}

/// <summary>A required action with its status, numbers and dates.</summary>
public sealed record ActionStatus
{
    /// <summary>Its number, as <c>2a</c>.</summary>
    public required string Action { get; init; }
    /// <summary>What it asks for, in the module's own words.</summary>
    public required string Title { get; init; }
    /// <summary>How it stands.</summary>
    public required ActionState State { get; init; }
    /// <summary>Records that it concerns.</summary>
    public required int Total { get; init; }
    /// <summary>Those of which it is done.</summary>
    public required int Done { get; init; }
    /// <summary>The first date on which a part was done (UTC).</summary>
    public DateTimeOffset? FirstOn { get; init; }
    /// <summary>The last one (UTC).</summary>
    public DateTimeOffset? LastOn { get; init; }
    /// <summary>The last planned date of what is outstanding (UTC).</summary>
    public DateTimeOffset? PlannedOn { get; init; }
    /// <summary>The status in a sentence.</summary>
    public required string Text { get; init; }
}
