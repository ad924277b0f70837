using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Policies;

/// <summary>A policy, read once: what it demands, in which scenarios, of which targets.</summary>
/// <param name="Index">Its place among the policies.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Grant">What it demands.</param>
/// <param name="Scenarios">The scenarios that meet its conditions, as a box; null when it is narrowed.</param>
/// <param name="Targets">Which targets it is for.</param>
/// <param name="Narrowed">Why it is not counted as protection, when it is not.</param>
internal sealed record CompiledPolicy(int Index, ConditionalAccessPolicy Policy, GrantDemand Grant, ulong[]? Scenarios, TargetCondition Targets, string? Narrowed)
{
    /// <summary>The combinations that its authentication strength allows, by the policy and by the tenant's list of strengths.</summary>
    public IReadOnlyList<string> StrengthCombinations { get; init; } = [];

    public string Name => Policy.DisplayName ?? Policy.Id;

    public bool IsEnabled => Policy.State == "enabled";

    public bool IsReportOnly => Policy.State == "enabledForReportingButNotEnforced";

    /// <summary>Whether it is for workloads and not for users.</summary>
    public bool IsForWorkloads => Policy.Conditions?.ClientApplications?.IncludeServicePrincipals is { Count: > 0 } || Policy.Conditions?.ClientApplications?.ServicePrincipalFilter is not null;

    /// <summary>Whether it counts: enabled and understood.</summary>
    public bool Counts => IsEnabled && Scenarios is not null;
}
