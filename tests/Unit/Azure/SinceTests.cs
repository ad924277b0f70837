using CsCheck;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Simulator;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Scans that read the changes since an earlier one alone.</summary>
public sealed class SinceTests
{
    private const string Expired = """{"error":{"code":"syncStateNotFound","message":"The sync state generation is not found. The delta token is expired and data must be synchronized again."}}""";
    private static readonly Gen<(int Seed, int Page, int[] Rounds)> Histories = Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 5], Gen.Int[0, int.MaxValue - 1].Array[1, 3]);

    [Fact]
    public Task What_a_scan_of_the_changes_finds_is_what_a_full_scan_finds() => Histories.SampleAsync(
        async history =>
        {
            Snapshot tenant = RandomTenant.Make(history.Seed, 8).Build();
            await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant, PageSize = history.Page });
            Snapshot earlier = await CollectAsync(scan, null);
            foreach (int round in history.Rounds)
            {
                tenant = Change(tenant, new Random(round));
                scan.Simulator.Change(tenant);
                Snapshot incremental = await CollectAsync(scan, earlier), full = await CollectAsync(scan, null);
                foreach (DatasetDefinition dataset in Datasets.All)
                {
                    Assert.Equal((dataset.Name, full.Get(dataset).State.Status), (dataset.Name, incremental.Get(dataset).State.Status));
                    Assert.Equal($"{dataset.Name}\n{await RoundTripTests.LinesAsync(full.Get(dataset))}", $"{dataset.Name}\n{await RoundTripTests.LinesAsync(incremental.Get(dataset))}");
                }

                earlier = incremental;
            }
        },
        iter: 12, threads: 2);

    [Fact]
    public async Task Of_a_large_list_the_changed_objects_alone_are_read()
    {
        (AzureScan scan, Snapshot earlier, Snapshot now) = await StartAsync(60);
        await using AzureScan _ = scan;
        int before = scan.Simulator.Log.Count;
        Dataset<Application> read = (await CollectAsync(scan, earlier, Datasets.Applications)).Get(Datasets.Applications);
        Assert.Equal((DatasetStatus.Complete, 61), (read.State.Status, read.Count));
        Assert.Equal(now.Get(Datasets.Applications).Items.Select(a => a.DisplayName).Order(StringComparer.Ordinal), read.Items.Select(a => a.DisplayName).Order(StringComparer.Ordinal));
        Assert.True(read.State.Ledger.Requests <= 3, $"{read.State.Ledger.Requests} requests");
        Assert.DoesNotContain(scan.Simulator.Log.Skip(before), r => r.Path == "/v1.0/applications" && !r.PathAndQuery.Contains("filter", StringComparison.Ordinal) && !r.PathAndQuery.Contains("count", StringComparison.Ordinal));
        Assert.NotNull(read.State.Changes);
        Assert.NotEqual(earlier.Get(Datasets.Applications).State.Changes!.Link, read.State.Changes.Link);
    }

    [Theory]
    [InlineData(410, """{"error":{"code":"resyncRequired","message":"resync"}}""")]
    [InlineData(400, Expired)]
    [InlineData(403, """{"error":{"code":"Authorization_RequestDenied","message":"no"}}""")]
    [InlineData(404, "")]
    public async Task When_the_service_no_longer_knows_the_state_the_list_is_read_in_full(int status, string body)
    {
        (AzureScan scan, Snapshot earlier, Snapshot now) = await StartAsync(60);
        await using AzureScan _ = scan;
        scan.Simulator.Options.Faults.Add(new FaultRule { PathContains = "delta?$deltatoken", Status = status, Body = body });
        await AssertFullAsync(scan, earlier, now);
    }

    [Fact]
    public async Task A_state_that_expires_in_the_middle_of_the_changes_is_no_harm()
    {
        (AzureScan scan, Snapshot earlier, Snapshot now) = await StartAsync(60, pageSize: 1);
        await using AzureScan _ = scan;
        scan.Simulator.Options.Faults.Add(new FaultRule { PathContains = "delta?$skiptoken", Skip = 1, Status = 410, Body = Expired });
        await AssertFullAsync(scan, earlier, now);
    }

    [Fact]
    public async Task Changes_that_do_not_come_to_the_services_own_count_are_not_trusted()
    {
        (AzureScan scan, Snapshot earlier, Snapshot now) = await StartAsync(60);
        await using AzureScan _ = scan;
        scan.Simulator.Options.Faults.Add(new FaultRule { PathContains = "delta?$deltatoken", Rewrite = text => System.Text.RegularExpressions.Regex.Replace(text, "\"value\":\\[.*\\]", "\"value\":[]") });
        await AssertFullAsync(scan, earlier, now);
    }

    [Fact]
    public async Task Changes_without_a_link_to_later_ones_are_not_whole()
    {
        (AzureScan scan, Snapshot earlier, Snapshot now) = await StartAsync(60);
        await using AzureScan _ = scan;
        scan.Simulator.Options.Faults.Add(new FaultRule { PathContains = "delta?$deltatoken", Rewrite = text => text.Replace("deltaLink", "otherLink", StringComparison.Ordinal) });
        await AssertFullAsync(scan, earlier, now);
    }

    [Theory]
    [InlineData("https://evil.example/v1.0/applications/delta?$deltatoken=x")]
    [InlineData("http://127.0.0.1/v1.0/applications/delta?$deltatoken=x")]
    [InlineData("{root}/v1.0/users/delta?$deltatoken=x")]
    [InlineData("{root}/beta/applications/delta?$deltatoken=x")]
    [InlineData("nonsense")]
    public async Task A_link_that_leads_elsewhere_is_not_followed(string link)
    {
        (AzureScan scan, Snapshot earlier, Snapshot now) = await StartAsync(60);
        await using AzureScan _ = scan;
        string planted = link.Replace("{root}", scan.Simulator.GraphEndpoint.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal);
        await AssertFullAsync(scan, With(earlier, c => c with { Link = planted }), now);
        Assert.DoesNotContain(scan.Observer.Requests, r => r.Address.AbsoluteUri == planted);
    }

    [Theory]
    [InlineData(6.5, true)]
    [InlineData(6.9, false)]
    [InlineData(30, false)]
    public async Task A_state_older_than_the_service_keeps_is_not_asked_for(double days, bool isAsked)
    {
        (AzureScan scan, Snapshot earlier, _) = await StartAsync(60);
        await using AzureScan __ = scan;
        earlier = With(earlier, c => c with { From = DateTimeOffset.UtcNow.AddDays(-days) });
        int before = scan.Requests("delta?$deltatoken").Count;
        Assert.Equal(61, (await CollectAsync(scan, earlier, Datasets.Applications)).Get(Datasets.Applications).Count);
        Assert.Equal(isAsked, scan.Requests("delta?$deltatoken").Count > before);
        Assert.Equal(isAsked, ChangeTracking.WhyNot(earlier.Get(Datasets.Applications), DateTimeOffset.UtcNow) is null);
    }

    [Fact]
    public async Task A_list_that_was_read_with_other_properties_or_not_whole_is_read_in_full()
    {
        (AzureScan scan, Snapshot earlier, Snapshot now) = await StartAsync(60);
        await using AzureScan _ = scan;
        await AssertFullAsync(scan, With(earlier, c => c with { Properties = "id,displayName" }), now);
        var partial = new SnapshotBuilder();
        partial.Set(Datasets.Applications, earlier.Get(Datasets.Applications).State with { Status = DatasetStatus.Partial }, earlier.Get(Datasets.Applications).Items);
        await AssertFullAsync(scan, partial.Build(earlier.Info), now);
    }

    [Fact]
    public async Task When_changes_cannot_be_tracked_the_scan_is_whole_all_the_same()
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithApplications(), o => o.Faults.Add(new FaultRule { PathContains = "/delta", Status = 403, Body = """{"error":{"code":"Authorization_RequestDenied","message":"no"}}""" }));
        DatasetState state = (await CollectAsync(scan, null, Datasets.Applications)).Get(Datasets.Applications).State;
        Assert.Equal((DatasetStatus.Complete, null), (state.Status, state.Changes));
    }

    [Fact]
    public async Task Nobody_who_does_not_ask_pays_for_the_tracking()
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithApplications());
        await scan.CollectAsync(Datasets.Applications);
        Assert.Empty(scan.Requests("/delta"));
    }

    private static async Task AssertFullAsync(AzureScan scan, Snapshot earlier, Snapshot now)
    {
        int before = scan.Simulator.Log.Count;
        Dataset<Application> read = (await CollectAsync(scan, earlier, Datasets.Applications)).Get(Datasets.Applications);
        Assert.Equal(DatasetStatus.Complete, read.State.Status);
        Assert.Equal(await RoundTripTests.LinesAsync(now.Get(Datasets.Applications)), await RoundTripTests.LinesAsync(read));
        Assert.Contains(scan.Simulator.Log.Skip(before), r => r.Path == "/v1.0/applications" && r.PathAndQuery.Contains("top=999", StringComparison.Ordinal));
    }

    /// <summary>A tenant of so many applications that was scanned; then one was deleted, two were added, one renamed and one got a secret.</summary>
    private static async Task<(AzureScan Scan, Snapshot Earlier, Snapshot Now)> StartAsync(int applications, int? pageSize = null)
    {
        var tenant = new TenantBuilder();
        foreach (int number in Enumerable.Range(1, applications))
        {
            tenant.Application($"App {number}", TenantBuilder.Secret("one", 10, 100));
        }

        AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = pageSize });
        Snapshot earlier = await CollectAsync(scan, null, Datasets.Applications);
        Assert.NotNull(earlier.Get(Datasets.Applications).State.Changes);
        tenant.Applications.RemoveAt(3);
        tenant.Application("New", TenantBuilder.Secret("new", 1, 100));
        tenant.Application("Newer", TenantBuilder.Secret("new", 1, 100));
        tenant.Applications[7] = tenant.Applications[7] with { DisplayName = "Renamed" };
        tenant.Applications[9] = tenant.Applications[9] with { PasswordCredentials = [TenantBuilder.Secret("one", 10, 100), TenantBuilder.Secret("two", 1, 100)] };
        Snapshot now = tenant.Build();
        scan.Simulator.Change(now);
        return (scan, earlier, now);
    }

    private static Snapshot With(Snapshot snapshot, Func<ChangeTracking, ChangeTracking> change)
    {
        Dataset<Application> applications = snapshot.Get(Datasets.Applications);
        var builder = new SnapshotBuilder();
        builder.Set(Datasets.Applications, applications.State with { Changes = change(applications.State.Changes!) }, applications.Items);
        return builder.Build(snapshot.Info);
    }

    private static async Task<Snapshot> CollectAsync(AzureScan scan, Snapshot? since, params IReadOnlyCollection<DatasetDefinition> wanted)
    {
        var builder = new SnapshotBuilder { TracksChanges = true, Since = since };
        await scan.Source.CollectAsync(wanted.Count == 0 ? Datasets.All : wanted, builder, new ListeningObserver(), TestContext.Current.CancellationToken);
        return builder.Build(scan.Simulator.Options.Snapshot.Info);
    }

    /// <summary>Some workloads go, come back, come new, or change in one property; so do grants and roles, by losing rows.</summary>
    private static Snapshot Change(Snapshot tenant, Random random)
    {
        Snapshot other = RandomTenant.Make(random.Next(), 6).Build();
        return tenant.With(tenant.Info, new SnapshotBuilder()
            .Complete(Datasets.Applications, [.. Some(tenant.Get(Datasets.Applications).Items).Select(a => random.Next(3) == 0 ? a with { PasswordCredentials = Some(a.PasswordCredentials ?? []), DisplayName = $"{a.DisplayName}{random.Next(9)}" } : a), .. Some(other.Get(Datasets.Applications).Items)])
            .Complete(Datasets.ServicePrincipals, [.. tenant.Get(Datasets.ServicePrincipals).Items.Select(s => random.Next(3) == 0 ? s with { KeyCredentials = Some(s.KeyCredentials ?? []), AccountEnabled = random.Next(2) == 0 } : s), .. Some(other.Get(Datasets.ServicePrincipals).Items)])
            .Complete(Datasets.RoleAssignments, Some(tenant.Get(Datasets.RoleAssignments).Items))
            .Complete(Datasets.AppRoleAssignments, Some(tenant.Get(Datasets.AppRoleAssignments).Items))
            .Datasets);

        List<T> Some<T>(IEnumerable<T> items) => [.. items.Where(_ => random.Next(4) > 0)];
    }
}
