using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Interactive sign-ins of the privileged users in the last days, fifteen users a request. Beta, which alone tells the methods used; the log
/// takes no <c>$select</c>.</summary>
internal sealed class PrivilegedSignInsCollector() : LogCollector<Core.Snapshots.Items.SignIn>(Datasets.PrivilegedSignIns, static s => s.Id, "beta", "auditLogs/signIns", "createdDateTime")
{
    public override IReadOnlyList<DatasetDefinition> RestsOn => KnownUsers.Sooner;

    public override IReadOnlyList<DatasetDefinition> LaterNeeds => KnownUsers.Later;

    public override CollectionCost Cost => CollectionCost.Reports(known => known.From(LaterNeeds, () => Lists(known), () => Reads.Each((known.Typical.Users + Limits.IdsInFilter - 1) / Limits.IdsInFilter)));

    protected override Task ReadAsync(CollectionContext context, Func<string, Task> list) =>
        KnownUsers.ReadAsync(context, static _ => true, Limits.IdsInFilter, ids => list($"({string.Join(" or ", ids.Select(LogAddress.OfUser))})"));

    protected override Task<DatasetState?> DoubtAsync(CollectionContext context, Reading<Core.Snapshots.Items.SignIn> reading) =>
        Task.FromResult(Foundations.Doubt(context, reading.Items.Count, [Datasets.Users]));

    // What an earlier scan found stands for what there will be.
    private Reads Lists(KnownTenant known)
    {
        ILookup<string, Core.Snapshots.Items.SignIn> entries = known.Items(Definition).Where(s => s.UserId is not null).ToLookup(s => s.UserId!, StringComparer.OrdinalIgnoreCase);
        int[] sizes = [.. KnownUsers.Chunks(known, Limits.IdsInFilter).Select(ids => ids.Sum(id => entries[id].Count()))];
        return Reads.Each(sizes.Length).Then(Reads.FurtherPages(sizes));
    }
}
