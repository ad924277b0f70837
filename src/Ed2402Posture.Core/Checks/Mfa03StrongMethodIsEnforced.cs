using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>MFA-03: what is registered, allowed and demanded makes every sign-in of a privileged person phishing-resistant.</summary>
internal sealed class Mfa03StrongMethodIsEnforced : PeopleCheck
{
    private static readonly DatasetNeed[] Needed = [.. AccessNeeds.Verdict, Datasets.UserRegistrationDetails, Datasets.AuthenticationMethodsPolicy];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "MFA-03",
        Title = "Every administrator has, may use and must use a phishing-resistant method",
        Category = CheckCategory.MfaStrength,
        Severity = Severity.Critical,
        Provenance = [Provenance.ED, Provenance.BOD],
        References = ["SCuBA MS.AAD.3.1v1", "SCuBA MS.AAD.3.6v1", "CIS M365 5.2.2.5", "NIST IA-2(1)", "NIST IA-2(2)", "NIST IA-2(8)", "ATT&CK T1557", "ATT&CK T1078.004"],
        Remediation = "Register a phishing-resistant method first (MFA-01), then demand it by conditional access (CA-01), then take the weaker ones away (MFA-02).",
        Needs = Needed,
        Widens = AccessNeeds.Beside(Needed, Datasets.AuthenticationMethods),
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context) => account =>
    {
        Subject subject = Subject.Of(account);
        if (account.Enabled == false)
        {
            return NotApplicable(context, subject, "The account is disabled and cannot sign in.", account.Roles);
        }

        if (context.Settings.IsBreakGlass(account.Id, account.UserPrincipalName))
        {
            return NotApplicable(context, subject, "The account is declared as break-glass and held to CA-09.", account.Roles);
        }

        AuthenticationMethodRow row = context.Analysis.Authentication.Evaluate(account);
        string evidence = $"registered={row.Registered}; allowed={row.Allowed}; required={row.Required}";
        string reason = row.EffectiveStrength == EffectiveStrength.NotAssessed ? row.Reason : $"{row.EffectiveStrength}: {row.Reason}";
        return row.EffectiveStrength switch
        {
            EffectiveStrength.PhishingResistantEnforced => Pass(context, subject, reason, account.Roles, evidence),
            EffectiveStrength.NotAssessed => NotAssessed(context, subject, reason, account.Roles, evidence),
            EffectiveStrength.None => Fail(context, subject, reason, account.Roles, evidence),
            _ => Fail(context, subject, reason, account.Roles, evidence, Severity.High),
        };
    };
}
