using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Which requests go first where a quota is short: those of a dataset for which the longest row of others waits, each for the one before.</summary>
internal static class Urgency
{
    /// <summary>The length of that row, dataset by dataset; 0 where nothing waits.</summary>
    /// <param name="ordered">The collectors of a scan, foundations first.</param>
    public static IReadOnlyDictionary<DatasetDefinition, int> Of(IReadOnlyList<Collector> ordered)
    {
        var urgency = ordered.ToDictionary(c => c.Dataset, static _ => 0);
        foreach (Collector collector in ordered.Reverse())
        {
            foreach (DatasetDefinition need in collector.AllNeeds.Where(urgency.ContainsKey))
            {
                urgency[need] = Math.Max(urgency[need], urgency[collector.Dataset] + 1);
            }
        }

        return urgency;
    }
}
