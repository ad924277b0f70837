using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

public static partial class Datasets
{
    /// <summary>The identity providers of federated domains.</summary>
    public static readonly DatasetDefinition<DomainFederation> DomainFederationConfigurations = new("domainFederationConfigurations", SnapshotJson.Default.DomainFederation)
    {
        Title = "Federation settings of domains", Service = DatasetService.Graph, Endpoint = "/domains/{id}/federationConfiguration",
        Permissions = ["Domain.Read.All"], AlsoEnough = ["Domain-InternalFederation.Read.All"],
    };

    /// <summary>Users at risk or confirmed compromised.</summary>
    public static readonly DatasetDefinition<RiskyUser> RiskyUsers = new("riskyUsers", SnapshotJson.Default.RiskyUser)
    {
        Title = "Users at risk", Service = DatasetService.Graph, Endpoint = "/identityProtection/riskyUsers",
        Permissions = ["IdentityRiskyUser.Read.All"], Licence = Licence.EntraIdP2, Clouds = Clouds.PublicAndUsGovernment,
    };

    /// <summary>Service principals at risk or confirmed compromised.</summary>
    public static readonly DatasetDefinition<RiskyServicePrincipal> RiskyServicePrincipals = new("riskyServicePrincipals", SnapshotJson.Default.RiskyServicePrincipal)
    {
        Title = "Service principals at risk", Service = DatasetService.Graph, Endpoint = "/identityProtection/riskyServicePrincipals",
        Permissions = ["IdentityRiskyServicePrincipal.Read.All"], Licence = Licence.WorkloadIdPremium, Clouds = Clouds.PublicAndUsGovernment,
    };

    /// <summary>Where the tenant's logs are exported to.</summary>
    public static readonly DatasetDefinition<DirectoryDiagnosticSetting> DirectoryDiagnosticSettings = new("directoryDiagnosticSettings", SnapshotJson.Default.DirectoryDiagnosticSetting)
    {
        Title = "Export of the tenant's logs", Service = DatasetService.ResourceManager, Endpoint = "/providers/microsoft.aadiam/diagnosticSettings",
        Permissions = ["Reader (at /providers/microsoft.aadiam)"],
    };
}
