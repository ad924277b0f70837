using CsCheck;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Simulator;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Users and groups, which are read by id: of many, those alone that changed since an earlier scan.</summary>
public sealed class SinceByIdTests
{
    private const string Expired = """{"error":{"code":"syncStateNotFound","message":"The sync state generation is not found. The delta token is expired and data must be synchronized again."}}""";
    private static readonly int[] OneIn = [1, 3, 30, 1000];
    private static readonly Gen<(int Users, int Groups, int Seed, int[] Rounds, int Page)> Histories = Gen.Select(Gen.Int[20, 130], Gen.Int[20, 70], Gen.Int[0, int.MaxValue - 1], Gen.Int[0, 3].Select(i => OneIn[i]).Array[1, 3], Gen.Int[0, 3].Select(i => i == 0 ? 7 : 0));

    [Fact]
    public async Task What_a_scan_of_the_changes_finds_is_what_a_full_scan_finds_and_takes_no_more_requests()
    {
        int fewer = 0;
        await Histories.SampleAsync(
            async history =>
            {
                var tenant = new ChangingTenant(history.Users, history.Groups, history.Seed) { Applications = 20 };
                await using AzureScan scan = await StartAsync(tenant, history.Page == 0 ? null : history.Page);
                Snapshot earlier = await CollectAsync(scan, null);
                foreach (int oneIn in history.Rounds)
                {
                    tenant.Change(oneIn);
                    scan.Simulator.Change(tenant.Build());
                    Snapshot incremental = await CollectAsync(scan, earlier), full = await CollectAsync(scan, null);
                    await AssertSameAsync(full, incremental);
                    foreach (DatasetDefinition dataset in history.Page == 0 ? Datasets.TrackedById : [])
                    {
                        ((long requests, long parts), (long most, long mostParts)) = (Taken(incremental, dataset), Taken(full, dataset));
                        Assert.True(requests <= most && parts <= mostParts, $"{dataset.Name}: {requests} requests, {parts} parts; in full {most}, {mostParts}");
                        fewer += parts < mostParts ? 1 : 0;
                    }

                    earlier = incremental;
                }
            },
            iter: 16, threads: 2);
        Assert.NotEqual(0, fewer);
    }

    [Fact]
    public async Task Of_many_users_those_alone_are_read_that_changed_or_are_new()
    {
        var tenant = new ChangingTenant(120, 1, 1);
        await using AzureScan scan = await StartAsync(tenant);
        Snapshot earlier = await CollectAsync(scan, null);
        Assert.Equal([50, 50], earlier.Get(Datasets.Users).State.ObjectChanges!.Select(c => c.Ids!.Count).OrderDescending().Take(2));
        tenant.Rename(3);
        tenant.Delete(4);
        tenant.Restore(8);
        scan.Simulator.Change(tenant.Build());
        Snapshot incremental = await CollectAsync(scan, earlier), full = await CollectAsync(scan, null);
        await AssertSameAsync(full, incremental);
        Dataset<User> users = incremental.Get(Datasets.Users);
        Assert.Equal("User 3, 1", users.Items.Single(u => u.Id == TenantBuilder.Id("user:User 3")).DisplayName);
        Assert.Contains(users.Items, u => u.DisplayName == "User 8, 0");
        Assert.DoesNotContain(users.Items, u => u.DisplayName == "User 4, 0");
        Assert.Equal(((2, 5), (2, 11)), (Taken(incremental, Datasets.Users), Taken(full, Datasets.Users)));
    }

    [Theory]
    [InlineData(410, """{"error":{"code":"resyncRequired","message":"resync"}}""")]
    [InlineData(400, Expired)]
    [InlineData(403, """{"error":{"code":"Authorization_RequestDenied","message":"no"}}""")]
    [InlineData(404, "")]
    public async Task A_link_that_the_service_no_longer_takes_has_its_objects_read_and_is_asked_for_anew(int status, string body)
    {
        (AzureScan scan, Snapshot earlier) = await StartChangedAsync();
        await using AzureScan _ = scan;
        scan.Simulator.Options.Faults.Add(new FaultRule { PathContains = "users/delta?$deltatoken", Status = status, Body = body });
        Snapshot incremental = await CollectAsync(scan, earlier);
        scan.Simulator.Options.Faults.Clear();
        await AssertSameAsync(await CollectAsync(scan, null), incremental);
        Assert.NotNull(incremental.Get(Datasets.Users).State.ObjectChanges);
    }

