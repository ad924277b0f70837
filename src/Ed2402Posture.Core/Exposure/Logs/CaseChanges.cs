using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>Puts the changes in the directory that a case asks about into a snapshot. The log goes to the cache on disk and is streamed from there; what no check and no review looks at, as
/// the updates of people that the case does not name, never stands in memory.</summary>
public static class CaseChanges
{
    /// <summary>Reads them.</summary>
    /// <param name="reader">Reads the log.</param>
    /// <param name="snapshot">What was read of the tenant; its licences tell how long the service keeps the log.</param>
    /// <param name="scope">From when on, and whom the case names.</param>
    /// <param name="cancellationToken">Ends it; what was read stays in the cache.</param>
    /// <exception cref="ExposureException">The cache cannot be used.</exception>
    public static async Task<Snapshot> AddAsync(LogReader reader, Snapshot snapshot, CollectionScope scope, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(scope);
        DateTimeOffset from = scope.LogsSince ?? throw new ArgumentException("The scope names no time.", nameof(scope));
        LogReading<DirectoryAudit> log = await new TenantLogs(reader, snapshot).ReadAsync(new LogStream<DirectoryAudit>(Datasets.DirectoryAudits, LogKind.DirectoryAudits), from, cancellationToken).ConfigureAwait(false);
        var named = scope.Users.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var kept = new List<DirectoryAudit>();
        foreach (DirectoryAudit audit in log.Entries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Matters(audit, named))
            {
                kept.Add(audit);
            }
        }

        LogCoverage coverage = log.Coverage;
        var state = (log.Refused ?? new DatasetState { Status = coverage.Status }) with
        {
            Status = coverage.Status, Scope = scope with { LogsFrom = coverage.From, LogsTo = coverage.To }, Ledger = new Ledger { FirstRequest = coverage.To, LastResponse = coverage.To },
        };
        var builder = new SnapshotBuilder(snapshot);
        if (coverage.Status is DatasetStatus.Complete or DatasetStatus.Partial)
        {
            builder.Set(Datasets.DirectoryAudits, state, kept);
        }
        else
        {
            builder.SetUnread(Datasets.DirectoryAudits, state);
        }

        return builder.Build(snapshot.Info);
    }

    // Applications are few; people and groups are updated all day.
    private static bool Matters(DirectoryAudit audit, HashSet<string> named) => AuditActivities.KindOf(audit) switch
    {
        null => false,
        ActivityKind.ObjectChange when audit.Category != "ApplicationManagement" => new[] { audit.InitiatedBy?.User?.Id, audit.InitiatedBy?.User?.UserPrincipalName }.Concat((audit.TargetResources ?? []).SelectMany(t => new[] { t.Id, t.UserPrincipalName })).Any(n => n is not null && named.Contains(n)),
        _ => true,
    };
}
