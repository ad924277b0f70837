using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;
using Ed2402Posture.Core.ConditionalAccess.Scenarios;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>What the weakest sign-in demands: over all devices, and over those that are neither compliant nor hybrid joined.</summary>
internal readonly record struct Weakest(Requirement Any, Requirement Unmanaged);

/// <summary>Finds the weakest sign-in under a set of policies, exactly: for each level of demand it subtracts the policies that demand more from
/// the space of possible sign-ins, and asks whether anything is left. Sets already judged are remembered. Not thread-safe.</summary>
internal sealed class WeakestScenario(ScenarioSpace space, IReadOnlyList<CompiledPolicy> policies)
{
    private static readonly int[] PlatformsByLikelihood = [AxisCells.Windows, 4, 5, 1, 0, 6, 3];
    private static readonly Axis[] Refined = [Axis.Flow, Axis.ServicePrincipalRisk, Axis.UserRisk, Axis.SignInRisk, Axis.InsiderRisk, Axis.Client, Axis.Location, Axis.Platform, Axis.Device];

    private readonly BoxCover cover = new(space.Layout);
    // The widest first: one that covers a region whole settles it at once.
    private readonly CompiledPolicy[] byExtent = [.. policies.Where(p => p.Counts && p.Grant.Strongest != Requirement.None).OrderByDescending(p => space.Layout.Extent(p.Scenarios!))];
    private readonly List<ulong[]> boxes = [];
    private readonly ulong[] left = new ulong[space.Layout.Words];
    private readonly Dictionary<(PolicySet, ScenarioSlice, bool), Weakest> known = [];
    private readonly Region[]?[] regions = new Region[]?[ScenarioSlices.Count * 2];

    /// <summary>Number of sets judged so far.</summary>
    public int Judged => known.Count;

    /// <summary>The weakest sign-in's demand when exactly those policies apply.</summary>
    public Weakest Judge(PolicySet applying, ScenarioSlice slice = ScenarioSlice.All, bool workload = false)
    {
        (PolicySet, ScenarioSlice, bool) key = (applying, slice, workload);
        if (known.TryGetValue(key, out Weakest weakest))
        {
            return weakest;
        }

        CompiledPolicy[] demanding = Array.FindAll(byExtent, p => applying.Contains(p.Index));
        Requirement unmanaged = Requirement.Block;
        foreach (Region region in Regions(slice, workload).Where(r => !r.Managed))
        {
            unmanaged = Level(region, applying, demanding, unmanaged);
        }

        Requirement any = unmanaged;
        if (demanding.Any(p => p.Grant.UsesDevice || space.Layout.Constrains(p.Scenarios!, Axis.Device)))
        {
            foreach (Region region in Regions(slice, workload).Where(r => r.Managed))
            {
                any = Level(region, applying, demanding, any);
            }
        }

        return known[key] = new Weakest(any, unmanaged);
    }

    /// <summary>The plainest of the weakest sign-ins, or null when all are blocked.</summary>
    public Scenario? Find(PolicySet applying, ScenarioSlice slice = ScenarioSlice.All, bool workload = false)
    {
        Weakest weakest = Judge(applying, slice, workload);
        if (weakest.Any == Requirement.Block)
        {
            return null;
        }

        CompiledPolicy[] demanding = [.. applying.Members().Select(i => policies[i]).Where(p => p.Grant.Strongest > weakest.Any)];
        foreach (Region region in Regions(slice, workload))
        {
            if (cover.FindUncovered(region.Box, Boxes(region, demanding, weakest.Any), left))
            {
                return Refine(region.Box, boxes);
            }
        }

        throw new InvalidOperationException("A level was judged for which there is no sign-in.");
    }

    /// <summary>Whether every sign-in of a slice meets one of the chosen policies or is blocked.</summary>
    public bool IsCovered(IReadOnlyList<CompiledPolicy> applying, Func<CompiledPolicy, bool> chosen, ScenarioSlice slice) =>
        Regions(slice, workload: false).All(region => !cover.FindUncovered(
            region.Box, [.. applying.Where(p => chosen(p) || p.Grant.Of(region.Client, region.Compliant, region.HybridJoined) == Requirement.Block).Select(p => p.Scenarios!)], left));

    private Requirement Level(Region region, PolicySet applying, CompiledPolicy[] demanding, Requirement bound)
    {
        for (Requirement level = Requirement.None; level < bound; level++)
        {
            if (!applying.Meets(region.Covering[(int)level]) && cover.FindUncovered(region.Box, Boxes(region, demanding, level), left))
            {
                return level;
            }
        }

        return bound;
    }

    private List<ulong[]> Boxes(Region region, CompiledPolicy[] demanding, Requirement above)
    {
        boxes.Clear();
        foreach (CompiledPolicy policy in demanding)
        {
            if (policy.Grant.Of(region.Client, region.Compliant, region.HybridJoined) > above)
            {
                boxes.Add(policy.Scenarios!);
            }
        }

        return boxes;
    }

    private Scenario Refine(ulong[] box, List<ulong[]> covering)
    {
        ulong[] narrowed = [.. box];
        int[] cells = new int[AxisCells.AxisCount];
        foreach (Axis axis in Refined)
        {
            IEnumerable<int> order = axis == Axis.Platform ? PlatformsByLikelihood : Enumerable.Range(0, space.Layout.Cells(axis));
            foreach (int cell in order.Where(c => space.Layout.Has(narrowed, axis, c)))
            {
                ulong[] single = [.. narrowed];
                space.Layout.Keep(single, axis, c => c == cell);
                if (cover.FindUncovered(single, covering, left))
                {
                    cells[(int)axis] = cell;
                    narrowed = single;
                    break;
                }
            }
        }

        return new Scenario(cells);
    }

    private Region[] Regions(ScenarioSlice slice, bool workload) => regions[((int)slice * 2) + (workload ? 1 : 0)] ??= [.. MakeRegions(slice, workload)];

    // Unmanaged devices first, modern clients first.
    private IEnumerable<Region> MakeRegions(ScenarioSlice slice, bool workload)
    {
        foreach ((bool compliant, bool hybridJoined) in new[] { (false, false), (true, false), (false, true), (true, true) })
        {
            foreach (ClientKind client in Enum.GetValues<ClientKind>())
            {
                if (space.Possible(client, compliant, hybridJoined, workload, (axis, cell) => slice.Contains(axis, cell)) is { } box)
                {
                    yield return new Region(box, client, compliant, hybridJoined, [.. Enumerable.Range(0, (int)Requirement.Block).Select(level => Covering(box, client, compliant, hybridJoined, (Requirement)level))]);
                }
            }
        }
    }

    // Policies that cover a region by themselves and demand more than a level.
    private PolicySet Covering(ulong[] box, ClientKind client, bool compliant, bool hybridJoined, Requirement above)
    {
        var covering = new PolicySet(policies.Count);
        foreach (CompiledPolicy policy in byExtent.Where(p => p.Grant.Of(client, compliant, hybridJoined) > above && BoxLayout.Contains(p.Scenarios!, box)))
        {
            covering.Add(policy.Index);
        }

        return covering;
    }

    private sealed record Region(ulong[] Box, ClientKind Client, bool Compliant, bool HybridJoined, PolicySet[] Covering)
    {
        public bool Managed => Compliant || HybridJoined;
    }
}
