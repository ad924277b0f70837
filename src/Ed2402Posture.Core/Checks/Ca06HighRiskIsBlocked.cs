using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-06: privileged people are blocked at high user risk, and at high sign-in risk, each by itself.</summary>
internal sealed class Ca06HighRiskIsBlocked : AccessCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-06",
        Title = "Administrators at high risk are blocked",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.High,
        Provenance = [Provenance.BOD],
        References = ["SCuBA MS.AAD.2.1v1", "SCuBA MS.AAD.2.3v1", "CIS M365 5.2.2.6", "CIS M365 5.2.2.7", "CIS M365 5.2.2.8", "NIST AC-2(12)", "NIST SI-4", "ATT&CK T1078.004"],
        Remediation = "Make two enabled policies for all users and all resources that block: one at high user risk, one at high sign-in risk. One policy with both conditions blocks only where both are high.",
        Needs = [.. AccessNeeds.Verdict, Datasets.SubscribedSkus],
        Widens = AccessNeeds.Widening,
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<AccountProfile, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access)
    {
        bool licensed = Licences.Covers([.. Licences.ServicePlans(context.Snapshot.Get(Datasets.SubscribedSkus).Items)], Licence.EntraIdP2OrGovernance);
        return (profile, subject) =>
        {
            if (!licensed)
            {
                return NotAssessed(context, subject, $"NotLicensed: user risk and sign-in risk need {Licence.EntraIdP2OrGovernance.Name()}.");
            }

            AccessVerdict user = access.Model.EvaluateAll(profile, ScenarioSlice.HighUserRisk);
            AccessVerdict signIn = access.Model.EvaluateAll(profile, ScenarioSlice.HighSignInRisk);
            string evidence = $"high user risk: {user.Requirement}; high sign-in risk: {signIn.Requirement}";
            string[] open = [.. user.Requirement == Requirement.Block ? [] : new[] { "high user risk" }, .. signIn.Requirement == Requirement.Block ? [] : new[] { "high sign-in risk" }];
            return open.Length == 0
                ? Pass(context, subject, "Sign-ins at high user risk and at high sign-in risk are blocked.", null, evidence)
                : Fail(context, subject, $"Not blocked at {string.Join(" and ", open)}.{NotCounted(user)}", null, evidence);
        };
    }
}
