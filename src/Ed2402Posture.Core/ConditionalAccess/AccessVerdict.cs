using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Targets;

namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>What an account must show to sign in to a target, in the weakest sign-in there is.</summary>
public sealed class AccessVerdict
{
    private readonly Lazy<string?> escape;
    private readonly Func<IReadOnlyList<string>> policies;

    internal AccessVerdict(AccountProfile account, AccessTarget target, Requirement requirement, Requirement unmanaged, Func<IReadOnlyList<string>> policies, IReadOnlyList<string> narrowed, Func<string?> escape)
    {
        Account = account;
        Target = target;
        Requirement = requirement;
        RequirementUnmanaged = unmanaged;
        this.policies = policies;
        NarrowedPolicies = narrowed;
        this.escape = new Lazy<string?>(escape);
    }

    /// <summary>The account.</summary>
    public AccountProfile Account { get; }
    /// <summary>The target; for the row of all applications, the weakest of them.</summary>
    public AccessTarget Target { get; }
    /// <summary>The weakest demand over all sign-ins.</summary>
    public Requirement Requirement { get; }
    /// <summary>The weakest demand over sign-ins from devices that are neither compliant nor hybrid joined.</summary>
    public Requirement RequirementUnmanaged { get; }
    /// <summary>Names of the policies that are for the account and the target.</summary>
    public IReadOnlyList<string> Policies => policies();
    /// <summary>Policies that are not counted, each with the reason.</summary>
    public IReadOnlyList<string> NarrowedPolicies { get; }
    /// <summary>The weakest sign-in as a sentence, with the reason why what would protect does not apply; null when the weakest sign-in is
    /// already phishing-resistant or blocked.</summary>
    public string? Escape => escape.Value;
}
