using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Review;

/// <summary>One thing that the logs show of an account or application since an exposure. Whether it is malicious is for a person to judge.</summary>
public sealed record ActivityObservation
{
    /// <summary>What was observed.</summary>
    public required ActivityKind Kind { get; init; }
    /// <summary>How much it asks for a look.</summary>
    public required Severity Severity { get; init; }
    /// <summary>Name of the account or application; the tenant for changes that concern everyone.</summary>
    public required string Subject { get; init; }
    /// <summary>Its object id or application id.</summary>
    public string? SubjectId { get; init; }
    /// <summary><c>User</c>, <c>Application</c> or <c>Tenant</c>.</summary>
    public required string SubjectType { get; init; }
    /// <summary>The first time since the exposure (UTC).</summary>
    public DateTimeOffset? When { get; init; }
    /// <summary>The last time (UTC).</summary>
    public DateTimeOffset? LastSeen { get; init; }
    /// <summary>How often since the exposure.</summary>
    public long Count { get; init; }
    /// <summary>The country, network, device, change … itself.</summary>
    public string? What { get; init; }
    /// <summary>What the account's own earlier time showed, and how long it is; why there is none.</summary>
    public string? Baseline { get; init; }
    /// <summary>Whole days of that earlier time; null without one.</summary>
    public int? BaselineDays { get; init; }
    /// <summary>From when on its activity is suspect (UTC).</summary>
    public required DateTimeOffset Since { get; init; }
    /// <summary>The observation in a sentence.</summary>
    public required string Text { get; init; }
    /// <summary>Ids of log entries that show it, the first twenty.</summary>
    public TextList<string> Evidence { get; init; } = TextList<string>.Empty;
    /// <summary>Correlation id of the first of them.</summary>
    public string? CorrelationId { get; init; }
    /// <summary>References of the exposure records that name the subject.</summary>
    public TextList<string> References { get; init; } = TextList<string>.Empty;

    /// <inheritdoc/>
    public override string ToString() => Text;
}
