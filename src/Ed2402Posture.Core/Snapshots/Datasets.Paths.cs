using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

/// <content>Datasets of the indirect ways to privilege.</content>
public static partial class Datasets
{
    /// <summary>Active members and owners of those groups as PIM for Groups sees them.</summary>
    public static readonly DatasetDefinition<PimGroupScheduleInstance> PimGroupAssignmentInstances = new("pimGroupAssignmentInstances", SnapshotJson.Default.PimGroupScheduleInstance)
    {
        Title = "Active members and owners in PIM for Groups", Service = DatasetService.Graph, Endpoint = "/identityGovernance/privilegedAccess/group/assignmentScheduleInstances",
        Permissions = ["PrivilegedAssignmentSchedule.Read.AzureADGroup"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>Eligible members and owners of those groups.</summary>
    public static readonly DatasetDefinition<PimGroupScheduleInstance> PimGroupEligibilityInstances = new("pimGroupEligibilityInstances", SnapshotJson.Default.PimGroupScheduleInstance)
    {
        Title = "Eligible members and owners in PIM for Groups", Service = DatasetService.Graph, Endpoint = "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
        Permissions = ["PrivilegedEligibilitySchedule.Read.AzureADGroup"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>Administrative units.</summary>
    public static readonly DatasetDefinition<AdministrativeUnit> AdministrativeUnits = new("administrativeUnits", SnapshotJson.Default.AdministrativeUnit)
    {
        Title = "Administrative units", Service = DatasetService.Graph, Endpoint = "/directory/administrativeUnits",
        Permissions = ["AdministrativeUnit.Read.All"], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Members of the administrative units in which a role is assigned: one row an edge.</summary>
    public static readonly DatasetDefinition<ObjectLink> AdministrativeUnitMembers = new("administrativeUnitMembers", SnapshotJson.Default.ObjectLink)
    {
        Title = "Members of administrative units with a role", Service = DatasetService.Graph, Endpoint = "/directory/administrativeUnits/{id}/members",
        Permissions = ["AdministrativeUnit.Read.All"], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Delegated permissions in use.</summary>
    public static readonly DatasetDefinition<PermissionGrant> PermissionGrants = new("permissionGrants", SnapshotJson.Default.PermissionGrant)
    {
        Title = "Delegated permissions granted for all users", Service = DatasetService.Graph, Endpoint = "/oauth2PermissionGrants",
        Permissions = [ReadDirectory],
    };

    /// <summary>Owners of privileged applications: one row an edge.</summary>
    public static readonly DatasetDefinition<ObjectLink> ApplicationOwners = new("applicationOwners", SnapshotJson.Default.ObjectLink)
    {
        Title = "Owners of privileged applications", Service = DatasetService.Graph, Endpoint = "/applications/{id}/owners",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Owners of privileged service principals: one row an edge.</summary>
    public static readonly DatasetDefinition<ObjectLink> ServicePrincipalOwners = new("servicePrincipalOwners", SnapshotJson.Default.ObjectLink)
    {
        Title = "Owners of privileged service principals", Service = DatasetService.Graph, Endpoint = "/servicePrincipals/{id}/owners",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Applications that nobody owns, of all of them: Graph counts owners in a filter, so that it takes a page for every 999 and not a request for each.
    /// Who the owners of the others are is read of privileged ones only.</summary>
    public static readonly DatasetDefinition<DirectoryObject> OwnerlessApplications = new("ownerlessApplications", SnapshotJson.Default.DirectoryObject)
    {
        Title = "Applications without an owner", Service = DatasetService.Graph, Endpoint = "/applications?$filter=owners/$count eq 0",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Service principals that somebody owns, of all of them: few are.</summary>
    public static readonly DatasetDefinition<DirectoryObject> OwnedServicePrincipals = new("ownedServicePrincipals", SnapshotJson.Default.DirectoryObject)
    {
        Title = "Service principals with an owner", Service = DatasetService.Graph, Endpoint = "/servicePrincipals?$filter=owners/$count ne 0",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Federated credentials of every application, and of privileged managed identities. Beta, because v1.0 leaves out flexible expressions.</summary>
    public static readonly DatasetDefinition<FederatedIdentityCredential> FederatedIdentityCredentials = new("federatedIdentityCredentials", SnapshotJson.Default.FederatedIdentityCredential)
    {
        Title = "Federated credentials of applications", Service = DatasetService.GraphBeta, Endpoint = "/applications/{id}/federatedIdentityCredentials",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>What partners may administer.</summary>
    public static readonly DatasetDefinition<DelegatedAdminRelationship> DelegatedAdminRelationships = new("delegatedAdminRelationships", SnapshotJson.Default.DelegatedAdminRelationship)
    {
        Title = "Delegated administration by partners", Service = DatasetService.Graph, Endpoint = "/tenantRelationships/delegatedAdminRelationships",
        Permissions = ["DelegatedAdminRelationship.Read.All"], Clouds = Clouds.PublicAndUsGovernment,
    };

    /// <summary>Active Azure role assignments as PIM sees them, at subscriptions and management groups and below.</summary>
    public static readonly DatasetDefinition<AzureScheduleInstance> AzureRoleAssignmentScheduleInstances = new("azureRoleAssignmentScheduleInstances", SnapshotJson.Default.AzureScheduleInstance)
    {
        Title = "Active Azure assignments in PIM", Service = DatasetService.ResourceManager, Endpoint = "/{scope}/providers/Microsoft.Authorization/roleAssignmentScheduleInstances",
        Permissions = [AzureReader], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>Eligible Azure role assignments, at subscriptions and management groups and below.</summary>
    public static readonly DatasetDefinition<AzureScheduleInstance> AzureRoleEligibilityScheduleInstances = new("azureRoleEligibilityScheduleInstances", SnapshotJson.Default.AzureScheduleInstance)
    {
        Title = "Eligible Azure assignments in PIM", Service = DatasetService.ResourceManager, Endpoint = "/{scope}/providers/Microsoft.Authorization/roleEligibilityScheduleInstances",
        Permissions = [AzureReader], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>Classic administrators of subscriptions.</summary>
    public static readonly DatasetDefinition<ClassicAdministrator> ClassicAdministrators = new("classicAdministrators", SnapshotJson.Default.ClassicAdministrator)
    {
        Title = "Classic administrators", Service = DatasetService.ResourceManager, Endpoint = "/subscriptions/{id}/providers/Microsoft.Authorization/classicAdministrators",
        Permissions = [AzureReader],
    };

    /// <summary>Azure resources and the managed identities that they carry, so that it is known whose host is whose.</summary>
    public static readonly DatasetDefinition<IdentityHost> IdentityHosts = new("identityHosts", SnapshotJson.Default.IdentityHost)
    {
        Title = "Azure resources with managed identities", Service = DatasetService.ResourceGraph, Endpoint = "resources (where identity.type contains 'assigned')",
        Permissions = [AzureReader],
    };

    /// <summary>Of the principals that assignments name and the directory no longer has: those that can still be restored.</summary>
    public static readonly DatasetDefinition<DirectoryObject> DeletedPrincipals = new("deletedPrincipals", SnapshotJson.Default.DirectoryObject)
    {
        Title = "Deleted principals with assignments", Service = DatasetService.Graph, Endpoint = "/directory/deletedItems/{id}",
        Permissions = [ReadDirectory],
    };
}
