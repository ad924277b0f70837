using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Pim;

/// <summary>What a PIM policy is about.</summary>
public enum PimTargetType
{
    /// <summary>A directory role.</summary>
    DirectoryRole = 0,
    /// <summary>Membership of a group.</summary>
    GroupMember,
    /// <summary>Ownership of a group.</summary>
    GroupOwner,
    /// <summary>An Azure role at a scope.</summary>
    AzureRole,
}

/// <summary>The PIM settings of one role or group. A property is null when its rule is missing from the policy: nothing is assumed.</summary>
public sealed record PimPolicy
{
    /// <summary>Name of the role or group.</summary>
    public required string Target { get; init; }
    /// <summary>Kind of the target.</summary>
    public required PimTargetType TargetType { get; init; }
    /// <summary>Id of the role definition or group.</summary>
    public required string TargetId { get; init; }
    /// <summary>Scope: <c>/</c> for the tenant.</summary>
    public required string Scope { get; init; }
    /// <summary>Tier of the role at this scope.</summary>
    public required int Tier { get; init; }
    /// <summary>Longest activation; null when nothing limits it, or the rule is missing.</summary>
    public TimeSpan? MaximumActivation { get; init; }
    /// <summary>Whether an activation waits for an approver.</summary>
    public bool? RequiresApproval { get; init; }
    /// <summary>Names of the approvers; empty when none is named.</summary>
    public TextList<string> Approvers { get; init; } = TextList<string>.Empty;
    /// <summary>Whether an activation asks for multifactor authentication.</summary>
    public bool? RequiresMfa { get; init; }
    /// <summary>Authentication context that an activation asks for, as <c>c1</c>; null for none.</summary>
    public string? AuthenticationContext { get; init; }
    /// <summary>Whether an activation asks for a justification.</summary>
    public bool? RequiresJustification { get; init; }
    /// <summary>Whether an activation asks for a ticket.</summary>
    public bool? RequiresTicket { get; init; }
    /// <summary>Whether an active assignment may have no end.</summary>
    public bool? PermanentActiveAllowed { get; init; }
    /// <summary>Whether an eligible assignment may have no end.</summary>
    public bool? PermanentEligibleAllowed { get; init; }
    /// <summary>Longest active assignment; null when it may have no end, or the rule is missing.</summary>
    public TimeSpan? MaximumActiveAssignment { get; init; }
    /// <summary>Longest eligible assignment; null when it may have no end, or the rule is missing.</summary>
    public TimeSpan? MaximumEligibleAssignment { get; init; }
    /// <summary>Whether a named recipient hears of every assignment, active and eligible.</summary>
    public bool? NotifiesOnAssignment { get; init; }
    /// <summary>Whether a named recipient hears of every activation.</summary>
    public bool? NotifiesOnActivation { get; init; }
    /// <summary>Named recipients of those notices.</summary>
    public TextList<string> Recipients { get; init; } = TextList<string>.Empty;

    /// <summary>The rules themselves.</summary>
    internal PimRules Rules { get; init; } = new(null);

    /// <summary>The target and its kind.</summary>
    public override string ToString() => $"{Target} ({TargetType})";
}
