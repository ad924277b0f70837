using System.Globalization;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Docs;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>What a scan since an earlier one takes, counted, of the benchmark's large tenant: the table of docs/performance.md.</summary>
public sealed class SinceCostTests
{
    private static readonly (string Name, Func<Ledger, long> Count)[] Columns = [("Requests", l => l.Requests), ("Batch parts", l => l.BatchParts)];
    private static readonly DatasetDefinition[] ById = [.. Datasets.TrackedById];
    private static readonly DatasetDefinition[] Lists = [.. Datasets.Tracked];

    [Fact]
    public async Task A_weekly_scan_takes_fewer_requests_than_a_full_one_and_the_page_says_how_many()
    {
        SizedTenant size = SizedTenant.Find("large")!;
        var lines = new List<string>
        {
            "| Tenant | Scan | Users and groups by id: requests | batch parts | Lists of workloads: requests |",
            "|---|---|---:|---:|---:|",
        };
        foreach ((string name, Snapshot tenant) in ((string, Snapshot)[])[("large", size.Build()), ("large, roles held directly", Directly(size.Build()))])
        {
            await using AzureScan scan = await AzureScan.StartInProcessAsync(new SimulatorOptions { Snapshot = tenant, Crowd = size.Crowd }, new FastClock(2000));
            Snapshot earlier = await CollectAsync(scan, null);
            lines.Add(Row(name, "full", earlier));
            foreach ((string title, int oneIn) in ((string, int)[])[("nothing changed", int.MaxValue), ("1 % changed", 100), ("all changed", 1)])
            {
                scan.Simulator.Change(Changed(tenant, oneIn));
                Snapshot since = await CollectAsync(scan, earlier);
                lines.Add(Row(name, title, since));
                Assert.True(Sum(since, Datasets.All, l => l.Requests) < Sum(earlier, Datasets.All, l => l.Requests), $"{name}, {title}");
                Assert.All(Columns, c => Assert.True(Sum(since, ById, c.Count) <= Sum(earlier, ById, c.Count), $"{name}, {title}: {c.Name}"));
                scan.Simulator.Change(tenant);
            }
        }

        GeneratedSection.AssertUpToDate("docs/performance.md", "since", string.Join('\n', lines));
    }

    private static string Row(string tenant, string scan, Snapshot read) => string.Create(
        CultureInfo.InvariantCulture,
        $"| {tenant} | {scan} | {Sum(read, ById, l => l.Requests)} | {Sum(read, ById, l => l.BatchParts)} | {Sum(read, Lists, l => l.Requests)} |");

    private static long Sum(Snapshot read, IEnumerable<DatasetDefinition> datasets, Func<Ledger, long> count) => datasets.Sum(d => count(read.Get(d).State.Ledger));

    /// <summary>The tenant without members and owners of its groups: what users hold, they hold themselves.</summary>
    private static Snapshot Directly(Snapshot tenant) => tenant.With(tenant.Info, new SnapshotBuilder().Complete(Datasets.GroupMembers, []).Complete(Datasets.GroupOwners, []).Datasets);

    private static Snapshot Changed(Snapshot tenant, int oneIn)
    {
        return tenant.With(tenant.Info, new SnapshotBuilder()
            .Complete(Datasets.Users, Some(tenant.Get(Datasets.Users).Items, u => u with { DisplayName = $"{u.DisplayName}, renamed" }))
            .Complete(Datasets.Groups, Some(tenant.Get(Datasets.Groups).Items, g => g with { DisplayName = $"{g.DisplayName}, renamed" }))
            .Complete(Datasets.PolicyGroups, Some(tenant.Get(Datasets.PolicyGroups).Items, g => g with { DisplayName = $"{g.DisplayName}, renamed" }))
            .Complete(Datasets.ServicePrincipals, Some(tenant.Get(Datasets.ServicePrincipals).Items, s => s with { DisplayName = $"{s.DisplayName}, renamed" }))
            .Complete(Datasets.Applications, Some(tenant.Get(Datasets.Applications).Items, a => a with { DisplayName = $"{a.DisplayName}, renamed" }))
            .Datasets);

        // The first of each hundred.
        List<T> Some<T>(IEnumerable<T> items, Func<T, T> change) => [.. items.Select((item, i) => i % oneIn == 0 && oneIn < int.MaxValue ? change(item) : item)];
    }

    private static async Task<Snapshot> CollectAsync(AzureScan scan, Snapshot? since)
    {
        var builder = new SnapshotBuilder { TracksChanges = true, Since = since };
        await scan.Source.CollectAsync(Datasets.All, builder, new ListeningObserver(), TestContext.Current.CancellationToken);
        return builder.Build(scan.Simulator.Options.Snapshot.Info);
    }
}
