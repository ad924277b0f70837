using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>Finds password sprays in a stream of sign-ins, in any order, in bounded memory: successes are kept as filters of fixed size, failures
/// one by one. A failed password is suspicious when its account never signed in from that neighbourhood of the internet: people mistype where
/// they also get in. Suspicious failures are then grouped by what an attack cannot vary for free (address, network, user agent, client and
/// application), and a group counts when it spans many accounts with few tries each, and many more of them than the group's successes explain.</summary>
internal sealed class SprayDetector(SprayOptions options)
{
    private const int FilterBitsLog2 = 27;
    private const int SketchColumnsLog2 = 19;
    private readonly BloomFilter homes = new(FilterBitsLog2);
    private readonly CountSketch successes = new(SketchColumnsLog2);
    private readonly List<FailedTry> tries = [];

    public TextTable Accounts { get; } = new();
    public TextTable Addresses { get; } = new();
    public TextTable UserAgents { get; } = new();
    public TextTable Clients { get; } = new();
    public TextTable Countries { get; } = new();
    public Dictionary<int, string> Names { get; } = [];
    public IReadOnlyList<FailedTry> Tries => tries;

    /// <summary>Sign-ins seen.</summary>
    public long Seen { get; private set; }
    /// <summary>Failures beyond the memory's bound.</summary>
    public long NotKept { get; private set; }
    /// <summary>The earliest sign-in.</summary>
    public DateTimeOffset? From { get; private set; }
    /// <summary>The latest sign-in.</summary>
    public DateTimeOffset? To { get; private set; }

    /// <summary>Takes one sign-in.</summary>
    public void Observe(SignIn signIn)
    {
        if (signIn.CreatedDateTime is not { } time)
        {
            return;
        }

        Seen++;
        From = From is null || time < From ? time : From;
        To = To is null || time > To ? time : To;
        int? code = signIn.Status?.ErrorCode;
        if (SignInCodes.IsSuccess(code))
        {
            homes.Add(Fingerprint.Join(Fingerprint.Of(SignInKeys.Account(signIn)), SignInKeys.Home(signIn.IpAddress)));
            foreach (ulong key in SprayKeys.Of(signIn.IpAddress, signIn.UserAgent, SignInKeys.Client(signIn)))
            {
                successes.Add(key);
            }
        }
        else if (SignInCodes.IsWrongPassword(code))
        {
            Keep(signIn, time, code!.Value);
        }
    }

    /// <summary>Successes that share a key.</summary>
    public int Successes(ulong key) => successes.Count(key);

    /// <summary>Whether the account never signed in from that neighbourhood.</summary>
    public bool IsSuspicious(FailedTry failed) => !homes.Contains(Fingerprint.Join(Fingerprint.Of(Accounts[failed.Account]), SignInKeys.Home(Addresses[failed.Address])));

    /// <summary>Whether few get in from an address beside so many tries of a spray: it is the sprayer's then, not an office.</summary>
    public bool IsOwnAddress(int address, int tries) => successes.Count(SprayKeys.Of(Addresses[address], null, "")[(int)SprayKeyKind.Address]) <= AFew(tries);

    /// <summary>As <see cref="IsOwnAddress"/>, of a pair of user agent and client.</summary>
    public bool IsOwnSignature(int userAgent, int client, int tries) => successes.Count(SprayKeys.Of(null, UserAgents[userAgent], Clients[client])[(int)SprayKeyKind.Signature]) <= AFew(tries);

    private static int AFew(int tries) => 3 + (tries / 20);

    private void Keep(SignIn signIn, DateTimeOffset time, int code)
    {
        if (tries.Count >= options.MaximumFailures)
        {
            NotKept++;
            return;
        }

        int account = Accounts.Add(SignInKeys.Account(signIn));
        Names.TryAdd(account, signIn.UserPrincipalName ?? Accounts[account]);
        tries.Add(new FailedTry(account, Addresses.Add(signIn.IpAddress), UserAgents.Add(signIn.UserAgent), Clients.Add(SignInKeys.Client(signIn)), Countries.Add(signIn.Location?.CountryOrRegion), time.UtcTicks, code));
    }
}
