using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Completion;

/// <summary>Offers the directory roles that Microsoft defines, strongest first: those that Privileged Identity Management has settings for.</summary>
public sealed class PimTargetCompleter : ValueCompleter
{
    private protected override IEnumerable<(string Value, string Tip)> Values() =>
        EntraRoles.All.OrderBy(r => r.Tier).ThenBy(r => r.DisplayName, StringComparer.OrdinalIgnoreCase).Select(r => (r.DisplayName, $"Tier {r.Tier}"));
}