    [Fact]
    public async Task Changes_of_objects_that_were_not_asked_for_are_not_trusted()
    {
        (AzureScan scan, Snapshot earlier) = await StartChangedAsync();
        await using AzureScan _ = scan;
        scan.Simulator.Options.Faults.Add(new FaultRule { PathContains = "users/delta?$deltatoken", Rewrite = text => System.Text.RegularExpressions.Regex.Replace(text, "\"value\":\\[.*\\]", "\"value\":[{\"id\":\"11111111-1111-1111-1111-111111111111\"}]") });
        Snapshot incremental = await CollectAsync(scan, earlier);
        scan.Simulator.Options.Faults.Clear();
        await AssertSameAsync(await CollectAsync(scan, null), incremental);
    }

    [Theory]
    [InlineData("https://evil.example/v1.0/users/delta?$deltatoken=x")]
    [InlineData("{root}/v1.0/groups/delta?$deltatoken=x")]
    [InlineData("{root}/beta/users/delta?$deltatoken=x")]
    [InlineData("nonsense")]
    public async Task A_link_that_leads_elsewhere_is_not_followed(string link)
    {
        (AzureScan scan, Snapshot earlier) = await StartChangedAsync();
        await using AzureScan _ = scan;
        string planted = link.Replace("{root}", scan.Simulator.GraphEndpoint.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        Snapshot incremental = await CollectAsync(scan, With(earlier, c => c with { Link = planted }));
        await AssertSameAsync(await CollectAsync(scan, null), incremental);
        Assert.DoesNotContain(scan.Simulator.Log, r => planted.EndsWith(r.PathAndQuery, StringComparison.Ordinal));
        Assert.DoesNotContain(scan.Observer.Requests, r => r.Address.Host == "evil.example");
    }

    [Theory]
    [InlineData(6.5, true)]
    [InlineData(6.9, false)]
    public async Task A_state_older_than_the_service_keeps_is_not_asked_for(double days, bool isAsked)
    {
        (AzureScan scan, Snapshot earlier) = await StartChangedAsync();
        await using AzureScan _ = scan;
        earlier = With(earlier, c => c with { From = DateTimeOffset.UtcNow.AddDays(-days) });
        int before = Follows(scan);
        Snapshot incremental = await CollectAsync(scan, earlier);
        Assert.Equal(isAsked, Follows(scan) > before);
        await AssertSameAsync(await CollectAsync(scan, null), incremental);
    }

    [Fact]
    public async Task With_other_properties_than_then_all_are_read()
    {
        (AzureScan scan, Snapshot earlier) = await StartChangedAsync();
        await using AzureScan _ = scan;
        int before = Follows(scan);
        Snapshot incremental = await CollectAsync(scan, With(earlier, c => c with { Properties = "id,displayName" }));
        Assert.Equal(before, Follows(scan));
        await AssertSameAsync(await CollectAsync(scan, null), incremental);
    }

    [Fact]
    public async Task Few_objects_are_not_tracked()
    {
        await using AzureScan scan = await StartAsync(new ChangingTenant(30, 10, 1));
        Snapshot earlier = await CollectAsync(scan, null);
        Assert.All(Datasets.TrackedById, d => Assert.Null(earlier.Get(d).State.ObjectChanges));
        Assert.Empty(scan.Requests("/users/delta").Concat(scan.Requests("/groups/delta")));
    }

    [Fact]
    public async Task Nobody_who_does_not_ask_pays_for_the_tracking()
    {
        await using AzureScan scan = await StartAsync(new ChangingTenant(80, 40, 1));
        await scan.CollectAsync(Datasets.Users, Datasets.Groups);
        Assert.Empty(scan.Requests("/delta"));
    }

    [Fact]
    public async Task Where_units_restrict_management_all_are_read()
    {
        var tenant = new ChangingTenant(80, 10, 1);
        await using AzureScan scan = await StartAsync(tenant);
        Snapshot earlier = await CollectAsync(scan, null);
        Assert.NotNull(earlier.Get(Datasets.Users).State.ObjectChanges);
        foreach (bool restricts in (bool[])[true, false])
        {
            tenant.HasRestrictedUnit = restricts;
            scan.Simulator.Change(tenant.Build());
            int before = Follows(scan);
            Snapshot incremental = await CollectAsync(scan, earlier);
            Assert.Equal((before, restricts), (Follows(scan), incremental.Get(Datasets.Users).Items.Any(u => u.IsManagementRestricted == true)));
            Assert.Null(incremental.Get(Datasets.Users).State.ObjectChanges);
            await AssertSameAsync(await CollectAsync(scan, null), incremental);
            earlier = incremental;
        }
    }

    [Fact]
    public async Task When_changes_cannot_be_tracked_the_scan_is_whole_all_the_same()
    {
        await using AzureScan scan = await StartAsync(new ChangingTenant(80, 10, 1));
        scan.Simulator.Options.Faults.Add(new FaultRule { PathContains = "/delta", Status = 403, Body = """{"error":{"code":"Authorization_RequestDenied","message":"no"}}""" });
        DatasetState state = (await CollectAsync(scan, null)).Get(Datasets.Users).State;
        Assert.Equal((DatasetStatus.Complete, null), (state.Status, state.ObjectChanges));
    }

    private static int Follows(AzureScan scan) => scan.Requests("users/delta?$deltatoken").Count;

    private static (long Requests, long Parts) Taken(Snapshot snapshot, DatasetDefinition dataset) => (snapshot.Get(dataset).State.Ledger.Requests, snapshot.Get(dataset).State.Ledger.BatchParts);

    private static async Task AssertSameAsync(Snapshot full, Snapshot incremental)
    {
        foreach (DatasetDefinition dataset in Datasets.All)
        {
            Assert.Equal((dataset.Name, full.Get(dataset).State.Status), (dataset.Name, incremental.Get(dataset).State.Status));
            Assert.Equal($"{dataset.Name}\n{await RoundTripTests.LinesAsync(full.Get(dataset))}", $"{dataset.Name}\n{await RoundTripTests.LinesAsync(incremental.Get(dataset))}");
        }
    }

    /// <summary>Many users that were scanned; then some changed.</summary>
    private static async Task<(AzureScan Scan, Snapshot Earlier)> StartChangedAsync()
    {
        var tenant = new ChangingTenant(80, 4, 1);
        AzureScan scan = await StartAsync(tenant);
        Snapshot earlier = await CollectAsync(scan, null);
        Assert.NotNull(earlier.Get(Datasets.Users).State.ObjectChanges);
        tenant.Change(5);
        scan.Simulator.Change(tenant.Build());
        return (scan, earlier);
    }

    private static Task<AzureScan> StartAsync(ChangingTenant tenant, int? pageSize = null) => AzureScan.StartInProcessAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = pageSize }, new FastClock(250));

    private static Snapshot With(Snapshot snapshot, Func<ChangeTracking, ChangeTracking> change)
    {
        Dataset<User> users = snapshot.Get(Datasets.Users);
        var builder = new SnapshotBuilder(snapshot);
        builder.Set(Datasets.Users, users.State with { ObjectChanges = [.. users.State.ObjectChanges!.Select(change)] }, users.Items);
        return builder.Build(snapshot.Info);
    }

    private static async Task<Snapshot> CollectAsync(AzureScan scan, Snapshot? since)
    {
        var builder = new SnapshotBuilder { TracksChanges = true, Since = since };
        await scan.Source.CollectAsync(Datasets.All, builder, new ListeningObserver(), TestContext.Current.CancellationToken);
        return builder.Build(scan.Simulator.Options.Snapshot.Info);
    }
}
