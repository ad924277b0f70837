using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Simulator;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>Random trouble on the way: whatever a dataset claims to have read whole is what the tenant holds.</summary>
public sealed partial class FaultTests
{
    private static readonly Gen<FaultRule> Fault = Gen.Select(Gen.Int[0, 11], Gen.Int[0, 6], Gen.Int[1, 4], Gen.Int[1, 400]).Select(Make);
    private static readonly Gen<(int Seed, int PageSize, FaultRule[] Faults)> Schedules = Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[1, 5], Fault.Array[1, 6]);

    [Fact]
    public Task What_passes_leaves_the_tenant_whole_and_nothing_is_made_up() => Schedules.SampleAsync(
        async schedule =>
        {
            Snapshot expected = RandomTenant.Make(schedule.Seed, 6).Build();
            await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = expected, PageSize = schedule.PageSize }, options =>
            {
                foreach (FaultRule fault in schedule.Faults)
                {
                    options.Faults.Add(fault);
                }
            });

            Snapshot collected = await scan.CollectAsync();

            foreach (DatasetDefinition dataset in Datasets.All)
            {
                Assert.True(collected.Get(dataset).IsComplete || collected.Get(dataset).State.Reason is not null, dataset.Name);
                string planted = await LinesAsync(expected.Get(dataset)), read = await LinesAsync(collected.Get(dataset));
                Assert.Empty(read.Split('\n').Except(planted.Split('\n')));
                if (IsSound(collected, dataset))
                {
                    Assert.Equal($"{dataset.Name}\n{planted}", $"{dataset.Name}\n{read}");
                }
            }
        },
        iter: 20, threads: 2, print: s => $"{s.Seed}, {s.PageSize}: {string.Join(" | ", s.Faults.Select(f => $"{f.PathContains} skip {f.Skip} times {f.Times} status {f.Status} abort {f.Abort} after {f.AbortAfterBytes}"))}");

    // A target that refuses leaves its retention open, and the settings that name it whole.
    private static async Task<string> LinesAsync(Dataset dataset) => Retention().Replace(await RoundTripTests.LinesAsync(dataset), "");

    [GeneratedRegex(@",""(workspaceRetentionInDays|eventHubRetentionInHours)"":\d+|,""storageDeletions"":\[(\{[^}]*\},?)*\]")]
    private static partial Regex Retention();

    /// <summary>Whole, and all that tells whom to read is whole too. Without Azure's assignments the Entra half is whole in itself.</summary>
    private static bool IsSound(Snapshot snapshot, DatasetDefinition dataset) =>
        snapshot.Get(dataset).IsComplete && CollectorCatalogue.For(dataset).RestsOn.All(d => IsSound(snapshot, d));

    private static FaultRule Make(int kind, int skip, int times, int bytes)
    {
        string[] places = ["/members", "/owners", "/applications", "/servicePrincipals", "/users", "/roleManagement", "/policies", "/identity", "resources", "subscriptions"];
        string? place = bytes % 3 == 0 ? null : places[bytes % places.Length];
        FaultRule Rule(int? status = null, string? body = null, bool abort = false, int? abortAfter = null, Func<string, string>? rewrite = null, params (string Name, string Value)[] headers) => new()
        {
            PathContains = place, Skip = skip, Times = times, Status = status, Body = body, Abort = abort, AbortAfterBytes = abortAfter, Rewrite = rewrite,
            Headers = headers.ToDictionary(h => h.Name, h => h.Value),
        };
        return kind switch
        {
            0 => Rule(429, headers: ("Retry-After", bytes.ToString(CultureInfo.InvariantCulture))),
            1 => Rule(429),
            2 => Rule(503, headers: ("Retry-After", DateTimeOffset.UtcNow.AddSeconds(bytes).ToString("R", CultureInfo.InvariantCulture))),
            3 => Rule(500, "<html>trouble</html>"),
            4 => Rule(504),
            5 => Rule(abort: true),
            6 => Rule(abortAfter: bytes),
            7 => Rule(rewrite: text => text[..(text.Length * bytes / 401)]),
            8 => new FaultRule { PathContains = "skiptoken", Skip = skip, Times = times, Status = 400, Body = """{"error":{"code":"Directory_ExpiredPageToken","message":"expired"}}""" },
            9 => new FaultRule { PathContains = place, Skip = skip, Times = 1, Status = 401, Body = """{"error":{"code":"InvalidAuthenticationToken","message":"expired"}}""" },
            10 => Rule(403, """{"error":{"code":"Authorization_RequestDenied","message":"no"}}"""),
            _ => Rule(headers: ("x-ms-throttle-limit-percentage", "1.2")),
        };
    }
}
