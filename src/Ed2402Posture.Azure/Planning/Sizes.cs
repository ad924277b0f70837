using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Planning;

/// <summary>How long the lists of single parents are.</summary>
internal static class Sizes
{
    /// <summary>The number of links of each parent that has some.</summary>
    public static IEnumerable<int> ByParent(IReadSoFar known, DatasetDefinition<ObjectLink> dataset) =>
        known.Items(dataset).GroupBy(l => l.ParentId, StringComparer.OrdinalIgnoreCase).Select(g => g.Count());
}
