namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>Groups suspicious tries by what they have in common and keeps the groups that are sprays. A try belongs to one spray: the key that is
/// hardest to share by chance comes first.</summary>
internal sealed class SprayGroups
{
    private const int WellUsed = 200;
    private const double DefaultRate = 0.002;

    // An address lies in one network, so networks come before it; a user agent of its own says more than an application that many use.
    private static readonly SprayKeyKind[] Order = [SprayKeyKind.Network, SprayKeyKind.Address, SprayKeyKind.UserAgent, SprayKeyKind.Client, SprayKeyKind.Signature];
    private readonly SprayDetector detector;
    private readonly SprayOptions options;
    private readonly FailedTry[] tries;
    private readonly ulong[][] keys;

    public SprayGroups(SprayDetector detector, SprayOptions options)
    {
        this.detector = detector;
        this.options = options;
        tries = [.. detector.Tries.Where(detector.IsSuspicious)];
        keys = [.. tries.Select(t => SprayKeys.Of(detector.Addresses[t.Address], detector.UserAgents[t.UserAgent], detector.Clients[t.Client]))];
    }

    /// <summary>The sprays, each as its tries in order of time.</summary>
    public IReadOnlyList<IReadOnlyList<FailedTry>> Find()
    {
        bool[] taken = new bool[tries.Length];
        var sprays = new List<IReadOnlyList<int>>();
        foreach (SprayKeyKind kind in Order)
        {
            double rate = OrdinaryRate(kind);
            var found = new List<IReadOnlyList<int>>();
            foreach (IGrouping<ulong, int> group in All.Where(i => !taken[i]).ToLookup(i => keys[i][(int)kind]))
            {
                int[] members = FewTriesEach(group);
                if (IsSpray(members, detector.Successes(group.Key) * rate))
                {
                    found.Add(members);
                    foreach (int member in members)
                    {
                        taken[member] = true;
                    }
                }
            }

            sprays.AddRange(Joined(kind, found));
        }

        return [.. sprays.Select(s => (IReadOnlyList<FailedTry>)[.. s.Select(i => tries[i]).Concat(Unsuspicious(s)).OrderBy(t => t.Ticks)])];
    }

    // Where the sprayer got in, the account seems at home in the sprayer's neighbourhood: its failures from the sprayer's addresses, or with the sprayer's own program, are no longer
    // suspicious by themselves.
    private IEnumerable<FailedTry> Unsuspicious(IReadOnlyList<int> spray)
    {
        FailedTry[] members = [.. spray.Select(i => tries[i])];
        HashSet<int> sources = [.. members.GroupBy(t => t.Address).Where(g => g.Select(t => t.Account).Distinct().Skip(1).Any() && detector.IsOwnAddress(g.Key, g.Count())).Select(g => g.Key)];
        HashSet<(int, int)> programs = [.. members.GroupBy(t => (t.UserAgent, t.Client)).Where(g => g.Select(t => t.Account).Distinct().Count() >= options.MinimumAccounts && detector.IsOwnSignature(g.Key.UserAgent, g.Key.Client, g.Count())).Select(g => g.Key)];
        return sources.Count + programs.Count == 0 ? [] : detector.Tries.Where(t => (sources.Contains(t.Address) || programs.Contains((t.UserAgent, t.Client))) && !detector.IsSuspicious(t));
    }

    private IEnumerable<int> All => Enumerable.Range(0, tries.Length);

    private bool IsSpray(int[] members, double expected)
    {
        int accounts = members.Select(i => tries[i].Account).Distinct().Count();
        return accounts >= options.MinimumAccounts && expected <= accounts * (1 - options.MinimumPurity);
    }

    // Suspicious accounts that ordinary use leaves for one success: the median over the well-used keys, which an attack on a few of them does not move.
    private double OrdinaryRate(SprayKeyKind kind)
    {
        double[] rates = [.. All.ToLookup(i => keys[i][(int)kind])
            .Select(g => (Successes: detector.Successes(g.Key), Accounts: g.Select(i => tries[i].Account).Distinct().Count()))
            .Where(g => g.Successes >= WellUsed).Select(g => (double)g.Accounts / g.Successes).Order()];
        return rates.Length >= 3 ? rates[rates.Length / 2] : DefaultRate;
    }

    // A client with a stale password tries one account over and over: such accounts are no part of a spray.
    private int[] FewTriesEach(IEnumerable<int> group) =>
    [
        .. group.GroupBy(i => tries[i].Account)
            .Where(account => (double)account.Count() / account.Select(i => tries[i].Day).Distinct().Count() <= options.MaximumTriesPerDay)
            .SelectMany(account => account),
    ];

    // One attack may come from several networks with one signature, or with several user agents through one client.
    private IEnumerable<IReadOnlyList<int>> Joined(SprayKeyKind kind, List<IReadOnlyList<int>> found) => kind switch
    {
        SprayKeyKind.Network or SprayKeyKind.Address => found.GroupBy(Signature).SelectMany(g => g.Key == 0 ? g.AsEnumerable() : [[.. g.SelectMany(s => s)]]),
        SprayKeyKind.UserAgent => found.GroupBy(s => IsCommon(s, kind) ? Client(s) : 0).SelectMany(g => g.Key == 0 ? g.AsEnumerable() : [[.. g.SelectMany(s => s)]]),
        SprayKeyKind.Signature => found.GroupBy(s => keys[s[0]][(int)SprayKeyKind.Client]).Select(g => (IReadOnlyList<int>)[.. g.SelectMany(s => s)]),
        _ => found,
    };

    // Whether more people get in with the key than the spray tries.
    private bool IsCommon(IReadOnlyList<int> spray, SprayKeyKind kind) => detector.Successes(keys[spray[0]][(int)kind]) > spray.Count;

    private ulong Client(IReadOnlyList<int> spray) => spray.GroupBy(i => keys[i][(int)SprayKeyKind.Client]).MaxBy(g => g.Count())!.Key;

    // The signature that most of its tries bear; 0 when none does.
    private ulong Signature(IReadOnlyList<int> spray)
    {
        IGrouping<ulong, int> most = spray.GroupBy(i => keys[i][(int)SprayKeyKind.Signature]).MaxBy(g => g.Count())!;
        return most.Count() * 2 > spray.Count ? most.Key : 0;
    }
}
