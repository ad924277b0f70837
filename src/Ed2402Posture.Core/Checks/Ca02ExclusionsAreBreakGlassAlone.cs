using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Policies;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-02: no privileged person but break-glass accounts is excluded from a policy that would protect it.</summary>
internal sealed class Ca02ExclusionsAreBreakGlassAlone : AccessCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-02",
        Title = "Only break-glass accounts are excluded from policies that protect administrators",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.High,
        Provenance = [Provenance.BOD, Provenance.OWN],
        References = ["SCuBA MS.AAD.3.6v1", "CIS M365 1.1.2", "NIST AC-3", "NIST CM-6", "ATT&CK T1556.009"],
        Remediation = "Take the account out of the exclusion, or waive it until a date and say why. Declare break-glass accounts in the settings.",
        Needs = AccessNeeds.Verdict,
        Widens = AccessNeeds.Widening,
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<AccountProfiles, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access) => (profiles, subject) =>
    {
        List<(CompiledPolicy Policy, string By)> excluded =
        [
            .. access.Model.Policies.Where(p => p.Counts && !p.IsForWorkloads && p.Grant.Strongest != Requirement.None)
                .Select(p => (Policy: p, By: access.Model.ExcludedBy(profiles.Activated, p))).Where(e => e.By is not null).Select(e => (e.Policy, e.By!)),
        ];
        if (excluded.Count == 0)
        {
            return Pass(context, subject, "No enabled policy excludes the account.");
        }

        string reason = string.Join("; ", excluded.Select(e => $"policy '{e.Policy.Name}' excludes {e.By}"));
        string resource = string.Join("; ", excluded.Select(e => e.Policy.Name));
        return access.Model.EvaluateAll(profiles.Activated).Requirement >= Requirement.PhishingResistantMfa
            ? Warn(context, subject, $"Other policies make up for it, but {reason}.", resource)
            : Fail(context, subject, $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.", resource);
    };
}
