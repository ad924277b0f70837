using System.Collections.Concurrent;
using System.Globalization;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure.Faults;

/// <summary>Scans through random trouble, judged: each verdict is that of an undisturbed scan, or says that it could not be reached. <c>ED2402_FAULT_SCHEDULES=1000</c> runs so
/// many schedules, <c>ED2402_FAULT_SEED</c> begins with that one.</summary>
public sealed class FaultVerdictTests
{
    private const int Usual = 224, UsualSince = 72, AtOnce = 6;

    /// <summary>Schedules of a tenant in which very many users hold a role: a scan of it takes several times as long.</summary>
    private const int WithMany = 12;

    /// <summary>One of so many goes over sockets and encryption, which take most of a scan's time.</summary>
    private const int OneOverHttps = 16;

    [Fact]
    public Task No_verdict_is_better_than_that_of_an_undisturbed_scan()
    {
        Snapshot tenant = Contoso.Build();
        return RunAsync("Fault schedules", Number("ED2402_FAULT_SCHEDULES") ?? Usual, _ => (null, tenant));
    }

    [Fact]
    public Task Nor_of_a_scan_that_reads_what_changed_since_an_earlier_one()
    {
        (Snapshot? Before, Snapshot Now)[] tenants = [.. Enumerable.Range(0, 4).Select(seed =>
        {
            var tenant = new ChangingTenant(70, 36, seed) { Applications = 30 };
            Snapshot before = tenant.Build();
            tenant.Change(4 + (seed * 10));
            return ((Snapshot?)before, tenant.Build());
        })];
        return RunAsync("Fault schedules since an earlier scan", Number("ED2402_FAULT_SCHEDULES") ?? UsualSince, seed => tenants[seed % tenants.Length]);
    }

    /// <summary>Last sign-ins and registered methods then come from the lists of all users.</summary>
    [Fact]
    public Task Nor_of_one_where_very_many_users_hold_a_role()
    {
        TenantBuilder tenant = Contoso.Tenant();
        string group = tenant.Group("Operators");
        tenant.Assign("Helpdesk Administrator", group);
        for (int i = 0; i < 330; i++)
        {
            string user = tenant.User($"Member {i}");
            tenant.Member(group, user).Register(user, "fido2");
            tenant.UserRegistrationDetails[^1] = tenant.UserRegistrationDetails[^1] with { IsAdmin = false };
        }

        Snapshot built = tenant.Build();
        return RunAsync("Fault schedules with very many users", WithMany, _ => (null, built));
    }

    private static async Task RunAsync(string title, int count, Func<int, (Snapshot? Before, Snapshot Now)> tenantOf)
    {
        int first = Number("ED2402_FAULT_SEED") ?? 0;
        var without = new ConcurrentDictionary<(Snapshot, TimeSpan), Task<ILookup<string, Finding>>>();
        Task<ILookup<string, Finding>> UndisturbedAsync(Snapshot tenant, TimeSpan skew) => without.GetOrAdd((tenant, skew), key => FaultyScan.UndisturbedAsync(key.Item1, key.Item2));

        var tally = new FaultTally();
        await Parallel.ForEachAsync(Enumerable.Range(first, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = TestContext.Current.CancellationToken }, async (seed, _) =>
        {
            var schedule = FaultSchedule.Of(seed);
            bool overHttps = seed % OneOverHttps == 0;
            (Snapshot? before, Snapshot tenant) = tenantOf(seed);
            Snapshot snapshot = await FaultyScan.RunAsync(schedule, tenant, overHttps, before);
            tally.Add(schedule, snapshot, overHttps);
            ILookup<string, Finding> found = FaultVerdicts.Judge(snapshot), undisturbed = await UndisturbedAsync(tenant, TimeSpan.Zero);
            // By a wrong clock a log's window begins elsewhere: then a scan by the same clock is what counts.
            ILookup<string, Finding> expected = schedule.Skew == TimeSpan.Zero || found.All(check => Strange([.. check], [.. undisturbed[check.Key]]).TrueForAll(f => f.Outcome == Outcome.NotAssessed))
                ? undisturbed : await UndisturbedAsync(tenant, schedule.Skew);
            foreach (string check in CheckCatalogue.All.Select(c => c.Metadata.Id))
            {
                tally.Check(Compare($"{schedule}: {check}", [.. found[check]], [.. expected[check]]));
            }
        });
        string summary = string.Create(CultureInfo.InvariantCulture, $"{title}, seeds {first} to {first + count - 1}: {tally}");
        TestContext.Current.TestOutputHelper!.WriteLine(summary);
        TestContext.Current.SendDiagnosticMessage(summary);
        if (count >= Usual)
        {
            Assert.Empty(FaultKinds.All.Select(k => k.Name).Except(tally.Kinds));
        }
    }

    /// <summary>Whether the check came to all the verdicts of an undisturbed scan; it fails when it came to another one.</summary>
    private static bool Compare(string context, List<Finding> now, List<Finding> then)
    {
        List<Finding> strange = Strange(now, then);
        Assert.All(strange, f => Assert.True(f.Outcome == Outcome.NotAssessed, $"{context}: {f} is not so in an undisturbed scan"));
        Assert.All(strange, f => Assert.False(string.IsNullOrWhiteSpace(f.Reason), $"{context}: {f} says no reason"));
        if (strange.Count > 0)
        {
            return false;
        }

        Assert.Equal($"{context}\n{Text(then)}", $"{context}\n{Text(now)}");
        return true;
    }

    private static List<Finding> Strange(List<Finding> now, List<Finding> then) => [.. now.Where(f => !then.Exists(t => FaultVerdicts.Same(f, t)))];

    // Names are left out: without its user an account goes by its display name.
    private static string Text(IEnumerable<Finding> findings) => string.Join('\n', findings.Select(f => $"{f.Outcome} {f.SubjectId}").Order(StringComparer.Ordinal));

    private static int? Number(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out int number) ? number : null;
}
