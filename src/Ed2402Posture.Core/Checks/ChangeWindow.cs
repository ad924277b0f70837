using System.Globalization;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>The time of which a snapshot's log of changes tells: from where it was asked for, or from where the service still keeps it, up to when it was read.</summary>
/// <param name="From">From when on (UTC).</param>
/// <param name="To">Until when (UTC).</param>
internal sealed record ChangeWindow(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>In words.</summary>
    public string Text => string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd HH:mm} to {To:yyyy-MM-dd HH:mm} UTC");

    /// <summary>The window; null when it is not known what was asked for, or what the service keeps.</summary>
    public static ChangeWindow? Of(Snapshot snapshot)
    {
        DatasetState state = snapshot.Get(Datasets.DirectoryAudits).State;
        if (state.Scope is { LogsFrom: { } known, LogsTo: { } until })
        {
            return new ChangeWindow(known, until);
        }

        DateTimeOffset to = state.Ledger.FirstRequest ?? snapshot.Info.CollectedAt;
        if (state.Scope?.LogsSince is not { } asked || TenantLogs.RetentionOfChanges(snapshot) is not { } kept)
        {
            return null;
        }

        return new ChangeWindow(asked > to - kept ? asked : to - kept, to);
    }
}
