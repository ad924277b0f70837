namespace Ed2402Posture.Core.ConditionalAccess;

/// <summary>What conditional access demands of one privileged account for one target: what <c>Get-Ed2402ConditionalAccess</c> shows. Flat: lists are
/// one text, joined with <c>; </c>.</summary>
public sealed record ConditionalAccessRow
{
    /// <summary>Object id of the account.</summary>
    public required string AccountId { get; init; }
    /// <summary>User principal name, or the display name of a workload.</summary>
    public required string Account { get; init; }
    /// <summary>Name of the target.</summary>
    public required string Target { get; init; }
    /// <summary>An application's appId, a suite's name in policies, <c>urn:user:…</c>, an authentication context's id, <c>other</c> for every
    /// application that no policy names, or <c>All</c> for the weakest over all applications.</summary>
    public required string TargetId { get; init; }
    /// <summary>The weakest demand over all sign-ins, with everything activated that the account is eligible for; null when policies were not read.</summary>
    public required Requirement? Requirement { get; init; }
    /// <summary>The weakest demand over sign-ins from devices that are neither compliant nor hybrid joined.</summary>
    public required Requirement? RequirementUnmanaged { get; init; }
    /// <summary>The weakest demand before anything is activated; null when the account is eligible for nothing.</summary>
    public required Requirement? RequirementBeforeActivation { get; init; }
    /// <summary>The weakest sign-in as a sentence, and why what would protect does not apply; null when a phishing-resistant method is demanded everywhere, or more.</summary>
    public required string? Escape { get; init; }
    /// <summary>The weakest sign-in before activation, where it is weaker than after.</summary>
    public required string? EscapeBeforeActivation { get; init; }
    /// <summary>Policies that are for the account and the target.</summary>
    public required string Policies { get; init; }
    /// <summary>Policies for them that are not counted as protection, each with the reason.</summary>
    public required string NarrowedPolicies { get; init; }
    /// <summary>What was not read and could change the verdict; <c>Complete</c> when nothing.</summary>
    public required string Completeness { get; init; }

    /// <summary>One line: <c>alice@contoso.com → All applications: Mfa</c>.</summary>
    public override string ToString() => $"{Account} → {Target}: {(Requirement is { } requirement ? requirement.ToString() : "not assessed")}";
}
