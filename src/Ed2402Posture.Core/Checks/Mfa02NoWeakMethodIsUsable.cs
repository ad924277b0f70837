using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>MFA-02: no privileged person has a weaker method registered that the policy still allows.</summary>
internal sealed class Mfa02NoWeakMethodIsUsable : PeopleCheck
{
    private static readonly DatasetNeed[] Needed = [Datasets.UserRegistrationDetails, Datasets.AuthenticationMethodsPolicy, Datasets.TransitiveMemberships];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "MFA-02",
        Title = "No weaker method is left usable by an administrator",
        Category = CheckCategory.MfaStrength,
        Severity = Severity.High,
        Provenance = [Provenance.BOD, Provenance.AA],
        References = ["SCuBA MS.AAD.3.5v2", "CIS M365 5.2.3.5", "CIS M365 5.2.3.7", "NIST IA-5", "NIST IA-2(8)", "ATT&CK T1621", "ATT&CK T1111", "ATT&CK T1556.006"],
        Remediation = "Have the person delete the weaker methods, and exclude administrators from them in the authentication methods policy. Finish the migration of the older multifactor and reset settings.",
        Needs = Needed,
        Widens = AccessNeeds.Beside(Needed, Datasets.AuthenticationMethods),
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        AuthenticationAnalysis authentication = context.Analysis.Authentication;
        return account =>
        {
            Subject subject = Subject.Of(account);
            if (account.Enabled == false)
            {
                return NotApplicable(context, subject, "The account is disabled and cannot sign in.", account.Roles);
            }

            Registration registration = authentication.Registered.Of(account.Id);
            if (registration.Methods is not { } methods)
            {
                return NotAssessed(context, subject, $"{registration.Why}.", account.Roles);
            }

            AccountProfiles profiles = context.Analysis.ConditionalAccess.Profiles(account);
            string evidence = $"registered={string.Join(", ", methods)}";
            string[] allowed = [.. methods.Where(m => m.IsWeak && authentication.Ever(m, profiles) == Allowance.Yes).Select(m => m.Name)];
            string[] doubtful = [.. methods.Where(m => m.IsWeak && authentication.Ever(m, profiles) == Allowance.Unknown).Select(m => m.Name)];
            return allowed.Length > 0 ? Fail(context, subject, $"Has registered, and may use, {string.Join(", ", allowed.Concat(doubtful))}.", account.Roles, evidence)
                : doubtful.Length > 0 ? Warn(context, subject, $"Has registered {string.Join(", ", doubtful)}, which the authentication methods policy does not allow, but settings that cannot be read may.", account.Roles, evidence)
                : methods.FirstOrDefault(m => !m.IsKnown) is { } unknown ? NotAssessed(context, subject, $"Partial: the method '{unknown.Id}' that is registered is not known to this version, so it may be a weaker one.", account.Roles, evidence)
                : Pass(context, subject, methods.Any(m => m.IsWeak) ? "Its weaker methods are not allowed." : "Has registered no weaker method.", account.Roles, evidence);
        };
    }
}
