using System.Globalization;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-03: every secret and certificate of every application is short-lived, young and removed when it has expired.</summary>
internal sealed class Wid03CredentialsAreShortLived : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-03",
        Title = "Application credentials are within the limits for lifetime and age",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.High,
        Provenance = [Provenance.SCuBA],
        References = ["SCuBA MS.AAD.5.5v1", "SCuBA MS.AAD.5.6v1", "SCuBA MS.AAD.5.7v1", "NIST IA-5(1)", "NIST SC-12", "ATT&CK T1098.001", "ATT&CK T1649"],
        Remediation = "Issue a new credential within the limits, move the workload to it, and remove the old one, also when it has expired. An application management policy keeps new ones within the limits.",
        Needs = [Datasets.Applications, Datasets.ServicePrincipals],
        Widens = PrivilegeNeeds.Except(Datasets.Applications, Datasets.ServicePrincipals),
        Thresholds = CredentialLimits.Thresholds,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        int warnWithin = CredentialLimits.From(context.Settings).ExpiryWarningDays;
        bool any = false;
        foreach (AppCredential credential in AppCredentialReader.Read(context.Analysis).Where(c => c.Kind != CredentialKind.Federated))
        {
            any = true;
            yield return Judge(context, credential, warnWithin);
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No application and no service principal has a secret or certificate.");
        }
    }

    private Finding Judge(CheckContext context, AppCredential credential, int warnWithin)
    {
        var subject = new Subject(credential.Principal, credential.ObjectId, credential.ObjectType.ToString());
        string resource = credential.ToString();
        string evidence = string.Create(CultureInfo.InvariantCulture, $"appId={credential.AppId}; start={credential.StartDateTime:yyyy-MM-dd}; end={credential.EndDateTime:yyyy-MM-dd}; ageDays={credential.AgeDays}; lifetimeDays={credential.LifetimeDays}; tier={credential.Tier}");
        Severity severity = credential.Tier <= Tiers.ManagementPlane ? Metadata.Severity : Severity.Medium;
        if (credential.Use == CredentialUse.SamlSigning)
        {
            return NotApplicable(context, subject, "It signs SAML tokens for the application; nobody signs in with it.", resource, evidence);
        }

        if (credential.IsAzures)
        {
            return NotApplicable(context, subject, "Azure keeps the certificate of a managed identity and renews it.", resource, evidence);
        }

        List<StaleCause> causes = [.. credential.StaleCauses.Where(c => c.Rule is not (StaleRule.Ownerless or StaleRule.Unused))];
        if (causes.Count > 0)
        {
            string reason = $"The {Kind(credential)} {string.Join("; ", causes)}.";
            return causes.Exists(c => c.Rule is not (StaleRule.Superseded or StaleRule.NoStart))
                ? Fail(context, subject, reason, resource, evidence, severity)
                : Warn(context, subject, reason, resource, evidence, Severity.Low);
        }

        return credential.DaysToExpiry <= warnWithin
            ? Warn(context, subject, $"The {Kind(credential)} ends in {credential.DaysToExpiry} days.", resource, evidence, Severity.Low)
            : Pass(context, subject, $"The {Kind(credential)} is within the limits.", resource, evidence);
    }

    private static string Kind(AppCredential credential) => credential.Kind == CredentialKind.Secret ? "secret" : "certificate";
}
