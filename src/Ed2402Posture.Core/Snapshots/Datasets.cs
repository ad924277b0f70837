using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Every dataset that the scanner knows, with its endpoint, permissions, licence and clouds. Sources: Microsoft's permissions
/// file (2026-08-07), the v1.0 metadata (2026-08-20) and the pages of each endpoint; see docs/permissions.md.</summary>
public static partial class Datasets
{
    private const string ReadDirectoryRoles = "RoleManagement.Read.Directory";
    private const string ReadPolicies = "Policy.Read.All";
    private const string ReadApplications = "Application.Read.All";
    private const string ReadDirectory = "Directory.Read.All";
    private const string ReadAuditLog = "AuditLog.Read.All";
    private const string AzureReader = "Reader (at the tenant root management group)";

    /// <summary>The tenant.</summary>
    public static readonly DatasetDefinition<Organization> Organization = new("organization", SnapshotJson.Default.Organization)
    {
        Title = "The tenant", Service = DatasetService.Graph, Endpoint = "/organization",
        Permissions = ["Organization.Read.All"], AlsoEnough = [ReadDirectory, "User.Read.All"],
    };

    /// <summary>Licences.</summary>
    public static readonly DatasetDefinition<SubscribedSku> SubscribedSkus = new("subscribedSkus", SnapshotJson.Default.SubscribedSku)
    {
        Title = "Licences", Service = DatasetService.Graph, Endpoint = "/subscribedSkus",
        Permissions = ["LicenseAssignment.Read.All"], AlsoEnough = ["Organization.Read.All", ReadDirectory],
    };

    /// <summary>Domains.</summary>
    public static readonly DatasetDefinition<Domain> Domains = new("domains", SnapshotJson.Default.Domain)
    {
        Title = "Domains", Service = DatasetService.Graph, Endpoint = "/domains",
        Permissions = ["Domain.Read.All"], AlsoEnough = [ReadDirectory],
    };

    /// <summary>What every id found in an assignment stands for.</summary>
    public static readonly DatasetDefinition<DirectoryObject> Principals = new("principals", SnapshotJson.Default.DirectoryObject)
    {
        Title = "Principals behind assignments", Service = DatasetService.Graph, Endpoint = "/directoryObjects/getByIds",
        Permissions = [ReadDirectory],
    };

