using System.Text;
using System.Text.Json.Nodes;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>Objects that are deleted while the tenant is read: between the list that names them and what is asked of them by id.</summary>
public sealed class DeletionTests
{
    private const int Schedules = 24;

    [Fact]
    public async Task What_goes_in_mid_scan_makes_no_pass_that_neither_the_tenant_before_nor_the_one_after_bears_out()
    {
        Snapshot before = Contoso.Build();
        ILookup<string, Finding> then = FaultVerdicts.Judge(await ScanAsync(before, null, 0));
        int seen = 0;
        await Parallel.ForEachAsync(Enumerable.Range(0, Schedules), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken }, async (seed, _) =>
        {
            var random = new Random(seed);
            Snapshot after = await WithoutAsync(before, [Pick(before, random)]);
            ILookup<string, Finding> later = FaultVerdicts.Judge(await ScanAsync(after, null, 0)), now = FaultVerdicts.Judge(await ScanAsync(before, after, random.Next(120)));
            Assert.All(now.SelectMany(f => f).Where(f => f.Outcome is Outcome.Pass or Outcome.NotApplicable), f =>
                Assert.True(then[f.CheckId].Concat(later[f.CheckId]).Any(t => FaultVerdicts.Same(f, t)), $"seed {seed}: {f} is so neither before nor after"));
            Interlocked.Add(ref seen, now.SelectMany(f => f).Count(f => !then[f.CheckId].Any(t => FaultVerdicts.Same(f, t))));
        });
        Assert.NotEqual(0, seen);
    }

    private static async Task<Snapshot> ScanAsync(Snapshot tenant, Snapshot? after, int requests)
    {
        // Each list is one page: the simulator's cursors count items, and would pass over one when another before it goes.
        var options = new SimulatorOptions { Snapshot = tenant };
        await using AzureScan scan = await AzureScan.StartInProcessAsync(options, new FastClock(250, begin: TenantBuilder.Now));
        if (after is not null)
        {
            options.Faults.Add(new FaultRule { Skip = requests, Times = 1, Rewrite = text => { scan.Simulator.Change(after); return text; } });
        }

        return await scan.CollectAsync();
    }

    private static string Pick(Snapshot tenant, Random random)
    {
        string[] ids = random.Next(4) switch
        {
            0 => [.. tenant.Get(Datasets.Users).Items.Select(u => u.Id)],
            1 => [.. tenant.Get(Datasets.Groups).Items.Select(g => g.Id)],
            2 => [.. tenant.Get(Datasets.ServicePrincipals).Items.Select(s => s.Id)],
            _ => [.. tenant.Get(Datasets.Applications).Items.Select(a => a.Id)],
        };
        return ids[random.Next(ids.Length)];
    }

    /// <summary>The tenant without an object and all that is assigned to it.</summary>
    private static async Task<Snapshot> WithoutAsync(Snapshot tenant, HashSet<string> gone)
    {
        string[] names = ["id", "parentId", "principalId", "groupId", "resourceId", "clientId"];
        var datasets = new List<Dataset>();
        foreach (Dataset dataset in tenant.Datasets)
        {
            using var whole = new MemoryStream();
            await dataset.WriteAsync(whole, TestContext.Current.CancellationToken);
            IEnumerable<string> lines = Encoding.UTF8.GetString(whole.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !IsGone(JsonNode.Parse(line)!.AsObject()));
            using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
            datasets.Add(await dataset.Definition.ReadAsync(stream, dataset.State, TestContext.Current.CancellationToken));
        }

        return tenant.With(tenant.Info, datasets);

        bool IsGone(JsonObject item) => names.Any(n => item[n] is JsonValue value && value.TryGetValue(out string? id) && gone.Contains(id));
    }
}
