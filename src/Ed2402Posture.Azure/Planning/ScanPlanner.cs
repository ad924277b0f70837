using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Planning;

/// <summary>Adds up what the collectors of a scan take, lane by lane, and how long that is at least.</summary>
internal sealed class ScanPlanner(Lanes lanes, TimeSpan roundTrip)
{
    /// <summary>Plans a scan.</summary>
    /// <param name="collectors">What it reads, foundations first.</param>
    /// <param name="identity">Who scans: what the cloud or the sign-in does not offer takes no request.</param>
    /// <param name="tenant">Makes what is known of the tenant, anew for each dataset.</param>
    /// <exception cref="InvalidOperationException">A dataset has no cost.</exception>
    public ScanPlan Plan(IReadOnlyList<Collector> collectors, TenantIdentity identity, Func<KnownTenant> tenant)
    {
        var planned = new List<(Lane Lane, PlannedDataset Dataset, Reads Reads, double Units, TimeSpan Start)>();
        var ends = new Dictionary<DatasetDefinition, TimeSpan>();
        foreach (Collector collector in collectors)
        {
            CollectionCost cost = collector.Cost ?? throw new InvalidOperationException($"{collector.GetType().Name} tells no Cost: a plan cannot say what {collector.Dataset.Name} takes.");
            KnownTenant known = tenant();
            Reads reads = Availability.Refuse(collector.Dataset, identity) is null ? cost.Reads(known) : Reads.None;
            TimeSpan start = collector.RestsOn.Select(d => ends.GetValueOrDefault(d)).DefaultIfEmpty().Max();
            TimeSpan later = collector.LaterNeeds.Select(d => ends.GetValueOrDefault(d)).DefaultIfEmpty().Max();
            ends[collector.Dataset] = Later(start + (reads.Chain * roundTrip), later);
            Lane lane = cost.Lane(lanes);
            planned.Add((lane, new PlannedDataset { Dataset = collector.Dataset.Name, Lane = lane.Name, Requests = reads.Requests, BatchParts = reads.BatchParts, Basis = known.Basis }, reads, reads.Counted * cost.Units, start));
        }

        List<PlannedLane> used = [];
        TimeSpan end = ends.Values.DefaultIfEmpty().Max();
        foreach (var lane in planned.Where(p => p.Reads.Requests > 0).GroupBy(p => p.Lane).OrderBy(g => lanes.All.ToList().IndexOf(g.Key)))
        {
            TimeSpan quota = lane.Key.LeastTime(lane.Sum(p => p.Units));
            TimeSpan chain = lane.Max(p => p.Reads.Chain) * roundTrip;
            used.Add(new PlannedLane
            {
                Lane = lane.Key.Name, Requests = lane.Sum(p => p.Reads.Requests), BatchParts = lane.Sum(p => p.Reads.BatchParts),
                Seconds = Math.Round((quota > chain ? quota : chain).TotalSeconds, 1), Basis = lane.Max(p => p.Dataset.Basis),
            });
            TimeSpan done = lane.Min(p => p.Start) + quota + roundTrip;
            end = done > end ? done : end;
        }

        static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

        return new ScanPlan { Lanes = used, Datasets = [.. planned.Select(p => p.Dataset)], Seconds = end.TotalSeconds };
    }
}
