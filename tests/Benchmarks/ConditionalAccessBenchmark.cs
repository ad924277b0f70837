using System.Diagnostics;
using System.Globalization;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Benchmarks;

/// <summary>Judges generated accounts under generated policies for every target, on one thread: every condition, many groups, few accounts alike.</summary>
internal static class ConditionalAccessBenchmark
{
    private const int Seed = 2402;

    public static void Run(TextWriter output)
    {
        output.WriteLine("| Accounts | Policies | Targets | Reading policies | Every account and target | of it processor time | Distinct sets judged | Rows for all applications, with escapes |");
        output.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        Measure(20, 20);
        foreach ((int accounts, int policies) in new[] { (400, 200), (2000, 500) })
        {
            output.WriteLine(Measure(accounts, policies));
        }
    }

    private static string Measure(int accountCount, int policyCount)
    {
        var random = new Random(Seed);
        string[] groups = [.. Enumerable.Range(0, 150).Select(_ => Id(random))];
        string[] applications = [.. Enumerable.Range(0, 40).Select(_ => Id(random))];
        NamedLocation[] locations = [.. Enumerable.Range(0, 40).Select(i => Location(random, i))];
        ConditionalAccessPolicy[] policies = [.. Enumerable.Range(0, policyCount).Select(i => Policy(random, i, groups, applications, locations))];
        string[] roles = [.. EntraRoles.All.Where(r => r.Tier < 2).Select(r => r.TemplateId)];
        AccountProfile[] accounts =
        [
            .. Enumerable.Range(0, accountCount).Select(_ => new AccountProfile { Id = Id(random), Groups = Some(random, groups, 12).ToHashSet(StringComparer.OrdinalIgnoreCase), Roles = Some(random, roles, 2).ToHashSet(StringComparer.OrdinalIgnoreCase) }),
        ];

        var clock = Stopwatch.StartNew();
        var model = new ConditionalAccessModel(new ConditionalAccessInput { Policies = policies, NamedLocations = locations });
        TimeSpan read = clock.Elapsed;
        TimeSpan before = Process.GetCurrentProcess().TotalProcessorTime;
        clock.Restart();
        long sum = 0;
        foreach (AccountProfile account in accounts)
        {
            foreach (AccessTarget target in model.Targets)
            {
                sum += (int)model.Evaluate(account, target).Requirement;
            }
        }

        TimeSpan judged = clock.Elapsed;
        TimeSpan processor = Process.GetCurrentProcess().TotalProcessorTime - before;
        int distinct = model.Judged;
        clock.Restart();
        foreach (AccountProfile account in accounts)
        {
            sum += model.EvaluateAll(account).Escape?.Length ?? 0;
        }

        return string.Create(CultureInfo.InvariantCulture, $"| {accountCount:N0} | {policyCount} | {model.Targets.Count} | {read.TotalMilliseconds:N0} ms | {judged.TotalMilliseconds:N0} ms | {processor.TotalMilliseconds:N0} ms | {distinct:N0} | {clock.Elapsed.TotalMilliseconds:N0} ms |") + (sum == 0 ? " nothing was demanded" : string.Empty);
    }

    private static ConditionalAccessPolicy Policy(Random random, int index, string[] groups, string[] applications, NamedLocation[] locations)
    {
        bool Chance(double share) => random.NextDouble() < share;
        string[] roles = [.. Some(random, [.. EntraRoles.All.Where(r => r.Tier < 2).Select(r => r.TemplateId)], 6)];
        bool everyone = Chance(0.4);
        var users = new ConditionUsers
        {
            IncludeUsers = everyone ? ["All"] : [], IncludeGroups = everyone || Chance(0.5) ? [] : [.. Some(random, groups, 5)], IncludeRoles = everyone ? [] : roles, ExcludeGroups = [.. Some(random, groups, Chance(0.7) ? 2 : 0)],
        };
        bool all = Chance(0.6);
        string[] levels = ["none", "low", "medium", "high"];
        return new ConditionalAccessPolicy
        {
            Id = Id(random), DisplayName = $"CA{index:000}", State = Chance(0.9) ? "enabled" : "disabled",
            Conditions = new ConditionSet
            {
                Users = users,
                Applications = new ConditionApplications { IncludeApplications = all ? ["All"] : [.. Some(random, applications, 4)], ExcludeApplications = all && Chance(0.3) ? [.. Some(random, applications, 2)] : [] },
                ClientAppTypes = Chance(0.6) ? ["all"] : [.. Some(random, ["browser", "mobileAppsAndDesktopClients", "exchangeActiveSync", "other"], 2)],
                Platforms = Chance(0.3) ? new ConditionPlatforms { IncludePlatforms = Chance(0.5) ? ["all"] : ["windows", "macOS"], ExcludePlatforms = [.. Some(random, ["android", "iOS", "linux", "windows"], 1)] } : null,
                Locations = Chance(0.4) ? new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = [.. Some(random, [.. locations.Select(l => l.Id)], 2), .. Chance(0.3) ? ["AllTrusted"] : Array.Empty<string>()] } : null,
                UserRiskLevels = Chance(0.15) ? [.. Some(random, levels, 2)] : [],
                SignInRiskLevels = Chance(0.2) ? [.. Some(random, levels, 2)] : [],
                Devices = Chance(0.1) ? new ConditionDevices { DeviceFilter = new ConditionFilter { Mode = Chance(0.5) ? "include" : "exclude", Rule = $"device.extensionAttribute{random.Next(1, 4)} -eq \"{(Chance(0.5) ? "SAW" : "Kiosk")}\"" } } : null,
                AuthenticationFlows = Chance(0.08) ? new ConditionAuthenticationFlows { TransferMethods = "deviceCodeFlow" } : null,
            },
            GrantControls = new GrantControls
            {
                Operator = Chance(0.5) ? "AND" : "OR", BuiltInControls = Chance(0.15) ? ["block"] : Chance(0.3) ? ["mfa", "compliantDevice"] : Chance(0.2) ? ["domainJoinedDevice"] : ["mfa"],
                AuthenticationStrength = Chance(0.2) ? new AuthenticationStrengthPolicy { Id = "00000000-0000-0000-0000-000000000004", AllowedCombinations = ["fido2"] } : null,
            },
        };
    }

    private static NamedLocation Location(Random random, int index) => index % 2 == 0
        ? new NamedLocation { Id = Id(random), DisplayName = $"Site {index}", IsTrusted = index % 6 == 0, IpRanges = [.. Enumerable.Range(0, 20).Select(_ => new IpRange { CidrAddress = $"{random.Next(1, 200)}.{random.Next(0, 256)}.{random.Next(0, 256)}.0/{random.Next(16, 28)}" })] }
        : new NamedLocation { Id = Id(random), DisplayName = $"Region {index}", CountriesAndRegions = [.. Some(random, ["NL", "DE", "FR", "US", "GB", "IN", "SG", "NO", "IT", "PL"], 3)], IncludeUnknownCountriesAndRegions = index % 4 == 1 };

    private static IEnumerable<string> Some(Random random, string[] from, int count) => Enumerable.Range(0, count).Select(_ => from[random.Next(from.Length)]).Distinct();

    private static string Id(Random random)
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString();
    }
}
