using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>Federation of domains, principals at risk, and where the logs go.</summary>
public sealed partial class TenantBuilder
{
    /// <summary>The logs that are of use after an incident, as a setting names them.</summary>
    public static readonly IReadOnlyList<string> LogCategories =
    [
        "AuditLogs", "SignInLogs", "NonInteractiveUserSignInLogs", "ServicePrincipalSignInLogs", "ManagedIdentitySignInLogs", "ProvisioningLogs", "ADFSSignInLogs",
        "RiskyUsers", "UserRiskEvents", "RiskyServicePrincipals", "ServicePrincipalRiskEvents", "NetworkAccessTrafficLogs", "MicrosoftGraphActivityLogs",
    ];

    public List<DomainFederation> DomainFederationConfigurations { get; } = [];
    public List<RiskyUser> RiskyUsers { get; } = [];
    public List<RiskyServicePrincipal> RiskyServicePrincipals { get; } = [];
    public List<DirectoryDiagnosticSetting> DirectoryDiagnosticSettings { get; } = [];

    /// <summary>A federated domain with its identity provider, as AD FS sets one up.</summary>
    public TenantBuilder Federate(string domain, Func<DomainFederation, DomainFederation>? with = null)
    {
        Domains.RemoveAll(d => d.Id == domain);
        Domains.Add(new Domain { Id = domain, AuthenticationType = "Federated", IsDefault = false, IsInitial = false, IsRoot = true, IsVerified = true });
        var federation = new DomainFederation
        {
            ParentId = domain, Id = Id("federation:" + domain), DisplayName = domain, IssuerUri = $"http://sts.{domain}/adfs/services/trust", PassiveSignInUri = $"https://sts.{domain}/adfs/ls/", ActiveSignInUri = $"https://sts.{domain}/adfs/services/trust/2005/usernamemixed",
            PreferredAuthenticationProtocol = "wsFed", FederatedIdpMfaBehavior = "rejectMfaByFederatedIdp", SigningCertificate = SigningCertificate($"CN=ADFS Signing - sts.{domain}", ageDays: 100, lifetimeDays: 365),
        };
        DomainFederationConfigurations.Add(with is null ? federation : with(federation));
        return this;
    }

    /// <summary>A public certificate in base64, so many days old.</summary>
    public static string SigningCertificate(string subject, int ageDays, int lifetimeDays)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using X509Certificate2 certificate = new CertificateRequest(subject, key, HashAlgorithmName.SHA256).CreateSelfSigned(Now.AddDays(-ageDays), Now.AddDays(lifetimeDays - ageDays));
        return Convert.ToBase64String(certificate.RawData);
    }

    /// <summary>A user at risk.</summary>
    public TenantBuilder AtRisk(string userId, string state = "atRisk")
    {
        User user = Users.Find(u => u.Id == userId) ?? throw new ArgumentException("There is no such user.", nameof(userId));
        RiskyUsers.Add(new RiskyUser { Id = userId, UserPrincipalName = user.UserPrincipalName, UserDisplayName = user.DisplayName, RiskLevel = "high", RiskState = state, RiskDetail = "none", RiskLastUpdatedDateTime = Now.AddDays(-1), IsDeleted = false });
        return this;
    }

    /// <summary>A service principal at risk.</summary>
    public TenantBuilder WorkloadAtRisk(string servicePrincipalId, string state = "atRisk")
    {
        ServicePrincipal principal = ServicePrincipals.Find(p => p.Id == servicePrincipalId) ?? throw new ArgumentException("There is no such service principal.", nameof(servicePrincipalId));
        RiskyServicePrincipals.Add(new RiskyServicePrincipal { Id = principal.Id, AppId = principal.AppId, DisplayName = principal.DisplayName, RiskLevel = "high", RiskState = state, RiskDetail = "none", RiskLastUpdatedDateTime = Now.AddDays(-1), IsEnabled = true });
        return this;
    }

    /// <summary>An export of logs to a workspace that keeps them for so many days; null: unknown.</summary>
    public TenantBuilder ExportLogs(string name, int? days, params IReadOnlyList<string> categories)
    {
        DirectoryDiagnosticSettings.Add(new DirectoryDiagnosticSetting
        {
            Id = $"/providers/microsoft.aadiam/diagnosticSettings/{name}", Name = name, WorkspaceRetentionInDays = days,
            Properties = new DirectoryDiagnosticProperties
            {
                WorkspaceId = $"/subscriptions/{Id("subscription:Logs")}/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/{name}",
                Logs = [.. categories.Select(c => new DirectoryLogSetting { Category = c, Enabled = true })],
            },
        });
        return this;
    }

    private void PutRisk(SnapshotBuilder builder)
    {
        Put(builder, Datasets.DomainFederationConfigurations, DomainFederationConfigurations);
        Put(builder, Datasets.RiskyUsers, RiskyUsers);
        Put(builder, Datasets.RiskyServicePrincipals, RiskyServicePrincipals);
        Put(builder, Datasets.DirectoryDiagnosticSettings, DirectoryDiagnosticSettings);
    }
}
