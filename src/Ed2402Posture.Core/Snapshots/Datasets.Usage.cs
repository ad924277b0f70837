using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

/// <content>What workloads and their credentials are used for. Beta, and in the public cloud alone (Microsoft Graph, 'List
/// servicePrincipalSignInActivities' and 'List appCredentialSignInActivities').</content>
public static partial class Datasets
{
    /// <summary>Last use of every workload: one row an application, by its application id. A workload without a row was not used as far as the
    /// report reaches back.</summary>
    public static readonly DatasetDefinition<ServicePrincipalSignInActivity> ServicePrincipalSignInActivities = new("servicePrincipalSignInActivities", SnapshotJson.Default.ServicePrincipalSignInActivity)
    {
        Title = "Last use of workloads", Service = DatasetService.GraphBeta, Endpoint = "/reports/servicePrincipalSignInActivities",
        Permissions = [ReadAuditLog], AlsoEnough = [ReadDirectory], Licence = Licence.EntraIdP1, Clouds = Clouds.Public,
    };

    /// <summary>Last use of every credential of applications and service principals: one row a credential, by its key id.</summary>
    public static readonly DatasetDefinition<AppCredentialSignInActivity> AppCredentialSignInActivities = new("appCredentialSignInActivities", SnapshotJson.Default.AppCredentialSignInActivity)
    {
        Title = "Last use of credentials", Service = DatasetService.GraphBeta, Endpoint = "/reports/appCredentialSignInActivities",
        Permissions = [ReadAuditLog], AlsoEnough = [ReadDirectory], Licence = Licence.EntraIdP1, Clouds = Clouds.Public,
    };
}
