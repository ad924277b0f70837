using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Changes to authentication methods in the last days. The service filters by the log's origin, not by many users at once: entries about other
/// people are dropped as they come in. The first page is asked for at once, the next when the users are known.</summary>
internal sealed class AuthenticationMethodAuditsCollector() : LogCollector<DirectoryAudit>(Datasets.AuthenticationMethodAudits, static a => a.Id, "v1.0", "auditLogs/directoryAudits", "activityDateTime")
{
    public override IReadOnlyList<DatasetDefinition> LaterNeeds => [Datasets.Users, .. new UsersCollector().RestsOn];

    public override CollectionCost Cost => CollectionCost.Reports(known => Reads.Pages(known.Count(Definition, 0), Limits.LargestPage));

    protected override Task ReadAsync(CollectionContext context, Func<string, Task> list) => list("loggedByService eq 'Authentication Methods'");

    protected override async Task<Func<DirectoryAudit, bool>> BelongsAsync(CollectionContext context)
    {
        await context.WhenReadAsync(Datasets.Users).ConfigureAwait(false);
        var users = KnownUsers.Ids(context).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return audit => audit.TargetResources?.Any(t => t.Id is not null && users.Contains(t.Id)) == true;
    }

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<DirectoryAudit> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));
}
