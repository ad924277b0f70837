using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>The second pass over the sign-ins: what became of the accounts of each spray. A success after the first try counts as the sprayer's when
/// it comes from an address of the spray, or with a user agent and client that few others than the spray use, neither that pair nor the neighbourhood of
/// the internet having been the account's before; a right password that something else stopped is told apart.</summary>
internal sealed class SprayFollowUp
{
    private readonly SprayDetector detector;
    private readonly List<Spray> sprays;
    private readonly Dictionary<int, List<(Spray Spray, DateTimeOffset First)>> byAccount = [];
    private readonly Dictionary<(int Account, ulong Key), DateTimeOffset> firstSuccess = [];
    private readonly List<Later> later = [];

    public SprayFollowUp(SprayDetector detector, IReadOnlyList<IReadOnlyList<FailedTry>> found)
    {
        this.detector = detector;
        sprays = [.. found.Select(tries => new Spray(tries, OwnAddresses(tries), OwnSignatures(tries)))];
        foreach (Spray spray in sprays)
        {
            foreach (IGrouping<int, FailedTry> account in spray.Tries.GroupBy(t => t.Account))
            {
                if (!byAccount.TryGetValue(account.Key, out List<(Spray, DateTimeOffset)>? list))
                {
                    byAccount[account.Key] = list = [];
                }

                list.Add((spray, account.Min(t => t.Time)));
            }
        }
    }

    /// <summary>The sprays, with their outcomes once every sign-in was observed.</summary>
    public IReadOnlyList<Spray> Finish()
    {
        foreach (Later sign in later)
        {
            if (sign.FromSource || (IsNew(sign, sign.Home) && IsNew(sign, sign.Signature)))
            {
                (sign.Success ? sign.Spray.SignedIn : sign.Spray.PasswordRight).Add(sign.Account);
            }
        }

        return sprays;
    }

    public void Observe(SignIn signIn)
    {
        int? code = signIn.Status?.ErrorCode;
        bool success = SignInCodes.IsSuccess(code);
        if (signIn.CreatedDateTime is not { } time || (!success && !SignInCodes.IsRightPassword(code))
            || detector.Accounts.Find(SignInKeys.Account(signIn)) is not { } account || !byAccount.TryGetValue(account, out List<(Spray Spray, DateTimeOffset First)>? list))
        {
            return;
        }

        ulong home = SignInKeys.Home(signIn.IpAddress);
        ulong way = Fingerprint.Join(Fingerprint.Of(signIn.UserAgent), Fingerprint.Of(SignInKeys.Client(signIn)));
        if (success)
        {
            Remember((account, home), time);
            Remember((account, way), time);
        }

        int? address = detector.Addresses.Find(signIn.IpAddress);
        (int, int)? signature = detector.UserAgents.Find(signIn.UserAgent) is { } agent && detector.Clients.Find(SignInKeys.Client(signIn)) is { } client ? (agent, client) : null;
        foreach ((Spray spray, DateTimeOffset first) in list)
        {
            bool fromSource = address is { } a && spray.Addresses.Contains(a);
            if (time >= first && (fromSource || (signature is { } s && spray.Signatures.Contains(s))))
            {
                later.Add(new Later(spray, account, home, way, first, success, fromSource));
            }
        }
    }

    // An address or a pair of user agent and client tells the sprayer from other people only where few get in with it.
    private HashSet<int> OwnAddresses(IReadOnlyList<FailedTry> tries) => [.. tries.GroupBy(t => t.Address).Where(g => detector.IsOwnAddress(g.Key, g.Count())).Select(g => g.Key)];

    private HashSet<(int, int)> OwnSignatures(IReadOnlyList<FailedTry> tries) =>
        [.. tries.GroupBy(t => (t.UserAgent, t.Client)).Where(g => detector.IsOwnSignature(g.Key.UserAgent, g.Key.Client, g.Count())).Select(g => g.Key)];

    private void Remember((int, ulong) key, DateTimeOffset time)
    {
        if (!firstSuccess.TryGetValue(key, out DateTimeOffset known) || time < known)
        {
            firstSuccess[key] = time;
        }
    }

    private bool IsNew(Later sign, ulong key) => !firstSuccess.TryGetValue((sign.Account, key), out DateTimeOffset first) || first >= sign.FirstTry;

    private sealed record Later(Spray Spray, int Account, ulong Home, ulong Signature, DateTimeOffset FirstTry, bool Success, bool FromSource);

    /// <summary>One spray while it is followed up.</summary>
    internal sealed class Spray(IReadOnlyList<FailedTry> tries, HashSet<int> addresses, HashSet<(int Agent, int Client)> signatures)
    {
        public IReadOnlyList<FailedTry> Tries { get; } = tries;
        public HashSet<int> Addresses { get; } = addresses;
        public HashSet<(int Agent, int Client)> Signatures { get; } = signatures;
        public HashSet<int> SignedIn { get; } = [];
        public HashSet<int> PasswordRight { get; } = [];
    }
}
