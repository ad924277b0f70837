using System.Globalization;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Scans through random trouble, judged: each verdict is that of an undisturbed scan, or says that it could not be reached. <c>ED2402_FAULT_SCHEDULES=300</c> runs so
/// many schedules, <c>ED2402_FAULT_SEED</c> begins with that one.</summary>
public sealed class FaultVerdictTests
{
    private const int Usual = 8, PageSize = 20;

    [Fact]
    public async Task No_verdict_is_better_than_that_of_an_undisturbed_scan()
    {
        int count = Number("ED2402_FAULT_SCHEDULES") ?? Usual, first = Number("ED2402_FAULT_SEED") ?? Random.Shared.Next(1_000_000);
        Snapshot tenant = Contoso.Build();
        IReadOnlyList<Finding> undisturbed;
        await using (AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant, PageSize = PageSize }))
        {
            undisturbed = Judge(await scan.CollectAsync());
        }

        int incomplete = 0, assessed = 0, notAssessed = 0, faults = 0;
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken }, async (seed, _) =>
        {
            FaultRule[] schedule = FaultSchedules.Make(seed);
            await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant, PageSize = PageSize }, options => Array.ForEach(schedule, options.Faults.Add));
            Snapshot snapshot = await scan.CollectAsync();
            IReadOnlyList<Finding> found = Judge(snapshot);
            foreach (Check check in CheckCatalogue.All)
            {
                string id = check.Metadata.Id;
                List<Finding> now = [.. found.Where(f => f.CheckId == id)], then = [.. undisturbed.Where(f => f.CheckId == id)];
                bool isAssessed = !now.Exists(f => f.Outcome == Outcome.NotAssessed && !then.Exists(t => Same(f, t)));
                Interlocked.Increment(ref isAssessed ? ref assessed : ref notAssessed);
                string context = $"seed {seed} ({string.Join(" | ", schedule.Select(FaultSchedules.Describe))}): {id}";
                Assert.All(now.Where(f => f.Outcome is Outcome.Pass or Outcome.NotApplicable), f => Assert.True(then.Exists(t => Same(f, t)), $"{context}: {f} is not so in an undisturbed scan"));
                if (isAssessed)
                {
                    Assert.Equal($"{context}\n{Text(then)}", $"{context}\n{Text(now)}");
                }
            }

            Interlocked.Add(ref faults, schedule.Length);
            Interlocked.Add(ref incomplete, Datasets.All.Count(d => snapshot.Get(d).State.Status is DatasetStatus.Partial or DatasetStatus.Failed));
        });
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"seeds {first} to {first + count - 1}: {count} schedules of {faults} faults; {incomplete} datasets were not whole; {assessed} checks came to the verdicts of an undisturbed scan, {notAssessed} said why not"));
    }

    private static IReadOnlyList<Finding> Judge(Snapshot snapshot) => [.. CheckRunner.Run(new TenantAnalysis(snapshot, PostureSettings.Default), CheckCatalogue.All)];

    private static bool Same(Finding left, Finding right) => left.SubjectId == right.SubjectId && left.Outcome == right.Outcome && (left.Outcome != Outcome.NotAssessed || left.Resource == right.Resource);

    // Names are left out: without its user an account goes by its display name.
    private static string Text(IEnumerable<Finding> findings) => string.Join('\n', findings.Select(f => $"{f.Outcome} {f.SubjectId}").Order(StringComparer.Ordinal));

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int number) ? number : null;
}
