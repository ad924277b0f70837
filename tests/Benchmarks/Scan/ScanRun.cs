using System.Diagnostics;
using System.Globalization;
using System.Security;
using Ed2402Posture.Azure;
using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Azure.Planning;
using Ed2402Posture.Azure.Transport;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>Scans a served tenant once, as a session does: signs in, reads every dataset, judges every check.</summary>
internal static class ScanRun
{
    public static async Task<ScanMeasurement> RunAsync(ServedAddress address, TimeSpan latency, bool paced, string? requestsFile)
    {
        using var recorder = new RequestRecorder(requestsFile);
        var factory = new TenantSourceFactory(Connection.CreateSockets, TimeProvider.System, time => new Lanes(time, paced));
        await using ITenantSource source = await factory.ConnectAsync(SignIn(address), CancellationToken.None);
        using Process self = Process.GetCurrentProcess();
        var builder = new SnapshotBuilder();
        TimeSpan processor = self.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        var clock = Stopwatch.StartNew();
        await source.CollectAsync(Datasets.All, builder, recorder, CancellationToken.None);
        TimeSpan wall = clock.Elapsed;
        self.Refresh();
        Snapshot snapshot = builder.Build(new SnapshotInfo { TenantId = address.TenantId, Cloud = "Custom", CollectedAt = DateTimeOffset.UtcNow, ModuleVersion = "0" });
        var measured = new ScanMeasurement
        {
            WallSeconds = wall.TotalSeconds, ProcessorSeconds = (self.TotalProcessorTime - processor).TotalSeconds, AllocatedBytes = GC.GetTotalAllocatedBytes() - allocated, PeakBytes = self.PeakWorkingSet64,
            Requests = snapshot.Ledger.Requests, BatchParts = snapshot.Ledger.BatchParts, Throttled = snapshot.Ledger.Throttled, ResourceUnits = snapshot.Ledger.ResourceUnits, Bytes = snapshot.Ledger.Bytes, Items = snapshot.Ledger.Items,
            Incomplete = string.Join("; ", Datasets.All.Select(snapshot.Get).Where(d => !d.IsComplete).Select(d => d.State.Describe(d.Definition.Name))),
        };
        measured = Judge(snapshot, measured, self);
        return Plan(snapshot, source.Identity, latency, measured);
    }

    private static ScanMeasurement Judge(Snapshot snapshot, ScanMeasurement measured, Process self)
    {
        TimeSpan processor = self.TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        int findings = CheckRunner.Run(new TenantAnalysis(snapshot, PostureSettings.Default), CheckCatalogue.All).Count();
        TimeSpan wall = clock.Elapsed;
        self.Refresh();
        return measured with { JudgeSeconds = wall.TotalSeconds, JudgeProcessorSeconds = (self.TotalProcessorTime - processor).TotalSeconds, JudgePeakBytes = self.PeakWorkingSet64, Findings = findings };
    }

    /// <summary>The least that this scan could have taken, from what it read.</summary>
    private static ScanMeasurement Plan(Snapshot snapshot, TenantIdentity identity, TimeSpan latency, ScanMeasurement measured)
    {
        using var lanes = new Lanes(TimeProvider.System);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        ScanPlan plan = new ScanPlanner(lanes, latency).Plan(
            new CollectionPlan(Datasets.All, new SnapshotBuilder()).Collectors, identity, () => new KnownTenant(snapshot, new Dictionary<DatasetDefinition, long>(), now));
        return measured with
        {
            FloorSeconds = plan.Seconds, LeastRequests = plan.Lanes.Sum(l => l.Requests),
            Lanes = string.Join("; ", plan.Lanes.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Lane} {l.Requests} requests, {l.BatchParts} parts, {l.Seconds:0.0} s")))
                + string.Concat((snapshot.Ledger.Lanes ?? []).Where(l => l.Throttled > 0).Select(l => $"; {l.Throttled} answers 429 in {l.Lane}")),
        };
    }

    internal static SignInOptions SignIn(ServedAddress address)
    {
        var secret = new SecureString();
        Array.ForEach(address.ClientSecret.ToCharArray(), secret.AppendChar);
        return new SignInOptions
        {
            Method = SignInMethod.ClientSecret, TenantId = address.TenantId, ClientId = address.ClientId, ClientSecret = secret,
            Environment = new CloudEnvironment
            {
                Name = "Custom", Cloud = Clouds.Public, IsCustom = true, Graph = address.Graph, Authority = address.Authority,
                ResourceManager = address.Arm, ResourceManagerAudience = address.Arm.GetLeftPart(UriPartial.Authority),
            },
        };
    }
}
