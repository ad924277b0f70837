using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-01: every sign-in of every privileged person, to any application, is forced to a phishing-resistant method.</summary>
internal sealed class Ca01AdministratorsAreForcedToPhishingResistantMfa : AccessCheck
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-01",
        Title = "Every sign-in of an administrator is forced to phishing-resistant MFA",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.Critical,
        Provenance = [Provenance.BOD],
        References = ["SCuBA MS.AAD.3.6v1", "SCuBA MS.AAD.3.1v1", "CIS M365 5.2.2.1", "CIS M365 5.2.2.5", "NIST IA-2(1)", "NIST AC-3", "ATT&CK T1078.004", "ATT&CK T1566"],
        Remediation = "Make one enabled policy for the administrator roles, all resources and all client apps, without conditions, that demands the authentication strength 'Phishing-resistant MFA', and exclude the break-glass accounts alone.",
        Needs = AccessNeeds.Verdict,
        Widens = AccessNeeds.Widening,
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<AccountProfile, Subject, Finding> Judge(CheckContext context, ConditionalAccessAnalysis access)
    {
        var advice = new Lazy<string?>(() => access.Advisor.Advise([.. Open(context, access)]));
        return (profile, subject) =>
        {
            AccessVerdict verdict = access.Model.EvaluateAll(profile);
            string evidence = Evidence(access.Model, profile);
            if (verdict.Requirement < Requirement.PhishingResistantMfa)
            {
                string reason = $"{(verdict.Requirement == Requirement.None ? "The password alone opens" : "A method that can be phished opens")} {verdict.Target.Name}: {verdict.Escape}.{NotCounted(verdict)}";
                return FindingFactory.Create(Metadata, context, Outcome.Fail, subject, reason, verdict.Target.Name, evidence, verdict.Requirement == Requirement.None ? null : Severity.High, advice.Value is { } change ? $"{change} {Metadata.Remediation}" : null);
            }

            return Pass(context, subject, $"Every sign-in demands {(verdict.Requirement == Requirement.Block ? "what cannot be given, and is blocked" : "a phishing-resistant method")}.", null, evidence);
        };
    }

    /// <inheritdoc/>
    protected override Finding? Before(CheckContext context, ConditionalAccessAnalysis access, AccountProfile before, Subject subject) =>
        access.Model.EvaluateAll(before) is { Requirement: < Requirement.PhishingResistantMfa } verdict
            ? Warn(context, subject, $"Forced once the eligible roles are activated, but not before: {verdict.Escape}.", verdict.Target.Name, Evidence(access.Model, before)) : null;

    private IEnumerable<AccountProfile> Open(CheckContext context, ConditionalAccessAnalysis access) =>
        context.Privilege.Accounts
            .Where(a => a.Tier <= Tier && a.Type is PrincipalType.User or PrincipalType.Guest && a.Enabled != false && !context.Settings.IsBreakGlass(a.Id, a.UserPrincipalName))
            .Select(a => access.Profiles(a).WithPrivilege.FirstOrDefault(p => access.Model.EvaluateAll(p).Requirement < Requirement.PhishingResistantMfa)).OfType<AccountProfile>();
}