    /// <summary>Users that hold or may hold privilege.</summary>
    public static readonly DatasetDefinition<User> Users = new("users", SnapshotJson.Default.User)
    {
        Title = "Privileged users", Service = DatasetService.Graph, Endpoint = "/users",
        Permissions = ["User.Read.All"], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Last sign-ins of those users.</summary>
    public static readonly DatasetDefinition<UserSignInActivity> SignInActivity = new("signInActivity", SnapshotJson.Default.UserSignInActivity)
    {
        Title = "Last sign-ins of privileged users", Service = DatasetService.Graph, Endpoint = "/users?$select=signInActivity",
        Permissions = [ReadAuditLog, "User.Read.All"], Licence = Licence.EntraIdP1,
    };

    /// <summary>Groups that hold a role in Entra ID or Azure, and the groups nested in them.</summary>
    public static readonly DatasetDefinition<Group> Groups = new("groups", SnapshotJson.Default.Group)
    {
        Title = "Groups with a role, nested ones too", Service = DatasetService.Graph, Endpoint = "/groups",
        Permissions = ["GroupMember.Read.All"], AlsoEnough = ["Group.Read.All", ReadDirectory],
    };

    /// <summary>Direct members of those groups: one row an edge. Beta, because v1.0 leaves out service principals (Microsoft Graph 'list
    /// group members', known issue); of owners too.</summary>
    public static readonly DatasetDefinition<ObjectLink> GroupMembers = new("groupMembers", SnapshotJson.Default.ObjectLink)
    {
        Title = "Members of groups with a role", Service = DatasetService.GraphBeta, Endpoint = "/groups/{id}/members",
        Permissions = ["GroupMember.Read.All"], AlsoEnough = ["Group.Read.All", ReadDirectory],
    };

    /// <summary>Owners of those groups: one row an edge.</summary>
    public static readonly DatasetDefinition<ObjectLink> GroupOwners = new("groupOwners", SnapshotJson.Default.ObjectLink)
    {
        Title = "Owners of groups with a role", Service = DatasetService.GraphBeta, Endpoint = "/groups/{id}/owners",
        Permissions = ["GroupMember.Read.All"], AlsoEnough = ["Group.Read.All", ReadDirectory],
    };

    /// <summary>Directory role definitions, built-in and custom.</summary>
    public static readonly DatasetDefinition<RoleDefinition> RoleDefinitions = new("roleDefinitions", SnapshotJson.Default.RoleDefinition)
    {
        Title = "Directory role definitions", Service = DatasetService.Graph, Endpoint = "/roleManagement/directory/roleDefinitions",
        Permissions = [ReadDirectoryRoles], AlsoEnough = [ReadDirectory, "RoleManagement.Read.All"],
    };

    /// <summary>Active directory role assignments.</summary>
    public static readonly DatasetDefinition<RoleAssignment> RoleAssignments = new("roleAssignments", SnapshotJson.Default.RoleAssignment)
    {
        Title = "Active directory role assignments", Service = DatasetService.Graph, Endpoint = "/roleManagement/directory/roleAssignments",
        Permissions = [ReadDirectoryRoles], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Active directory role assignments as PIM sees them, with start and end.</summary>
    public static readonly DatasetDefinition<RoleAssignmentScheduleInstance> RoleAssignmentScheduleInstances = new("roleAssignmentScheduleInstances", SnapshotJson.Default.RoleAssignmentScheduleInstance)
    {
        Title = "Active assignments in PIM", Service = DatasetService.Graph, Endpoint = "/roleManagement/directory/roleAssignmentScheduleInstances",
        Permissions = ["RoleAssignmentSchedule.Read.Directory"], AlsoEnough = [ReadDirectoryRoles, "RoleManagement.Read.All"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>Eligible directory role assignments.</summary>
    public static readonly DatasetDefinition<RoleEligibilityScheduleInstance> RoleEligibilityScheduleInstances = new("roleEligibilityScheduleInstances", SnapshotJson.Default.RoleEligibilityScheduleInstance)
    {
        Title = "Eligible assignments in PIM", Service = DatasetService.Graph, Endpoint = "/roleManagement/directory/roleEligibilityScheduleInstances",
        Permissions = ["RoleEligibilitySchedule.Read.Directory"], AlsoEnough = [ReadDirectoryRoles, "RoleManagement.Read.All"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>PIM settings of directory roles, with their rules.</summary>
    public static readonly DatasetDefinition<RoleManagementPolicyAssignment> RoleManagementPolicyAssignments = new("roleManagementPolicyAssignments", SnapshotJson.Default.RoleManagementPolicyAssignment)
    {
        Title = "PIM settings of directory roles", Service = DatasetService.Graph, Endpoint = "/policies/roleManagementPolicyAssignments",
        Permissions = [ReadDirectoryRoles], AlsoEnough = ["RoleManagement.Read.All"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>Authentication methods policy.</summary>
    public static readonly DatasetDefinition<AuthenticationMethodsPolicy> AuthenticationMethodsPolicy = new("authenticationMethodsPolicy", SnapshotJson.Default.AuthenticationMethodsPolicy)
    {
        Title = "Authentication methods policy", Service = DatasetService.Graph, Endpoint = "/policies/authenticationMethodsPolicy",
        Permissions = ["Policy.Read.AuthenticationMethod"], AlsoEnough = [ReadPolicies], Clouds = Clouds.PublicAndUsGovernment,
    };

    /// <summary>Authentication strengths.</summary>
    public static readonly DatasetDefinition<AuthenticationStrengthPolicy> AuthenticationStrengthPolicies = new("authenticationStrengthPolicies", SnapshotJson.Default.AuthenticationStrengthPolicy)
    {
        Title = "Authentication strengths", Service = DatasetService.Graph, Endpoint = "/policies/authenticationStrengthPolicies",
        Permissions = ["Policy.Read.AuthenticationMethod"], AlsoEnough = [ReadPolicies],
    };

    /// <summary>Registered methods of privileged users.</summary>
    public static readonly DatasetDefinition<UserRegistrationDetails> UserRegistrationDetails = new("userRegistrationDetails", SnapshotJson.Default.UserRegistrationDetails)
    {
        Title = "Registered authentication methods", Service = DatasetService.Graph, Endpoint = "/reports/authenticationMethods/userRegistrationDetails",
        Permissions = [ReadAuditLog], Licence = Licence.EntraIdP1,
    };

    /// <summary>Conditional access policies.</summary>
    public static readonly DatasetDefinition<ConditionalAccessPolicy> ConditionalAccessPolicies = new("conditionalAccessPolicies", SnapshotJson.Default.ConditionalAccessPolicy)
    {
        Title = "Conditional access policies", Service = DatasetService.Graph, Endpoint = "/identity/conditionalAccess/policies",
        Permissions = [ReadPolicies], Licence = Licence.EntraIdP1,
    };

    /// <summary>Named locations.</summary>
    public static readonly DatasetDefinition<NamedLocation> NamedLocations = new("namedLocations", SnapshotJson.Default.NamedLocation)
    {
        Title = "Named locations", Service = DatasetService.Graph, Endpoint = "/identity/conditionalAccess/namedLocations",
        Permissions = [ReadPolicies], Licence = Licence.EntraIdP1,
    };

    /// <summary>Authorization policy.</summary>
    public static readonly DatasetDefinition<AuthorizationPolicy> AuthorizationPolicy = new("authorizationPolicy", SnapshotJson.Default.AuthorizationPolicy)
    {
        Title = "Authorization policy", Service = DatasetService.Graph, Endpoint = "/policies/authorizationPolicy",
        Permissions = [ReadPolicies],
    };

    /// <summary>Security defaults.</summary>
    public static readonly DatasetDefinition<SecurityDefaultsPolicy> SecurityDefaults = new("securityDefaults", SnapshotJson.Default.SecurityDefaultsPolicy)
    {
        Title = "Security defaults", Service = DatasetService.Graph, Endpoint = "/policies/identitySecurityDefaultsEnforcementPolicy",
        Permissions = [ReadPolicies],
    };

    /// <summary>Admin consent workflow.</summary>
    public static readonly DatasetDefinition<AdminConsentRequestPolicy> AdminConsentRequestPolicy = new("adminConsentRequestPolicy", SnapshotJson.Default.AdminConsentRequestPolicy)
    {
        Title = "Admin consent workflow", Service = DatasetService.Graph, Endpoint = "/policies/adminConsentRequestPolicy",
        Permissions = [ReadPolicies], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Restrictions on the credentials of all applications.</summary>
    public static readonly DatasetDefinition<DefaultAppManagementPolicy> DefaultAppManagementPolicy = new("defaultAppManagementPolicy", SnapshotJson.Default.DefaultAppManagementPolicy)
    {
        Title = "Restrictions on all applications' credentials", Service = DatasetService.Graph, Endpoint = "/policies/defaultAppManagementPolicy",
        Permissions = [ReadPolicies], Clouds = Clouds.PublicAndUsGovernment,
    };

    /// <summary>Restrictions on the credentials of single applications.</summary>
    public static readonly DatasetDefinition<AppManagementPolicy> AppManagementPolicies = new("appManagementPolicies", SnapshotJson.Default.AppManagementPolicy)
    {
        Title = "Restrictions on single applications' credentials", Service = DatasetService.Graph, Endpoint = "/policies/appManagementPolicies",
        Permissions = [ReadPolicies], Clouds = Clouds.PublicAndUsGovernment,
    };

    /// <summary>Every application of the tenant, with its credentials.</summary>
    public static readonly DatasetDefinition<Application> Applications = new("applications", SnapshotJson.Default.Application)
    {
        Title = "Applications and their credentials", Service = DatasetService.Graph, Endpoint = "/applications",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Every service principal of the tenant, with its credentials.</summary>
    public static readonly DatasetDefinition<ServicePrincipal> ServicePrincipals = new("servicePrincipals", SnapshotJson.Default.ServicePrincipal)
    {
        Title = "Service principals and their credentials", Service = DatasetService.Graph, Endpoint = "/servicePrincipals",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>The application permissions that Microsoft Graph and other resources of privilege offer.</summary>
    public static readonly DatasetDefinition<ResourceServicePrincipal> ResourceServicePrincipals = new("resourceServicePrincipals", SnapshotJson.Default.ResourceServicePrincipal)
    {
        Title = "Application permissions on offer", Service = DatasetService.Graph, Endpoint = "/servicePrincipals(appId='{appId}')",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Application permissions to those resources in use.</summary>
    public static readonly DatasetDefinition<AppRoleAssignment> AppRoleAssignments = new("appRoleAssignments", SnapshotJson.Default.AppRoleAssignment)
    {
        Title = "Application permissions in use", Service = DatasetService.Graph, Endpoint = "/servicePrincipals/{id}/appRoleAssignedTo",
        Permissions = [ReadApplications], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Azure management groups and subscriptions in their tree.</summary>
    public static readonly DatasetDefinition<ManagementGroup> ManagementGroups = new("managementGroups", SnapshotJson.Default.ManagementGroup)
    {
        Title = "Azure management groups", Service = DatasetService.ResourceManager, Endpoint = "/providers/Microsoft.Management/getEntities",
        Permissions = [AzureReader],
    };

    /// <summary>Azure subscriptions.</summary>
    public static readonly DatasetDefinition<AzureSubscription> AzureSubscriptions = new("azureSubscriptions", SnapshotJson.Default.AzureSubscription)
    {
        Title = "Azure subscriptions", Service = DatasetService.ResourceManager, Endpoint = "/subscriptions",
        Permissions = [AzureReader],
    };

    /// <summary>Active Azure role assignments at and below the management groups and subscriptions that the caller may read.</summary>
    public static readonly DatasetDefinition<AzureRoleAssignment> AzureRoleAssignments = new("azureRoleAssignments", SnapshotJson.Default.AzureRoleAssignment)
    {
        Title = "Azure role assignments", Service = DatasetService.ResourceGraph, Endpoint = "authorizationresources (microsoft.authorization/roleassignments)",
        Permissions = [AzureReader],
    };

    /// <summary>Azure role assignments at the root scope <c>/</c>, which Resource Graph does not show.</summary>
    public static readonly DatasetDefinition<AzureRoleAssignment> AzureRootRoleAssignments = new("azureRootRoleAssignments", SnapshotJson.Default.AzureRoleAssignment)
    {
        Title = "Azure role assignments at the root scope", Service = DatasetService.ResourceManager, Endpoint = "/providers/Microsoft.Authorization/roleAssignments?$filter=atScope()",
        Permissions = ["Reader (at the root scope /)"],
    };

    /// <summary>Azure role definitions, built-in and custom.</summary>
    public static readonly DatasetDefinition<AzureRoleDefinition> AzureRoleDefinitions = new("azureRoleDefinitions", SnapshotJson.Default.AzureRoleDefinition)
    {
        Title = "Azure role definitions", Service = DatasetService.ResourceGraph, Endpoint = "authorizationresources (microsoft.authorization/roledefinitions)",
        Permissions = [AzureReader],
    };

    /// <summary>Lists that are read in full, and of which a later scan can read the changes alone.</summary>
    public static IReadOnlyList<DatasetDefinition> Tracked => field ??= [Applications, ServicePrincipals];

    /// <summary>Objects that are read by id, a few of many, and of which a later scan can read those alone that changed.</summary>
    public static IReadOnlyList<DatasetDefinition> TrackedById => field ??= [Users, Groups, PolicyGroups];

    /// <summary>All of them, in the order in which a scan reads and reports them.</summary>
    public static IReadOnlyList<DatasetDefinition> All => field ??=
    [
        Organization, SubscribedSkus, Domains,
        RoleDefinitions, RoleAssignments, RoleAssignmentScheduleInstances, RoleEligibilityScheduleInstances, RoleManagementPolicyAssignments, PimGroupPolicyAssignments, AccessReviewDefinitions, AccessReviewInstances, AccessReviewDecisions, RoleManagementAlerts,
        Principals, DeletedPrincipals, Groups, GroupMembers, GroupOwners, PimGroupAssignmentInstances, PimGroupEligibilityInstances, AdministrativeUnits, AdministrativeUnitMembers, Users, SignInActivity, UserRegistrationDetails, AuthenticationMethods,
        PrivilegedSignIns, AuthenticationMethodAudits, PimAudits,
        AuthenticationMethodsPolicy, AuthenticationStrengthPolicies, ConditionalAccessPolicies, NamedLocations, AuthorizationPolicy, SecurityDefaults,
        AdminConsentRequestPolicy, DefaultAppManagementPolicy, AppManagementPolicies,
        TransitiveMemberships, PolicyGroups, PolicyGroupNesting, PolicyGroupOwners, ExclusionGroupSizes, ExclusionGroupEligibilityInstances, GuestHomeTenants,
        Applications, ServicePrincipals, ResourceServicePrincipals, AppRoleAssignments, PermissionGrants, ApplicationOwners, ServicePrincipalOwners, OwnerlessApplications, OwnedServicePrincipals, FederatedIdentityCredentials, DelegatedAdminRelationships,
        ServicePrincipalSignInActivities, AppCredentialSignInActivities,
        DomainFederationConfigurations, RiskyUsers, RiskyServicePrincipals,
        ManagementGroups, AzureSubscriptions, AzureRoleAssignments, AzureRootRoleAssignments, AzureRoleDefinitions, AzureRoleAssignmentScheduleInstances, AzureRoleEligibilityScheduleInstances, AzureRolePolicyAssignments, ClassicAdministrators, IdentityHosts,
        PimApproverGroupMembers, PimApprovers,
        DirectoryDiagnosticSettings,
    ];

    // Made on first use: the order in which the parts of this class are initialised is not defined.
    private static Dictionary<string, DatasetDefinition> ByName => field ??= All.Concat(OnDemand).ToDictionary(d => d.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The dataset of that name, or null.</summary>
    public static DatasetDefinition? Find(string name) => ByName.GetValueOrDefault(name);
}
