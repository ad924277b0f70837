using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Policies;

/// <summary>The tenant's authentication strengths by id. A policy names its strength and mostly carries its combinations too; where the two
/// differ, both count as allowed.</summary>
internal sealed class StrengthTable(IEnumerable<AuthenticationStrengthPolicy> strengths)
{
    private readonly Dictionary<string, AuthenticationStrengthPolicy> byId = strengths.GroupBy(s => s.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);

    /// <summary>The combinations that a policy's strength allows; empty when neither the policy nor the tenant's list tells.</summary>
    public IReadOnlyList<string> Combinations(AuthenticationStrengthPolicy named) =>
        [.. (named.AllowedCombinations ?? []).Concat(byId.GetValueOrDefault(named.Id)?.AllowedCombinations ?? []).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>What it demands, or null when it is not known.</summary>
    public Requirement? Demand(AuthenticationStrengthPolicy named) => Combinations(named) is { Count: > 0 } combinations ? AuthenticationCombinations.Demand(combinations) : null;

    public string Name(AuthenticationStrengthPolicy named) => named.DisplayName ?? byId.GetValueOrDefault(named.Id)?.DisplayName ?? named.Id;
}
