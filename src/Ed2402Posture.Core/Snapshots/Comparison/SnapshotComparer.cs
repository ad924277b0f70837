using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>Compares two snapshots of one tenant: accounts, paths, verdicts, credentials, policies, and what cannot be compared.</summary>
public static class SnapshotComparer
{
    /// <summary>The changes from the older to the newer snapshot, area by area. What one side did not read is never called added or removed.</summary>
    /// <param name="older">The snapshot from before.</param>
    /// <param name="newer">The snapshot to compare with it, of the same tenant.</param>
    /// <param name="settings">The settings under which both are judged; null for the defaults.</param>
    /// <exception cref="SnapshotException">They are of different tenants.</exception>
    public static IEnumerable<SnapshotChange> Compare(Snapshot older, Snapshot newer, PostureSettings? settings = null)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        settings ??= PostureSettings.Default;
        return Compare(new TenantAnalysis(older, settings), new TenantAnalysis(newer, settings));
    }

    /// <inheritdoc cref="Compare(Snapshot, Snapshot, PostureSettings)"/>
    public static IEnumerable<SnapshotChange> Compare(TenantAnalysis older, TenantAnalysis newer)
    {
        ArgumentNullException.ThrowIfNull(older);
        ArgumentNullException.ThrowIfNull(newer);
        if (!string.Equals(older.Snapshot.Info.TenantId, newer.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase))
        {
            throw new SnapshotException(
                $"The snapshots are of different tenants: {Name(older)} and {Name(newer)}.", "SnapshotsOfDifferentTenants", "Give two snapshots of the same tenant.");
        }

        var pair = new ComparedPair(older, newer);
        return AccountChanges.Of(pair).Concat(VerdictChanges.Of(pair)).Concat(CredentialChanges.Of(pair)).Concat(PolicyChanges.Of(pair)).Concat(DatasetChanges.Of(pair));
    }

    private static string Name(TenantAnalysis analysis) => analysis.Snapshot.Info.TenantName is { } name ? $"{name} ({analysis.Snapshot.Info.TenantId})" : analysis.Snapshot.Info.TenantId;
}
