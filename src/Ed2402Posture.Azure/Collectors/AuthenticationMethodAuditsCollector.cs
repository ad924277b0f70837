using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Changes to authentication methods in the last days. The service filters by the log's origin, not by many users at once: entries about other
/// people are dropped as they come in.</summary>
internal sealed class AuthenticationMethodAuditsCollector() : LogCollector<DirectoryAudit>(Datasets.AuthenticationMethodAudits, static a => a.Id, "v1.0", "auditLogs/directoryAudits", "activityDateTime")
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => [Datasets.Users, .. new UsersCollector().RestsOn];

    public override CollectionCost Cost => CollectionCost.Reports(known => Reads.Pages(known.Count(Definition, 0), Limits.LargestPage));

    protected override IEnumerable<string> Filters(CollectionContext context) => ["loggedByService eq 'Authentication Methods'"];

    protected override Func<DirectoryAudit, bool> Belongs(CollectionContext context)
    {
        var users = KnownUsers.Ids(context).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return audit => audit.TargetResources?.Any(t => t.Id is not null && users.Contains(t.Id)) == true;
    }

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<DirectoryAudit> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));
}
