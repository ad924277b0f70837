using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-03: legacy authentication is blocked for every privileged person. A demand that legacy clients cannot meet blocks them too.</summary>
internal sealed class Ca03LegacyAuthenticationIsBlocked : AccessCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-03",
        Title = "Legacy authentication is blocked for every administrator",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.High,
        Provenance = [Provenance.BOD],
        References = ["SCuBA MS.AAD.1.1v1", "CIS M365 5.2.2.3", "NIST AC-17", "NIST IA-2", "ATT&CK T1110.003", "ATT&CK T1078.004"],
        Remediation = "Make an enabled policy for all users and all resources with the client apps 'Exchange ActiveSync clients' and 'Other clients' that blocks.",
        Needs = AccessNeeds.Verdict,
        Widens = AccessNeeds.Widening,
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<AccountProfile, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access) => (profile, subject) =>
    {
        AccessVerdict verdict = access.Model.EvaluateAll(profile, ScenarioSlice.LegacyAuthentication);
        return verdict.Requirement == Requirement.Block
            ? Pass(context, subject, "Every sign-in with legacy authentication is blocked.")
            : Fail(context, subject, $"Legacy authentication opens {verdict.Target.Name}: {verdict.Escape}.{NotCounted(verdict)}", verdict.Target.Name, Evidence(access.Model, profile, ScenarioSlice.LegacyAuthentication));
    };
}
