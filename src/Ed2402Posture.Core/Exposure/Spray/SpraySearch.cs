using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>Searches a sign-in log for password sprays, in two passes and bounded memory.</summary>
public static class SpraySearch
{
    private const int Listed = 10;

    /// <summary>Searches.</summary>
    /// <param name="read">Reads the log from its beginning, in any order of time; called twice.</param>
    /// <param name="isPrivileged">Whether an account, by object id and user principal name, is privileged; null when that is not known.</param>
    /// <param name="options">What counts as a spray.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static SprayReport Run(Func<IEnumerable<SignIn>> read, Func<string, string, bool>? isPrivileged, SprayOptions options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(options);
        (SprayDetector detector, IReadOnlyList<SprayFollowUp.Spray> sprays) = Find(read, options, cancellationToken);
        return new SprayReport
        {
            Sprays = [.. sprays.OrderByDescending(s => s.Tries.Count).ThenBy(s => s.Tries[0].Ticks).Select((s, i) => Describe(s, $"SPRAY-{i + 1}", detector, isPrivileged))],
            SignIns = detector.Seen, Failures = detector.Tries.Count, NotLookedAt = detector.NotKept, From = detector.From, To = detector.To,
        };
    }

    private static (SprayDetector Detector, IReadOnlyList<SprayFollowUp.Spray> Sprays) Find(Func<IEnumerable<SignIn>> read, SprayOptions options, CancellationToken cancellationToken)
    {
        var detector = new SprayDetector(options);
        foreach (SignIn signIn in read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            detector.Observe(signIn);
        }

        var followUp = new SprayFollowUp(detector, new SprayGroups(detector, options).Find());
        foreach (SignIn signIn in read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            followUp.Observe(signIn);
        }

        return (detector, followUp.Finish());
    }

    private static PasswordSpray Describe(SprayFollowUp.Spray spray, string id, SprayDetector detector, Func<string, string, bool>? isPrivileged)
    {
        IReadOnlyList<FailedTry> tries = spray.Tries;
        SprayedAccount[] accounts = [.. tries.GroupBy(t => t.Account).Select(g => new SprayedAccount
        {
            Id = detector.Accounts[g.Key], UserPrincipalName = detector.Names[g.Key], Tries = g.Count(), FirstTry = g.Min(t => t.Time), LastTry = g.Max(t => t.Time),
            Privileged = isPrivileged?.Invoke(detector.Accounts[g.Key], detector.Names[g.Key]), SignedIn = spray.SignedIn.Contains(g.Key),
        }).OrderByDescending(a => a.SignedIn).ThenByDescending(a => a.Privileged).ThenBy(a => a.UserPrincipalName, StringComparer.OrdinalIgnoreCase)];
        TimeSpan span = tries[^1].Time - tries[0].Time;
        int addresses = tries.Select(t => t.Address).Distinct().Count();
        return new PasswordSpray
        {
            Id = id, FirstTry = tries[0].Time, LastTry = tries[^1].Time, Tries = tries.Count, Accounts = accounts.Length, TriesPerAccount = Math.Round((double)tries.Count / accounts.Length, 2), Addresses = addresses,
            LowAndSlow = span > TimeSpan.FromDays(1) && tries.Count <= accounts.Length * Math.Max(1, span.TotalDays),
            Shared = Shared(tries, addresses),
            TopAddresses = Top(tries, t => detector.Addresses[t.Address]), Countries = Top(tries, t => detector.Countries[t.Country]), UserAgents = Top(tries, t => detector.UserAgents[t.UserAgent]),
            Clients = Top(tries, t => Client(detector.Clients[t.Client])), ErrorCodes = new([.. tries.GroupBy(t => t.Code).OrderByDescending(g => g.Count()).Select(g => $"{g.Key}: {g.Count()}")]),
            PrivilegedAccounts = new([.. accounts.Where(a => a.Privileged == true).Select(a => a.UserPrincipalName)]),
            SignedIn = new([.. spray.SignedIn.Select(a => detector.Names[a]).Order(StringComparer.OrdinalIgnoreCase)]),
            PasswordGuessed = new([.. spray.PasswordRight.Select(a => detector.Names[a]).Order(StringComparer.OrdinalIgnoreCase)]),
            SprayedAccounts = new(accounts),
        };
    }

    private static string Shared(IReadOnlyList<FailedTry> tries, int addresses)
    {
        var shared = new List<string>();
        if (addresses * 10 <= tries.Count)
        {
            shared.Add("address");
        }

        if (tries.Select(t => t.UserAgent).Distinct().Count() == 1)
        {
            shared.Add("user agent");
        }

        if (tries.Select(t => t.Client).Distinct().Count() == 1)
        {
            shared.Add("client and application");
        }

        if (tries.Select(t => t.Code).Distinct().Count() == 1)
        {
            shared.Add("error");
        }

        return shared.Count == 0 ? "several of address, user agent, client" : string.Join(", ", shared);
    }

    private static string Client(string key)
    {
        string[] parts = key.Split('\n');
        return $"{parts[0]}{(parts[1].Length > 0 ? $" ({parts[1]})" : "")}, {(parts[3].Length > 0 ? parts[3] : parts[2])}";
    }

    private static TextList<string> Top(IReadOnlyList<FailedTry> tries, Func<FailedTry, string> text) =>
        new([.. tries.GroupBy(text).Where(g => g.Key.Length > 0).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(Listed).Select(g => g.Key)]);
}
