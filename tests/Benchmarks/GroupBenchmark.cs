using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ed2402Posture.Azure;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Benchmarks.Scan;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;

namespace Ed2402Posture.Benchmarks;

/// <summary>Reads a group with a role over HTTPS, finds the accounts and says each of their paths, as <c>Get-Ed2402PrivilegedAccount</c> does: with few members and with
/// very many, each in a process of its own. Last sign-ins are left out: they are asked for user by user and have a quota of their own.</summary>
internal static class GroupBenchmark
{
    /// <summary>Members of the large group.</summary>
    public const int Members = 50_000;
    private const int Few = 50;

    /// <summary>What the large group may take more than the small one.</summary>
    private const long MostMore = 120_000_000;

    // The runtime lets garbage grow to the size of the processor's cache before it first collects; servers' caches can be larger than all that is measured here.
    private static readonly Dictionary<string, string> OrdinaryCache = new() { ["DOTNET_GCgen0size"] = "0x1000000" };

    public static async Task<int> RunAsync(TextWriter output)
    {
        output.WriteLine("| Members | Requests | of these batches | Parts of batches | Reading | Accounts, paths and sentences | Peak memory, read | with all paths | Kept |");
        output.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        GroupMeasurement few = await MeasureAsync(Few, output);
        GroupMeasurement many = await MeasureAsync(Members, output);
        long more = many.PeakBytes - few.PeakBytes;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Members:N0} members take {more / 1e6:N0} MB more at the peak than {Few}; the bound is {MostMore / 1e6:N0} MB."));
        return more <= MostMore && few.Accounts == Few && many.Accounts == Members ? 0 : 1;
    }

    /// <summary>The tenant that the child serves.</summary>
    public static SimulatorOptions Tenant(string members) => new() { Snapshot = BenchmarkTenants.OneGroup(int.Parse(members, CultureInfo.InvariantCulture), withReports: true) };

    /// <summary>Reads datasets of the served tenant without pacing: what was read, how long it took, and the peak memory by then.</summary>
    public static async Task<(Snapshot Snapshot, TimeSpan Time, long Peak)> ReadAsync(string address, IReadOnlyCollection<DatasetDefinition> datasets, RequestRecorder recorder)
    {
        ServedAddress served = JsonSerializer.Deserialize<ServedAddress>(address)!;
        var factory = new TenantSourceFactory(Connection.CreateSockets, TimeProvider.System, time => new Lanes(time, false));
        await using ITenantSource source = await factory.ConnectAsync(ScanRun.SignIn(served), CancellationToken.None);
        var clock = Stopwatch.StartNew();
        var builder = new SnapshotBuilder();
        await source.CollectAsync(datasets, builder, recorder, CancellationToken.None);
        Snapshot snapshot = builder.Build(new SnapshotInfo { TenantId = served.TenantId, Cloud = "Custom", CollectedAt = DateTimeOffset.UtcNow, ModuleVersion = "0" });
        return (snapshot, clock.Elapsed, Peak());
    }

    /// <summary>The measured part, in a process of its own.</summary>
    public static async Task RunChildAsync(string address)
    {
        using var recorder = new RequestRecorder(null);
        (Snapshot snapshot, TimeSpan read, long peak) = await ReadAsync(address, [.. PrivilegeNeeds.All.Select(n => n.Dataset), Datasets.DeletedPrincipals], recorder);
        var clock = Stopwatch.StartNew();
        PrivilegeInventory inventory = PrivilegeAnalyzer.Analyze(snapshot, PostureSettings.Default);
        long letters = inventory.Accounts.Sum(a => a.ShortestPath.Length + a.Paths.Sum(p => p.Text.Length));
        var measured = new GroupMeasurement
        {
            Requests = snapshot.Ledger.Requests, BatchParts = snapshot.Ledger.BatchParts, Batches = recorder.Batches, ReadSeconds = read.TotalSeconds, FindSeconds = clock.Elapsed.TotalSeconds,
            ReadPeakBytes = peak, PeakBytes = Peak(), KeptBytes = GC.GetTotalMemory(forceFullCollection: true), Accounts = inventory.Accounts.Count, Letters = letters,
        };
        GC.KeepAlive(snapshot);
        GC.KeepAlive(inventory);
        Console.WriteLine(JsonSerializer.Serialize(measured));
    }

    private static async Task<GroupMeasurement> MeasureAsync(int members, TextWriter output)
    {
        await using ServedTenant tenant = await ServedTenant.StartAsync(["serve-group", members.ToString(CultureInfo.InvariantCulture)]);
        GroupMeasurement m = await Child.RunAsync<GroupMeasurement>(["group-child", JsonSerializer.Serialize(tenant.Address)], tenant.Address.Certificate, OrdinaryCache);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {members:N0} | {m.Requests:N0} | {m.Batches:N0} | {m.BatchParts:N0} | {m.ReadSeconds:N1} s | {m.FindSeconds:N2} s | {m.ReadPeakBytes / 1e6:N0} MB | {m.PeakBytes / 1e6:N0} MB | {m.KeptBytes / 1e6:N0} MB |"));
        return m;
    }

    /// <summary>The largest working set so far.</summary>
    public static long Peak()
    {
        using Process self = Process.GetCurrentProcess();
        return self.PeakWorkingSet64;
    }
}

/// <summary>What one group took.</summary>
internal sealed record GroupMeasurement
{
    public long Requests { get; init; }
    public long Batches { get; init; }
    public long BatchParts { get; init; }
    public double ReadSeconds { get; init; }
    public double FindSeconds { get; init; }
    public long ReadPeakBytes { get; init; }
    public long PeakBytes { get; init; }
    public long KeptBytes { get; init; }
    public int Accounts { get; init; }
    public long Letters { get; init; }
}
