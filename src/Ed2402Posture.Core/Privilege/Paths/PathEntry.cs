using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Privilege.Ratings;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>A path from one principal to a role: its first step and the path that follows. The tails are shared between all that pass them.</summary>
internal sealed class PathEntry
{
    private PathEntry(int node, Holding seed, int length)
    {
        Node = node;
        Seed = seed;
        Length = length;
    }

    public int Node { get; }
    /// <summary>The holding at the end.</summary>
    public Holding Seed { get; }
    public RoleAtScope Role => Seed.Role;
    public int Length { get; }
    public PathKind Kind { get; private init; }
    public PathState State { get; private init; }
    public DateTimeOffset? Start { get; private init; }
    public DateTimeOffset? End { get; private init; }
    public bool NotYetStarted { get; private init; }
    /// <summary>The first link; null where the principal holds the role itself.</summary>
    public ControlLink? Link { get; private init; }
    /// <summary>What follows the first step.</summary>
    public PathEntry? Next { get; private init; }
    /// <summary>Where the first step is a takeover: the principal's own path to the role that allows it.</summary>
    public PathEntry? Via { get; private init; }
    /// <summary>The takeover of the first step.</summary>
    public Takeover? Takeover { get; private init; }

    /// <summary>A principal's own holding; one that comes through a group not named counts that group as a link.</summary>
    public static PathEntry Own(Holding holding) => new(holding.Principal, holding, holding.Inherited ? 2 : 1)
    {
        Kind = holding.Inherited ? PathKind.GroupMember : holding.Kind, State = holding.State, Start = holding.Start, End = holding.End, NotYetStarted = holding.NotYetStarted,
    };

    /// <summary>The path of whoever has the link, or null when its links are never in force together.</summary>
    public static PathEntry? Through(ControlLink link, PathEntry next)
    {
        DateTimeOffset? start = Later(link.Start, next.Start);
        DateTimeOffset? end = Earlier(link.End, next.End);
        return start >= end ? null : new PathEntry(link.From, next.Seed, next.Length + 1)
        {
            Kind = link.Kind, State = Weaker(link.State, next.State), Start = start, End = end, NotYetStarted = link.NotYetStarted || next.NotYetStarted, Link = link, Next = next,
        };
    }

    /// <summary>The path of whoever holds a role that takes over the principal of another path, or null when they are never in force together or
    /// lead through the same principal twice.</summary>
    public static PathEntry? Over(PathEntry via, Takeover takeover, PathEntry target)
    {
        DateTimeOffset? start = Later(via.Start, target.Start);
        DateTimeOffset? end = Earlier(via.End, target.End);
        return start >= end || target.Passes(via.Node) || via.Passes(target.Node) ? null : new PathEntry(via.Node, target.Seed, via.Length + 1 + target.Length)
        {
            Kind = takeover.Kind, State = Weaker(via.State, target.State), Start = start, End = end, NotYetStarted = via.NotYetStarted || target.NotYetStarted, Via = via, Takeover = takeover, Next = target,
        };
    }

    /// <summary>Whether a step of the path takes over another principal.</summary>
    public bool TakesOver => Takeover is not null || Next?.TakesOver == true;

    /// <summary>Whether the path passes a principal.</summary>
    public bool Passes(int node)
    {
        for (PathEntry? entry = this; entry is not null; entry = entry.Next)
        {
            if (entry.Node == node || entry.Via?.Passes(node) == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Eligible when any link is, else activated when any is.</summary>
    public static PathState Weaker(PathState left, PathState right) =>
        left == PathState.Eligible || right == PathState.Eligible ? PathState.Eligible
        : left == PathState.Activated || right == PathState.Activated ? PathState.Activated
        : PathState.Active;

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is null || right > left ? right ?? left : left;

    private static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) => left is null || right < left ? right ?? left : left;
}
