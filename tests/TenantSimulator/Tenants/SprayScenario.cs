using System.Globalization;
using Ed2402Posture.Core.Exposure.Spray;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>A month of sign-ins with attacks of every kind among them, and how well they were found.</summary>
public static class SprayScenario
{
    /// <summary>What the names of low and slow attacks begin with.</summary>
    public const string Slow = "slow";

    /// <summary>Ordinary sign-ins and odd ones, no attack.</summary>
    public static List<SignIn> Quiet(int signIns, int people, int seed)
    {
        var traffic = new SignInTraffic(seed, people, TenantBuilder.Now);
        return [.. traffic.Ordinary(signIns), .. traffic.Oddities()];
    }

    /// <summary>The same, with attacks. The low and slow ones have names that begin with <see cref="Slow"/>.</summary>
    public static List<SignIn> Attacked(int signIns, int people, int seed)
    {
        var traffic = new SignInTraffic(seed, people, TenantBuilder.Now);
        var month = TimeSpan.FromDays(29);
        const string odd = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/103.0.5060.134 Safari/537.36";
        int Part(int share) => Math.Max(20, people / share);
        List<SignIn> all =
        [
            .. traffic.Ordinary(signIns),
            .. traffic.Oddities(),
            .. traffic.Spray("fast, one address", [.. Enumerable.Range(0, Part(4))], 1, _ => "198.51.100.9", _ => "python-requests/2.32", "Other clients", 0, TimeSpan.FromHours(2)),
            .. traffic.Spray("a network", [.. Enumerable.Range(people / 4, Part(10))], 2, i => string.Create(CultureInfo.InvariantCulture, $"198.51.101.{i % 40}"), SignInTraffic.CommonAgent, "Browser", 3, TimeSpan.FromHours(10)),
            .. traffic.Spray($"{Slow}, an odd agent", [.. Enumerable.Range(people / 2, Part(20))], 2, traffic.Proxy, _ => odd, "Browser", 3, month, cracked: 3),
            .. traffic.Spray($"{Slow}, legacy client", [.. Enumerable.Range(people * 3 / 5, Part(40))], 3, traffic.Proxy, _ => "", "Authenticated SMTP", 0, month, cracked: 1),
            .. traffic.Spray($"{Slow}, common agents", [.. Enumerable.Range(people * 7 / 10, Part(10))], 1, traffic.Proxy, SignInTraffic.CommonAgent, "Browser", 3, month),
            .. traffic.Spray($"{Slow}, few accounts", [.. Enumerable.Range(people * 9 / 10, 20)], 4, traffic.Proxy, _ => "Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:109.0) Gecko/20100101 Firefox/115.0", "Browser", 5, month),
        ];
        new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(all));
        return all;
    }

    /// <summary>Share of the attack's accounts that were found, and share of the found accounts that were attacked, over the attacks whose name begins so.</summary>
    public static (double Recall, double Precision) Score(IReadOnlyList<SignIn> log, SprayReport report, string attack)
    {
        HashSet<(string, DateTimeOffset)> planted = [.. log.Where(s => s.CorrelationId is { } name && name.StartsWith(attack, StringComparison.Ordinal) && s.Status!.ErrorCode != 0).Select(s => (s.UserId!, s.CreatedDateTime!.Value))];
        HashSet<string> every = [.. log.Where(s => s.CorrelationId is not null).Select(s => s.UserId!)];
        HashSet<string> targets = [.. planted.Select(p => p.Item1)];
        HashSet<string> found = [.. report.Sprays.SelectMany(s => s.SprayedAccounts).Select(a => a.Id)];
        int wrong = found.Count(a => !every.Contains(a));
        int right = targets.Count(found.Contains);
        return ((double)right / targets.Count, right + wrong == 0 ? 1 : (double)right / (right + wrong));
    }
}
