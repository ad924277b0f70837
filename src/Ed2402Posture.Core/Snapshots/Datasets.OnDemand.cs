using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

public static partial class Datasets
{
    /// <summary>Users that a case names.</summary>
    public static readonly DatasetDefinition<NamedUser> NamedUsers = new("namedUsers", SnapshotJson.Default.NamedUser)
    {
        IsOnDemand = true, Title = "Users named by a case", Service = DatasetService.Graph, Endpoint = "/users",
        Permissions = ["User.Read.All"], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Users, applications and service principals that were deleted in the last 30 days and can be restored.</summary>
    public static readonly DatasetDefinition<DirectoryObject> DeletedObjects = new("deletedObjects", SnapshotJson.Default.DirectoryObject)
    {
        IsOnDemand = true, Title = "Deleted objects that can be restored", Service = DatasetService.Graph, Endpoint = "/directory/deletedItems/{type}",
        Permissions = ["User.Read.All", ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Azure resources that a case names, with the times of their keys.</summary>
    public static readonly DatasetDefinition<NamedResource> NamedResources = new("namedResources", SnapshotJson.Default.NamedResource)
    {
        IsOnDemand = true, Title = "Azure resources named by a case", Service = DatasetService.ResourceManager, Endpoint = "/{resourceId}",
        Permissions = ["Reader (on the resources named)"],
    };

    /// <summary>Policies that say how long access tokens live.</summary>
    public static readonly DatasetDefinition<TokenLifetimePolicy> TokenLifetimePolicies = new("tokenLifetimePolicies", SnapshotJson.Default.TokenLifetimePolicy)
    {
        IsOnDemand = true, Title = "Lifetimes of access tokens", Service = DatasetService.Graph, Endpoint = "/policies/tokenLifetimePolicies",
        Permissions = ["Policy.Read.All"],
    };

    /// <summary>Which conditional access policies switch continuous access evaluation off.</summary>
    public static readonly DatasetDefinition<ContinuousAccessPolicy> ContinuousAccessPolicies = new("continuousAccessPolicies", SnapshotJson.Default.ContinuousAccessPolicy)
    {
        IsOnDemand = true, Title = "Continuous access evaluation", Service = DatasetService.GraphBeta, Endpoint = "/identity/conditionalAccess/policies",
        Permissions = ["Policy.Read.All"], Licence = Licence.EntraIdP1,
    };

    /// <summary>Interactive sign-ins of users.</summary>
    public static readonly DatasetDefinition<SignIn> SignIns = new("signIns", SnapshotJson.Default.SignIn)
    {
        IsOnDemand = true, Title = "Interactive sign-ins", Service = DatasetService.Graph, Endpoint = "/auditLogs/signIns",
        Permissions = [ReadAuditLog], Licence = Licence.EntraIdP1,
    };

    /// <summary>Non-interactive sign-ins of users, and sign-ins of service principals and managed identities.</summary>
    public static readonly DatasetDefinition<SignIn> OtherSignIns = new("otherSignIns", SnapshotJson.Default.SignIn)
    {
        IsOnDemand = true, Title = "Non-interactive and workload sign-ins", Service = DatasetService.GraphBeta, Endpoint = "/auditLogs/signIns?$filter=signInEventTypes/any(…)",
        Permissions = [ReadAuditLog], Licence = Licence.EntraIdP1,
    };

    /// <summary>Changes in the directory. Read for a case it holds those that say something about an exposure; updates of people and groups only where the case names them.</summary>
    public static readonly DatasetDefinition<DirectoryAudit> DirectoryAudits = new("directoryAudits", SnapshotJson.Default.DirectoryAudit)
    {
        IsOnDemand = true, Title = "Changes in the directory", Service = DatasetService.Graph, Endpoint = "/auditLogs/directoryAudits",
        Permissions = [ReadAuditLog], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Owners, by name, of applications and service principals that have credentials and no privilege: one row an object, also where nobody owns it.
    /// Those of privileged ones are in <see cref="ApplicationOwners"/> and <see cref="ServicePrincipalOwners"/>; those that the service counts as ownerless are not asked for.</summary>
    public static readonly DatasetDefinition<ObjectOwners> CredentialOwners = new("credentialOwners", SnapshotJson.Default.ObjectOwners)
    {
        IsOnDemand = true, Title = "Owners of applications with credentials", Service = DatasetService.Graph, Endpoint = "/applications/{id}/owners",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Those that no scan reads by itself: a cmdlet asks for them, within a <see cref="CollectionScope"/>.</summary>
    public static IReadOnlyList<DatasetDefinition> OnDemand { get; } = [NamedUsers, DeletedObjects, NamedResources, TokenLifetimePolicies, ContinuousAccessPolicies, SignIns, OtherSignIns, DirectoryAudits, CredentialOwners];
}
