using System.Globalization;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-08: the tenant's own settings keep credentials short and away from multitenant applications' service principals.</summary>
internal sealed class Wid08CredentialsAreRestricted : Check
{
    private const string Secrets = "Client secrets", Certificates = "Certificates", Exemptions = "Exemptions", Lock = "App instance property lock";

    private static readonly Threshold SecretLifetime = new("maximumSecretLifetimeDays", 180, "days", "Longest lifetime of a client secret that the policy may allow.");
    private static readonly Threshold CertificateLifetime = new("maximumCertificateLifetimeDays", 365, "days", "Longest lifetime of a certificate that the policy may allow.");

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-08",
        Title = "Policies restrict application credentials, and multitenant applications are locked",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.Medium,
        Provenance = [Provenance.SCuBA],
        References = ["SCuBA MS.AAD.5.5v1", "SCuBA MS.AAD.5.6v1", "SCuBA MS.AAD.5.7v1", "CIS M365 5.1.5.3", "CIS M365 5.1.5.4", "CIS M365 5.1.5.5", "CIS M365 5.1.5.6", "NIST CM-6", "NIST IA-5", "ATT&CK T1098.001"],
        Remediation = "Enable the default app management policy for applications and service principals: block new passwords, cap the lifetime of certificates, for applications of any age. Switch the app instance property lock on for multitenant applications.",
        Needs = [Datasets.DefaultAppManagementPolicy, Datasets.AppManagementPolicies, Datasets.Applications],
        Thresholds = [SecretLifetime, CertificateLifetime],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Snapshot.Get(Datasets.DefaultAppManagementPolicy).Items is [DefaultAppManagementPolicy policy, ..])
        {
            yield return JudgeSecrets(context, new CredentialPolicy(policy), context.Threshold(Metadata, SecretLifetime.Name));
            yield return JudgeCertificates(context, new CredentialPolicy(policy), context.Threshold(Metadata, CertificateLifetime.Name));
        }

        List<AppManagementPolicy> looser = [.. context.Snapshot.Get(Datasets.AppManagementPolicies).Items.Where(p => p.IsEnabled == true && CredentialPolicy.Loosens(p.Restrictions, context.Threshold(Metadata, SecretLifetime.Name), context.Threshold(Metadata, CertificateLifetime.Name)))];
        if (looser.Count > 0)
        {
            yield return Warn(context, context.Tenant, $"Policies for single applications switch restrictions off or allow longer lifetimes: {string.Join(", ", looser.Select(p => p.DisplayName ?? p.Id))}.", Exemptions, severity: Severity.Low);
        }

        foreach (Application application in context.Snapshot.Get(Datasets.Applications).Items.Where(a => a.SignInAudience is not (null or "AzureADMyOrg")))
        {
            yield return JudgeLock(context, application);
        }
    }

    private Finding JudgeSecrets(CheckContext context, CredentialPolicy policy, int limit)
    {
        string evidence = policy.Describe("passwordAddition") + "; " + policy.Describe("passwordLifetime");
        return policy.Forbids("passwordAddition") ? Pass(context, context.Tenant, "New client secrets are blocked for every application.", Secrets, evidence)
            : policy.Limits("passwordLifetime", limit) ? Warn(context, context.Tenant, string.Create(CultureInfo.InvariantCulture, $"New client secrets are allowed; they live {limit} days at most."), Secrets, evidence, Severity.Low)
            : Fail(context, context.Tenant, string.Create(CultureInfo.InvariantCulture, $"Client secrets of any lifetime can be added: no policy blocks them or caps them at {limit} days for every application."), Secrets, evidence);
    }

    private Finding JudgeCertificates(CheckContext context, CredentialPolicy policy, int limit)
    {
        string evidence = policy.Describe("asymmetricKeyLifetime");
        return policy.Limits("asymmetricKeyLifetime", limit)
            ? Pass(context, context.Tenant, string.Create(CultureInfo.InvariantCulture, $"Certificates live {limit} days at most."), Certificates, evidence)
            : Fail(context, context.Tenant, string.Create(CultureInfo.InvariantCulture, $"Certificates of any lifetime can be added: no policy caps them at {limit} days for every application."), Certificates, evidence);
    }

    private Finding JudgeLock(CheckContext context, Application application)
    {
        ServicePrincipalLock? settings = application.ServicePrincipalLockConfiguration;
        var subject = new Subject(application.DisplayName ?? application.Id, application.Id, Subject.ApplicationType);
        string evidence = $"signInAudience={application.SignInAudience}; isEnabled={settings?.IsEnabled}; allProperties={settings?.AllProperties}; credentialsWithUsageSign={settings?.CredentialsWithUsageSign}; credentialsWithUsageVerify={settings?.CredentialsWithUsageVerify}";
        bool locked = settings?.IsEnabled == true && (settings.AllProperties == true || (settings.CredentialsWithUsageSign == true && settings.CredentialsWithUsageVerify == true));
        return locked
            ? Pass(context, subject, "The credentials of its service principals in other tenants are locked.", Lock, evidence)
            : Fail(context, subject, "Administrators of other tenants can add credentials to its service principal there and sign in as it.", Lock, evidence);
    }
}
