using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Changes in the directory, all of them: what was done to federation or policies names none of the accounts of a case.</summary>
internal sealed class DirectoryAuditsCollector() : LogCollector<DirectoryAudit>(Datasets.DirectoryAudits, static a => a.Id, "v1.0", "auditLogs/directoryAudits", "activityDateTime")
{
    protected override Task ReadAsync(CollectionContext context, Func<string, Task> list) => list("");
}
