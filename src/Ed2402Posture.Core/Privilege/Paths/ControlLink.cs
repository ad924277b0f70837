namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>An edge of the graph of privilege: whoever is <paramref name="From"/> is or can become <paramref name="To"/>.</summary>
/// <param name="From">Number of the principal that has the link.</param>
/// <param name="To">Number of the principal that it leads to.</param>
/// <param name="Kind">What the link is.</param>
/// <param name="Verb">The link in words, without state: <c>owner of</c>.</param>
internal sealed record ControlLink(int From, int To, PathKind Kind, string Verb)
{
    public PathState State { get; init; }
    /// <summary>When it holds; null for always, as with nearly all.</summary>
    public LinkTerm? Term { private get; init; }
    public DateTimeOffset? Start => Term?.Start;
    public DateTimeOffset? End => Term?.End;
    public bool NotYetStarted => Term?.NotYetStarted == true;
}

/// <summary>When a link holds.</summary>
internal sealed record LinkTerm(DateTimeOffset? Start, DateTimeOffset? End, bool NotYetStarted);
