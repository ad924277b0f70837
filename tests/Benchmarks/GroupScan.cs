using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ed2402Posture.Azure;
using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Benchmarks.Scan;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Benchmarks;

/// <summary>Where the requests of a whole scan go when a group of very many members holds a role, and how long the published quotas make it at least. The scan itself is not
/// paced: by the quotas it takes the better part of an hour.</summary>
internal static class GroupScan
{
    public static async Task RunAsync(TextWriter output)
    {
        await using ServedTenant tenant = await ServedTenant.StartAsync(["serve-group", GroupBenchmark.Members.ToString(CultureInfo.InvariantCulture)]);
        GroupScanMeasurement m = await Child.RunAsync<GroupScanMeasurement>(["group-scan-child", JsonSerializer.Serialize(tenant.Address)], tenant.Address.Certificate);
        output.WriteLine("| Dataset | Lane | Requests | Parts of batches |");
        output.WriteLine("|---|---|---:|---:|");
        foreach (GroupScanDataset dataset in m.Datasets)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| `{dataset.Name}` | {dataset.Lane} | {dataset.Requests:N0} | {dataset.Parts:N0} |"));
        }

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"All datasets: {m.Requests:N0} requests, read in {m.ReadSeconds:N0} s without pacing; at least {m.QuotaSeconds / 60:N0} minutes by the quotas. Judged in {m.JudgeSeconds:N1} s, {m.Findings:N0} findings. Peak memory {m.ReadPeakBytes / 1e6:N0} MB read, {m.PeakBytes / 1e6:N0} MB judged. Not in this tenant, and so not whole: {m.Incomplete}."));
    }

    /// <summary>The measured part, in a process of its own.</summary>
    public static async Task RunChildAsync(string address)
    {
        using var recorder = new RequestRecorder(null);
        (Snapshot snapshot, TimeSpan read, long peak) = await GroupBenchmark.ReadAsync(address, Datasets.All, recorder);
        using var lanes = new Lanes(TimeProvider.System);
        var taken = new CollectionPlan(Datasets.All, new SnapshotBuilder()).Collectors
            .Select(c => (c.Dataset.Name, Lane: c.Cost!.Lane(lanes), c.Cost.Units, snapshot.Get(c.Dataset).State.Ledger)).ToList();
        double quotas = taken.GroupBy(t => t.Lane).Max(lane => lane.Key.LeastTime(lane.Sum(t => t.Units * Counted(t.Ledger))).TotalSeconds);
        var clock = Stopwatch.StartNew();
        int findings = CheckRunner.Run(new TenantAnalysis(snapshot, PostureSettings.Default), CheckCatalogue.All).Count();
        Console.WriteLine(JsonSerializer.Serialize(new GroupScanMeasurement
        {
            Datasets =
            [
                .. taken.Select(t => new GroupScanDataset(t.Name, t.Lane.Name, t.Ledger.Requests, t.Ledger.BatchParts)).Where(d => d.Requests + d.Parts > 20).OrderByDescending(d => d.Requests),
            ],
            Requests = snapshot.Ledger.Requests, ReadSeconds = read.TotalSeconds, QuotaSeconds = quotas, JudgeSeconds = clock.Elapsed.TotalSeconds, Findings = findings, ReadPeakBytes = peak, PeakBytes = GroupBenchmark.Peak(),
            Incomplete = string.Join("; ", snapshot.Datasets.Where(d => !d.Definition.IsOnDemand && d.State.Status is DatasetStatus.Partial or DatasetStatus.Failed).Select(d => d.Definition.Name)),
        }));
    }

    /// <summary>What a quota counts: requests by themselves and the parts of batches.</summary>
    private static long Counted(Ledger ledger) => ledger.Requests - ((ledger.BatchParts + Limits.PartsInBatch - 1) / Limits.PartsInBatch) + ledger.BatchParts;
}

/// <summary>What one dataset took.</summary>
internal sealed record GroupScanDataset(string Name, string Lane, long Requests, long Parts);

/// <summary>What a whole scan took.</summary>
internal sealed record GroupScanMeasurement
{
    public IReadOnlyList<GroupScanDataset> Datasets { get; init; } = [];
    public long Requests { get; init; }
    public double ReadSeconds { get; init; }
    public double QuotaSeconds { get; init; }
    public double JudgeSeconds { get; init; }
    public int Findings { get; init; }
    public long ReadPeakBytes { get; init; }
    public long PeakBytes { get; init; }
    public string Incomplete { get; init; } = "";
}
