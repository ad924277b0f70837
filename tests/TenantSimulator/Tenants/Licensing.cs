using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>The same tenant under other licences.</summary>
public static class Licensing
{
    /// <summary>The snapshot with the licences of <c>free</c>, <c>p1</c> or <c>p2</c>; the data stays, the service decides who may read it. Without
    /// P2 nobody can have activated a role: the assignments that an activation made are gone.</summary>
    public static Snapshot Relicense(Snapshot snapshot, string licence)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var licences = new TenantBuilder(snapshot.Info.TenantName ?? "Contoso", withBuiltInRoles: false).Licensed(p1: licence is "p1" or "p2", p2: licence is "p2");
        var builder = new SnapshotBuilder();
        builder.Complete(Datasets.SubscribedSkus, licences.SubscribedSkus);
        if (licence is not "p2")
        {
            HashSet<string?> activated = [.. snapshot.Get(Datasets.RoleAssignmentScheduleInstances).Items.Where(i => i.AssignmentType == "Activated").Select(i => i.RoleAssignmentOriginId)];
            builder.Complete(Datasets.RoleAssignments, [.. snapshot.Get(Datasets.RoleAssignments).Items.Where(a => !activated.Contains(a.Id))]);
        }

        return snapshot.With(snapshot.Info, builder.Datasets);
    }
}
