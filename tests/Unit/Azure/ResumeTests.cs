using System.Collections.Concurrent;
using CsCheck;
using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Simulator;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>A scan that goes on from what an interrupted one left.</summary>
public sealed class ResumeTests
{
    [Fact]
    public Task From_whatever_was_whole_the_same_tenant_is_read_and_nothing_whole_twice() => Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[0, int.MaxValue - 1]).SampleAsync(
        async (seed, choice) =>
        {
            Snapshot expected = RandomTenant.Make(seed, 6).Build();
            await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = expected });
            Snapshot whole = await scan.CollectAsync();
            var random = new Random(choice);

            // A process can end after any dataset: what rests on another is whole only after it.
            var kept = new List<DatasetDefinition>();
            foreach (DatasetDefinition dataset in CollectorCatalogue.All.Select(c => c.Dataset).Where(d => !d.IsOnDemand && random.Next(3) > 0))
            {
                kept.Add(dataset);
            }

            var builder = new SnapshotBuilder(new Snapshot(whole.Info, kept.Select(d => whole.Get(d))));
            var observer = new ResumeObserver();
            await scan.Source.CollectAsync(Datasets.All, builder, observer, TestContext.Current.CancellationToken);
            await RoundTripTests.AssertSameAsync(expected, builder.Build(expected.Info));
            Assert.Empty(observer.Finished.Intersect(Standing(kept)).Select(d => d.Name));
        },
        iter: 15, threads: 2);

    [Fact]
    public async Task What_was_kept_is_not_asked_for_again()
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithGroups());
        Snapshot whole = await scan.CollectAsync();
        int before = scan.Simulator.Log.Count;
        var observer = new ResumeObserver();
        await scan.Source.CollectAsync(Datasets.All, new SnapshotBuilder(whole), observer, TestContext.Current.CancellationToken);
        Assert.Empty(observer.Finished);
        Assert.Equal(before, scan.Simulator.Log.Count);
    }

    [Fact]
    public async Task Members_that_were_read_before_groups_were_known_to_be_eligible_are_read_again()
    {
        var tenant = new TenantBuilder();
        string admins = tenant.Group("Admins"), helpers = tenant.Group("Helpers");
        tenant.Assign("Global Administrator", admins);
        tenant.EligibleInGroup(admins, helpers).Member(helpers, tenant.User("Hal"));
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot whole = await scan.CollectAsync();
        Assert.Single(whole.Get(Datasets.GroupMembers).Items);

        // As a process leaves it that ends between the two.
        var kept = new SnapshotBuilder(whole);
        kept.SetUnread(Datasets.PimGroupEligibilityInstances, DatasetState.NotCollected);
        kept.Complete(Datasets.GroupMembers);
        await scan.Source.CollectAsync(Datasets.All, kept, new ResumeObserver(), TestContext.Current.CancellationToken);
        Snapshot resumed = kept.Build(whole.Info);
        foreach (DatasetDefinition dataset in (DatasetDefinition[])[Datasets.GroupMembers, Datasets.PimGroupEligibilityInstances, Datasets.Groups, Datasets.Users])
        {
            Assert.Equal((DatasetStatus.Complete, await RoundTripTests.LinesAsync(whole.Get(dataset))), (resumed.Get(dataset).State.Status, await RoundTripTests.LinesAsync(resumed.Get(dataset))));
        }
    }

    /// <summary>What need not be read again: all that it rests on need not either, and nothing that follows privilege together with it.</summary>
    private static HashSet<DatasetDefinition> Standing(IEnumerable<DatasetDefinition> kept)
    {
        HashSet<DatasetDefinition> standing = [.. kept];
        for (int before = -1; before != standing.Count;)
        {
            before = standing.Count;
            standing.RemoveWhere(d => !CollectorCatalogue.For(d).AllNeeds.All(r => standing.Contains(r) || r.IsOnDemand));
            Follow<IFollowsGroups>();
            Follow<IFollowsWorkloads>();
        }

        return standing;

        void Follow<T>()
        {
            DatasetDefinition[] together = [.. CollectorCatalogue.All.Where(c => c is T).Select(c => c.Dataset)];
            if (!together.All(standing.Contains))
            {
                standing.ExceptWith(together);
            }
        }
    }

    private sealed class ResumeObserver : IScanObserver
    {
        public ConcurrentQueue<DatasetDefinition> Finished { get; } = [];

        void IScanObserver.Finished(DatasetDefinition dataset, DatasetState state) => Finished.Enqueue(dataset);

        public void Request(string method, Uri address)
        {
        }

        public void Progress(DatasetDefinition dataset, long items)
        {
        }

        public void Waiting(string lane, TimeSpan duration, string reason)
        {
        }
    }
}
