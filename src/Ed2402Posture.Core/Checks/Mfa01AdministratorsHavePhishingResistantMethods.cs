using System.Globalization;
using Ed2402Posture.Core.Authentication;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>MFA-01: every privileged person has registered a method that cannot be phished.</summary>
internal sealed class Mfa01AdministratorsHavePhishingResistantMethods : PeopleCheck
{
    private static readonly Threshold ReportAge = new("maximumReportAgeDays", 7, "days", "Age of a user's row in the registration report after which it proves nothing.") { Maximum = 90 };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "MFA-01",
        Title = "Every privileged user has registered a phishing-resistant method",
        Category = CheckCategory.MfaStrength,
        Severity = Severity.High,
        Provenance = [Provenance.ED, Provenance.BOD, Provenance.AA],
        References = ["SCuBA MS.AAD.3.6v1", "CIS M365 5.2.3.4", "CIS M365 5.2.2.5", "NIST IA-2(1)", "NIST IA-2(8)", "ATT&CK T1566", "ATT&CK T1078.004"],
        Remediation = "Hand the person two FIDO2 security keys, or have them register a device-bound passkey or Windows Hello for Business, and remove the weaker methods afterwards.",
        Needs = [Datasets.UserRegistrationDetails],
        Widens = [.. PrivilegeNeeds.Except(), Datasets.AuthenticationMethodsPolicy, Datasets.TransitiveMemberships],
        Thresholds = [ReportAge],
    };

    /// <inheritdoc/>
    protected override Func<PrivilegedAccount, Finding> Judge(CheckContext context)
    {
        var rows = context.Snapshot.Get(Datasets.UserRegistrationDetails).Items.DistinctBy(r => r.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(r => r.Id, StringComparer.OrdinalIgnoreCase);
        int maximumAge = context.Threshold(Metadata, ReportAge.Name);
        return account =>
        {
            Subject subject = Subject.Of(account);
            if (account.Enabled == false)
            {
                return NotApplicable(context, subject, "The account is disabled and cannot sign in.", account.Roles);
            }

            if (!rows.TryGetValue(account.Id, out UserRegistrationDetails? row))
            {
                return NotAssessed(context, subject, "Partial: userRegistrationDetails has no row of this account, so its methods are unknown.", account.Roles);
            }

            string evidence = string.Create(CultureInfo.InvariantCulture, $"methodsRegistered={string.Join(", ", row.MethodsRegistered ?? [])}; lastUpdatedDateTime={row.LastUpdatedDateTime:yyyy-MM-ddTHH:mm:ssZ}");
            if (row.LastUpdatedDateTime is not { } updated || (context.Now - updated).TotalDays > maximumAge)
            {
                return NotAssessed(context, subject, row.LastUpdatedDateTime is { } old ? string.Create(CultureInfo.InvariantCulture, $"Partial: userRegistrationDetails of this account dates from {old:yyyy-MM-dd}, too old to prove anything.") : "Partial: userRegistrationDetails of this account has no date.", account.Roles, evidence);
            }

            string[] registered = [.. row.MethodsRegistered ?? []];
            string[] strong = Array.FindAll(registered, m => RegisteredMethod.OfReport(m).Kind == SignInMethodKind.Strong);
            return strong.Length > 0 ? Pass(context, subject, $"Has registered {string.Join(", ", strong)}.", account.Roles, evidence)
                : Array.Find(registered, m => !RegisteredMethod.OfReport(m).IsKnown) is { } unknown ? NotAssessed(context, subject, $"Partial: the method '{unknown}' that is registered is not known to this version, so it may be a stronger one.", account.Roles, evidence)
                : context.Analysis.Authentication.CertificatesMayServe(context.Analysis.ConditionalAccess.Profiles(account).Activated)
                    ? NotAssessed(context, subject, "Partial: nothing stronger is registered, but certificate-based authentication is allowed for this account, and nothing tells whether the person has a certificate.", account.Roles, evidence)
                : FailUnlessDisabled(context, account, registered.Length > 0 ? $"Has registered only methods that can be phished: {string.Join(", ", registered)}." : "Has registered no method beside the password.", evidence);
        };
    }
}
