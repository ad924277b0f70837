namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>What the holders of one role at one scope may do to other principals: reset a credential, add one, or write the host of an identity. All
/// targets are one step, told by its strongest and nearest, so that paths do not multiply by the number of targets.</summary>
internal sealed class Takeover(PathKind kind, string verb, Func<int, bool>? isTarget = null)
{
    private readonly Dictionary<int, int> tiers = [];

    public PathKind Kind { get; } = kind;
    /// <summary>The step in words: <c>may reset the credentials of</c>.</summary>
    public string Verb { get; } = verb;
    /// <summary>Paths of those who hold the role.</summary>
    public List<PathEntry> Holders { get; } = [];
    /// <summary>Paths of two targets of the strongest tier met: two, since a holder may be one of them himself.</summary>
    public List<PathEntry> Best { get; } = [];
    /// <summary>How many others than these two could be taken over instead, to as much effect; not counted are those who would take over in turn.</summary>
    public int Others(int holder, PathEntry target) => tiers.Count(t => t.Key != holder && t.Key != target.Node && t.Value <= target.Role.Tier);

    /// <summary>Whether the principal is one of those that can be taken over; of hosts <see cref="Takeovers.Over"/> knows.</summary>
    public bool IsTarget(int principal) => isTarget?.Invoke(principal) == true;

    /// <summary>Takes the path of a principal that can be taken over; false when it is no better than those known.</summary>
    public bool Offer(PathEntry path)
    {
        if (path.Takeover is null)
        {
            tiers[path.Node] = Math.Min(path.Role.Tier, tiers.GetValueOrDefault(path.Node, path.Role.Tier));
        }

        bool better = Best.Count == 0 || path.Role.Tier < Best[^1].Role.Tier || (path.Role.Tier == Best[^1].Role.Tier && Best.Count(b => b.Role.Tier == path.Role.Tier) < 2 && Best[^1].Node != path.Node);
        if (better)
        {
            Best.Add(path);
        }

        return better;
    }
}
