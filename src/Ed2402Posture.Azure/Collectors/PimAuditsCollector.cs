using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>What PIM logged in the last days: activations, assignments, and what was assigned outside it.</summary>
internal sealed class PimAuditsCollector() : LogCollector<DirectoryAudit>(Datasets.PimAudits, static a => a.Id, "v1.0", "auditLogs/directoryAudits", "activityDateTime")
{
    public override CollectionCost Cost => CollectionCost.Reports(known => Reads.Pages(known.Count(Definition, 0), Limits.LargestPage));

    protected override Task ReadAsync(CollectionContext context, Func<string, Task> list) => list("loggedByService eq 'PIM'");
}
