using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Spray;

/// <summary>A password spray found in the sign-in log.</summary>
public sealed record PasswordSpray
{
    /// <summary>A name for it within one run, as <c>SPRAY-1</c>; the largest first.</summary>
    public required string Id { get; init; }
    /// <summary>The first try (UTC).</summary>
    public required DateTimeOffset FirstTry { get; init; }
    /// <summary>The last try (UTC).</summary>
    public required DateTimeOffset LastTry { get; init; }
    /// <summary>Failed tries.</summary>
    public required int Tries { get; init; }
    /// <summary>Accounts tried, those that do not exist among them.</summary>
    public required int Accounts { get; init; }
    /// <summary>Tries of an account, on average.</summary>
    public required double TriesPerAccount { get; init; }
    /// <summary>Addresses from which it came.</summary>
    public required int Addresses { get; init; }
    /// <summary>Whether it is low and slow: at most one try of an account a day on average, over more than a day.</summary>
    public required bool LowAndSlow { get; init; }
    /// <summary>What its tries share: address, user agent, client and application, error.</summary>
    public required string Shared { get; init; }
    /// <summary>The addresses with most tries.</summary>
    public required TextList<string> TopAddresses { get; init; }
    /// <summary>Countries or regions.</summary>
    public required TextList<string> Countries { get; init; }
    /// <summary>User agents, most used first.</summary>
    public required TextList<string> UserAgents { get; init; }
    /// <summary>Client and application, most used first.</summary>
    public required TextList<string> Clients { get; init; }
    /// <summary>Error codes with their number.</summary>
    public required TextList<string> ErrorCodes { get; init; }
    /// <summary>Privileged accounts among those tried.</summary>
    public required TextList<string> PrivilegedAccounts { get; init; }
    /// <summary>Accounts that signed in after they were tried, from the spray's addresses or with its client from a new place: treat them as taken.</summary>
    public required TextList<string> SignedIn { get; init; }
    /// <summary>Accounts whose password was right, and which something else stopped: a second factor, conditional access, expiry.</summary>
    public required TextList<string> PasswordGuessed { get; init; }
    /// <summary>Every account tried.</summary>
    public required TextList<SprayedAccount> SprayedAccounts { get; init; }

    /// <summary>Id, size and time in one line.</summary>
    public override string ToString() => $"{Id}: {Tries} tries of {Accounts} accounts from {Addresses} addresses";
}

/// <summary>An account that was sprayed.</summary>
public sealed record SprayedAccount
{
    /// <summary>Object id; the name that was tried where there is no such account.</summary>
    public required string Id { get; init; }
    /// <summary>User principal name.</summary>
    public required string UserPrincipalName { get; init; }
    /// <summary>Tries.</summary>
    public required int Tries { get; init; }
    /// <summary>The first (UTC).</summary>
    public required DateTimeOffset FirstTry { get; init; }
    /// <summary>The last (UTC).</summary>
    public required DateTimeOffset LastTry { get; init; }
    /// <summary>Whether it is privileged; null when that was not read.</summary>
    public bool? Privileged { get; init; }
    /// <summary>Whether it signed in afterwards as <see cref="PasswordSpray.SignedIn"/> says.</summary>
    public required bool SignedIn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => UserPrincipalName;
}

/// <summary>What a search for sprays read and found.</summary>
public sealed record SprayReport
{
    /// <summary>The sprays, largest first.</summary>
    public required IReadOnlyList<PasswordSpray> Sprays { get; init; }
    /// <summary>Sign-ins read.</summary>
    public required long SignIns { get; init; }
    /// <summary>Failed passwords among them that were looked at.</summary>
    public required long Failures { get; init; }
    /// <summary>Failed passwords beyond the memory's bound, which were not looked at.</summary>
    public required long NotLookedAt { get; init; }
    /// <summary>The earliest sign-in (UTC).</summary>
    public DateTimeOffset? From { get; init; }
    /// <summary>The latest sign-in (UTC).</summary>
    public DateTimeOffset? To { get; init; }
}
