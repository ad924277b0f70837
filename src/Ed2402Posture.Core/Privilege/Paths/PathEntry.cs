using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Privilege.Ratings;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>A path from one principal to a role: its first step and the path that follows. The tails are shared between all that pass them, and what follows
/// from the steps is told when it is asked for: a group of very many members makes as many paths.</summary>
internal sealed class PathEntry
{
    /// <summary>The first step: a <see cref="Holding"/> of the principal's own, a <see cref="ControlLink"/>, or <see cref="TakingOver"/>.</summary>
    private readonly object step;

    private PathEntry(int node, object step, PathEntry? next, int length)
    {
        Node = node;
        this.step = step;
        Next = next;
        Length = length;
    }

    public int Node { get; }
    public int Length { get; }
    /// <summary>What follows the first step.</summary>
    public PathEntry? Next { get; }
    /// <summary>The first link; null where the principal holds the role itself.</summary>
    public ControlLink? Link => step as ControlLink;
    /// <summary>The takeover of the first step.</summary>
    public Takeover? Takeover => (step as TakingOver)?.Takeover;
    /// <summary>Where the first step is a takeover: the principal's own path to the role that allows it.</summary>
    public PathEntry? Via => (step as TakingOver)?.Via;
    public RoleAtScope Role => Seed.Role;

    /// <summary>The holding at the end.</summary>
    public Holding Seed
    {
        get
        {
            PathEntry last = this;
            while (last.Next is { } next)
            {
                last = next;
            }

            return (Holding)last.step;
        }
    }

    public PathKind Kind => step switch
    {
        ControlLink link => link.Kind,
        TakingOver over => over.Takeover.Kind,
        _ => Seed.Inherited ? PathKind.GroupMember : Seed.Kind,
    };

    public PathState State => step switch
    {
        ControlLink link => Weaker(link.State, Next!.State),
        TakingOver over => Weaker(over.Via.State, Next!.State),
        _ => Seed.State,
    };

    public DateTimeOffset? Start => step switch
    {
        ControlLink link => Later(link.Start, Next!.Start),
        TakingOver over => Later(over.Via.Start, Next!.Start),
        _ => Seed.Start,
    };

    public DateTimeOffset? End => step switch
    {
        ControlLink link => Earlier(link.End, Next!.End),
        TakingOver over => Earlier(over.Via.End, Next!.End),
        _ => Seed.End,
    };

    public bool NotYetStarted => step switch
    {
        ControlLink link => link.NotYetStarted || Next!.NotYetStarted,
        TakingOver over => over.Via.NotYetStarted || Next!.NotYetStarted,
        _ => Seed.NotYetStarted,
    };

    /// <summary>A principal's own holding; one that comes through a group not named counts that group as a link.</summary>
    public static PathEntry Own(Holding holding) => new(holding.Principal, holding, null, holding.Inherited ? 2 : 1);

    /// <summary>The path of whoever has the link, or null when its links are never in force together.</summary>
    public static PathEntry? Through(ControlLink link, PathEntry next) =>
        Later(link.Start, next.Start) >= Earlier(link.End, next.End) ? null : new PathEntry(link.From, link, next, next.Length + 1);

    /// <summary>The path of whoever holds a role that takes over the principal of another path, or null when they are never in force together or
    /// lead through the same principal twice.</summary>
    public static PathEntry? Over(PathEntry via, Takeover takeover, PathEntry target) =>
        Later(via.Start, target.Start) >= Earlier(via.End, target.End) || target.Passes(via.Node) || via.Passes(target.Node)
            ? null : new PathEntry(via.Node, new TakingOver(via, takeover), target, via.Length + 1 + target.Length);

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

    private sealed record TakingOver(PathEntry Via, Takeover Takeover);
}
