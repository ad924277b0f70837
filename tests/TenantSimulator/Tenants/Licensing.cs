using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>The same tenant under other licences.</summary>
public static class Licensing
{
    /// <summary>The snapshot with the licences of <c>free</c>, <c>p1</c> or <c>p2</c>; the data stays, the service decides who may read it.</summary>
    public static Snapshot Relicense(Snapshot snapshot, string licence)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var licences = new TenantBuilder(snapshot.Info.TenantName ?? "Contoso", withBuiltInRoles: false).Licensed(p1: licence is "p1" or "p2", p2: licence is "p2");
        var builder = new SnapshotBuilder();
        builder.Complete(Datasets.SubscribedSkus, licences.SubscribedSkus);
        return snapshot.With(snapshot.Info, builder.Datasets);
    }
}
