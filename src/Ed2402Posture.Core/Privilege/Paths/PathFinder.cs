using Ed2402Posture.Core.Privilege.Holdings;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>The paths found for one principal.</summary>
internal sealed class FoundPaths
{
    // One path, which is what most principals have, or an array of them.
    private object? kept;

    /// <summary>The shortest path for each role, scope, kind, state and permanence.</summary>
    public PathEntry[] Kept => kept switch { PathEntry[] many => many, PathEntry one => [one], _ => [] };
    /// <summary>Longer or equal ones beside them.</summary>
    public int Others { get; set; }

    /// <summary>Keeps one more.</summary>
    public void Keep(PathEntry entry) => kept = kept is null ? entry : (PathEntry[])[.. Kept, entry];
}

/// <summary>Walks back from every holding along the links, shortest paths first. A principal keeps one path for each role, scope, kind, state and
/// permanence and hands only that on, so that the work grows with the links and not with the number of possible paths.</summary>
internal sealed class PathFinder
{
    private readonly ControlLink[][] linksTo;
    private readonly FoundPaths?[] found;
    private readonly HashSet<ulong> seen;
    private readonly List<Queue<PathEntry>> waiting = [];
    private readonly PrincipalTable principals;
    private readonly Takeovers? takeovers;

    /// <summary>Binds the finder to the links, and to what roles take over where that is wanted.</summary>
    public PathFinder(PrincipalTable principals, IEnumerable<ControlLink> links, Takeovers? takeovers = null)
    {
        this.principals = principals;
        this.takeovers = takeovers;
        found = new FoundPaths?[principals.Count];
        seen = new HashSet<ulong>(principals.Count);
        linksTo = new ControlLink[principals.Count][];
        foreach (IGrouping<int, ControlLink> group in links.GroupBy(l => l.To))
        {
            linksTo[group.Key] = [.. group];
        }
    }

    /// <summary>Finds the paths to these holdings, by principal number; null where there is none.</summary>
    public IReadOnlyList<FoundPaths?> Run(IEnumerable<Holding> holdings)
    {
        ILookup<bool, Holding> byInheritance = holdings.ToLookup(h => h.Inherited);
        foreach (Holding holding in byInheritance[false])
        {
            Enqueue(PathEntry.Own(holding));
        }

        SettleAll();

        // What the service calls inherited matters only where no group that was read explains it.
        foreach (Holding holding in byInheritance[true].Where(h => !IsExplained(h)))
        {
            Enqueue(PathEntry.Own(holding));
        }

        SettleAll();
        return found;
    }

    private bool IsExplained(Holding holding) =>
        found[holding.Principal]?.Kept.Any(e => e.Role == holding.Role && e.State == holding.State && e.Kind is PathKind.GroupMember or PathKind.PimGroupMember) == true;

    private void SettleAll()
    {
        for (int length = 0; length < waiting.Count; length++)
        {
            while (waiting[length].TryDequeue(out PathEntry? entry))
            {
                Settle(entry);
            }
        }
    }

    private void Settle(PathEntry entry)
    {
        // A role without privilege counts for what it takes over alone.
        FoundPaths? paths = takeovers is null || entry.Role.Privileged ? found[entry.Node] ??= new FoundPaths() : null;
        if (!seen.Add(Key(entry)))
        {
            // Takeovers are summed up, not counted one by one.
            if (paths is not null && entry.Takeover is null)
            {
                paths.Others++;
            }

            return;
        }

        paths?.Keep(entry);
        if (takeovers is not null)
        {
            TakeOver(entry, takeovers);
        }

        // Who leads to this principal holds the role that takes over, too, and takes over himself.
        if (entry.Takeover is null)
        {
            foreach (ControlLink link in linksTo[entry.Node] ?? [])
            {
                if (!entry.Passes(link.From) && PathEntry.Through(link, entry) is { } longer)
                {
                    Enqueue(longer);
                }
            }
        }
    }

    // A path takes part twice: as that of a holder of a role, and as that of a target.
    private void TakeOver(PathEntry entry, Takeovers all)
    {
        // Groups do nothing themselves, and who is gone does nothing any more.
        foreach (Takeover own in principals[entry.Node].Type is PrincipalType.Group or PrincipalType.Deleted ? [] : all.ByRole[entry.Role.Index])
        {
            own.Holders.Add(entry);
            foreach (PathEntry target in own.Best)
            {
                TakeOver(entry, own, target);
            }
        }

        foreach (Takeover takeover in entry.Role.Privileged ? all.Over(entry.Node) : [])
        {
            if (takeover.Offer(entry))
            {
                foreach (PathEntry holder in takeover.Holders)
                {
                    TakeOver(holder, takeover, entry);
                }
            }
        }
    }

    private void TakeOver(PathEntry holder, Takeover takeover, PathEntry target)
    {
        // A weaker target gives a holder nothing that he lacks.
        if (target.Role.Tier <= holder.Role.Tier && PathEntry.Over(holder, takeover, target) is { } longer)
        {
            Enqueue(longer);
        }
    }

    private void Enqueue(PathEntry entry)
    {
        while (waiting.Count <= entry.Length)
        {
            waiting.Add(new Queue<PathEntry>());
        }

        waiting[entry.Length].Enqueue(entry);
    }

    // 32 bits of principal, 23 of role and scope, then kind, state, permanence and whether it is in force.
    private static ulong Key(PathEntry entry) =>
        ((ulong)(uint)entry.Node << 32) | ((ulong)(uint)entry.Role.Index << 9)
        | ((ulong)entry.Kind << 4) | ((ulong)entry.State << 2) | (entry.End is null ? 2UL : 0) | (entry.NotYetStarted ? 1UL : 0);
}
