namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>What policies look at in a privileged account, in each state of what it may activate.</summary>
/// <param name="Activated">With every eligible role and group membership activated: how the account is judged first.</param>
/// <param name="Before">With none activated; null when the account is eligible for nothing.</param>
internal sealed record AccountProfiles(AccountProfile Activated, AccountProfile? Before)
{
    /// <summary>Other states in which the account has privilege: nothing activated where some stands, or a part. Policies for the roles that are not activated do not reach
    /// it then.</summary>
    public IReadOnlyList<AccountState> Lesser { get; init; } = [];

    /// <summary>States in which it has privilege if some stands that was not read: Azure roles, applications that it owns. Empty when all that gives privilege was read.</summary>
    public IReadOnlyList<AccountState> Doubtful { get; init; } = [];

    /// <summary>When there are too many states to judge each: a profile under which no more policies apply than in any of them. What holds for it holds in all.</summary>
    public AccountProfile? AtWorst { get; init; }

    /// <summary>Every state in which the account has privilege.</summary>
    public IEnumerable<AccountProfile> WithPrivilege => Lesser.Select(s => s.Profile).Prepend(Activated);

    /// <summary>Every state in which the account can sign in.</summary>
    public IEnumerable<AccountProfile> All => Before is null ? WithPrivilege : WithPrivilege.Append(Before);
}

/// <summary>A state of an account.</summary>
/// <param name="Words">The state, as the beginning of a sentence.</param>
/// <param name="Profile">What policies look at then.</param>
internal sealed record AccountState(string Words, AccountProfile Profile);
