using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-04: device code flow and authentication transfer are blocked for every privileged person.</summary>
internal sealed class Ca04DeviceCodeFlowIsBlocked : AccessCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-04",
        Title = "Device code flow and authentication transfer are blocked for administrators",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.High,
        Provenance = [Provenance.SCuBA],
        References = ["SCuBA MS.AAD.3.9v1", "CIS M365 5.2.2.12", "CIS M365 5.2.2.17", "NIST IA-2", "ATT&CK T1528", "ATT&CK T1566"],
        Remediation = "Make an enabled policy for all users and all resources with the authentication flows 'Device code flow' and 'Authentication transfer' that blocks.",
        Needs = AccessNeeds.Verdict,
        Widens = AccessNeeds.Widening,
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<AccountProfile, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access) => (profile, subject) =>
    {
        // Whoever starts these flows is on a device of his own: what a managed device would open does not count.
        AccessVerdict code = access.Model.EvaluateAll(profile, ScenarioSlice.DeviceCodeFlow);
        AccessVerdict transfer = access.Model.EvaluateAll(profile, ScenarioSlice.AuthenticationTransfer);
        string evidence = $"device code flow: {code.RequirementUnmanaged}; authentication transfer: {transfer.RequirementUnmanaged}";
        return (code.RequirementUnmanaged, transfer.RequirementUnmanaged) switch
        {
            (Requirement.Block, Requirement.Block) => Pass(context, subject, "Both flows are blocked everywhere.", null, evidence),
            (Requirement.Block, _) => Fail(context, subject, $"Device code flow is blocked, authentication transfer is not: it demands {transfer.RequirementUnmanaged} at least.{NotCounted(transfer)}", null, evidence, Severity.Medium),
            _ => Fail(context, subject, $"Device code flow is not blocked: it demands {code.RequirementUnmanaged} at least, which whoever is tricked gives.{NotCounted(code)}", null, evidence),
        };
    };
}
