using System.Collections.Concurrent;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>Runs a scan through the trouble of a schedule, begun again after each stop with what had been kept on disk, to its end.</summary>
internal static class FaultyScan
{
    /// <summary>A scan.</summary>
    /// <param name="schedule">The trouble.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="overHttps">Whether it goes over sockets.</param>
    /// <param name="before">The tenant as it was: it is scanned without trouble first, and then the scan reads what changed since.</param>
    public static async Task<Snapshot> RunAsync(FaultSchedule schedule, Snapshot tenant, bool overHttps, Snapshot? before = null)
    {
        var options = new SimulatorOptions { Snapshot = before ?? tenant, PageSize = schedule.PageSize, Seed = schedule.Seed };
        await using AzureScan scan = overHttps
            ? await AzureScan.StartAsync(options, time: Clock(50, schedule.Skew))
            : await AzureScan.StartInProcessAsync(options, Clock(250, schedule.Skew));
        Snapshot? since = null;
        if (before is not null)
        {
            var first = new SnapshotBuilder { TracksChanges = true };
            await scan.Source.CollectAsync(Datasets.All, first, new ListeningObserver(), TestContext.Current.CancellationToken);
            since = first.Build(before.Info);
            scan.Simulator.Change(tenant);
        }

        foreach ((_, FaultRule rule) in schedule.Faults)
        {
            options.Faults.Add(rule);
        }

        if (schedule.Stops.Count == 0)
        {
            var builder = new SnapshotBuilder { TracksChanges = since is not null, Since = since };
            await scan.Source.CollectAsync(Datasets.All, builder, scan.Observer, TestContext.Current.CancellationToken);
            return builder.Build(tenant.Info);
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");
        try
        {
            foreach (int stop in schedule.Stops)
            {
                await RunAsync(scan, folder.FullName, since, new StoppingObserver(stop), new Random(schedule.Seed));
            }

            return await RunAsync(scan, folder.FullName, since, new StoppingObserver(int.MaxValue), new Random(schedule.Seed));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The verdicts of a scan without trouble, by a clock that is so much off.</summary>
    public static async Task<ILookup<string, Finding>> UndisturbedAsync(Snapshot tenant, TimeSpan skew = default)
    {
        await using AzureScan scan = await AzureScan.StartInProcessAsync(new SimulatorOptions { Snapshot = tenant }, Clock(250, skew));
        return FaultVerdicts.Judge(await scan.CollectAsync());
    }

    /// <summary>A clock at the tenant's date: what lies in a log's window must not hang on the day of the test.</summary>
    private static FastClock Clock(double factor, TimeSpan skew) => new(factor, skew, TenantBuilder.Now);

    private static async Task<Snapshot> RunAsync(AzureScan scan, string folder, Snapshot? since, StoppingObserver observer, Random random)
    {
        using StoppingObserver _ = observer;
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        SnapshotInfo info = scan.Simulator.Options.Snapshot.Info;
        using ScanWork work = await ScanWork.OpenAsync(Path.Combine(folder, "tenant.partial"), scan.Source.Identity, info with { CollectedAt = DateTimeOffset.UtcNow }, TimeSpan.FromHours(1), cancellationToken);
        var builder = new SnapshotBuilder(work.Restored) { TracksChanges = since is not null, Since = since };
        try
        {
            await scan.Source.CollectAsync(Datasets.All, builder, observer, observer.Stop);
        }
        catch (OperationCanceledException) when (observer.Stop.IsCancellationRequested)
        {
            // What had not yet been written when the process ended is lost.
            foreach (DatasetDefinition dataset in observer.Done.Take(random.Next(observer.Done.Count + 1)))
            {
                await work.KeepAsync(builder.Find(dataset)!, cancellationToken);
            }
        }

        return builder.Build(info);
    }

    /// <summary>Stops a scan after so many requests.</summary>
    private sealed class StoppingObserver(int after) : IScanObserver, IDisposable
    {
        private readonly CancellationTokenSource stop = new();
        private int requests;

        public CancellationToken Stop => stop.Token;
        public ConcurrentQueue<DatasetDefinition> Done { get; } = [];

        public void Request(string method, Uri address)
        {
            if (Interlocked.Increment(ref requests) == after)
            {
                stop.Cancel();
            }
        }

        public void Finished(DatasetDefinition dataset, DatasetState state) => Done.Enqueue(dataset);

        public void Dispose() => stop.Dispose();

        public void Progress(DatasetDefinition dataset, long items)
        {
        }

        public void Waiting(string lane, TimeSpan duration, string reason)
        {
        }
    }
}
