using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

public static partial class Datasets
{
    /// <summary>The groups that each privileged user is in, directly or nested: one row a user and group. Conditional access and the
    /// authentication methods policy name groups.</summary>
    public static readonly DatasetDefinition<ObjectLink> TransitiveMemberships = new("transitiveMemberships", SnapshotJson.Default.ObjectLink)
    {
        Title = "Groups of privileged users, nested ones too", Service = DatasetService.Graph, Endpoint = "/users/{id}/transitiveMemberOf",
        Permissions = ["User.Read.All", "GroupMember.Read.All"], AlsoEnough = [ReadDirectory],
    };

    /// <summary>Groups that a conditional access policy or the authentication methods policy names, and the groups nested in them.</summary>
    public static readonly DatasetDefinition<Group> PolicyGroups = new("policyGroups", SnapshotJson.Default.Group)
    {
        Title = "Groups that policies name, nested ones too", Service = DatasetService.Graph, Endpoint = "/groups",
        Permissions = ["GroupMember.Read.All"], AlsoEnough = ["Group.Read.All", ReadDirectory],
    };

    /// <summary>Groups that are members of those groups: one row an edge. Their other members are not read.</summary>
    public static readonly DatasetDefinition<ObjectLink> PolicyGroupNesting = new("policyGroupNesting", SnapshotJson.Default.ObjectLink)
    {
        Title = "Groups nested in groups that policies name", Service = DatasetService.Graph, Endpoint = "/groups/{id}/members/microsoft.graph.group",
        Permissions = ["GroupMember.Read.All"], AlsoEnough = ["Group.Read.All", ReadDirectory],
    };

    /// <summary>Owners of those groups: one row an edge.</summary>
    public static readonly DatasetDefinition<ObjectLink> PolicyGroupOwners = new("policyGroupOwners", SnapshotJson.Default.ObjectLink)
    {
        Title = "Owners of groups that policies name", Service = DatasetService.Graph, Endpoint = "/groups/{id}/owners",
        Permissions = ["GroupMember.Read.All"], AlsoEnough = ["Group.Read.All", ReadDirectory],
    };

    /// <summary>The home tenants of privileged guests, by domain. Asked for only where an enabled policy tells guests apart by tenant.</summary>
    public static readonly DatasetDefinition<DomainTenant> GuestHomeTenants = new("guestHomeTenants", SnapshotJson.Default.DomainTenant)
    {
        Title = "Home tenants of privileged guests", Service = DatasetService.Graph, Endpoint = "/tenantRelationships/findTenantInformationByDomainName(domainName='{domain}')",
        Permissions = ["CrossTenantInformation.ReadBasic.All"],
    };

    /// <summary>How many members the groups have that enabled policies exclude, nested ones too. The members themselves are not read.</summary>
    public static readonly DatasetDefinition<GroupSize> ExclusionGroupSizes = new("exclusionGroupSizes", SnapshotJson.Default.GroupSize)
    {
        Title = "Sizes of groups that policies exclude", Service = DatasetService.Graph, Endpoint = "/groups/{id}/transitiveMembers?$count=true",
        Permissions = ["GroupMember.Read.All"], AlsoEnough = ["Group.Read.All", ReadDirectory],
    };

    /// <summary>Eligible members and owners of the groups that enabled policies exclude, and of those nested there: whoever activates such a membership is let out.</summary>
    public static readonly DatasetDefinition<PimGroupScheduleInstance> ExclusionGroupEligibilityInstances = new("exclusionGroupEligibilityInstances", SnapshotJson.Default.PimGroupScheduleInstance)
    {
        Title = "Eligible members of groups that policies exclude", Service = DatasetService.Graph, Endpoint = "/identityGovernance/privilegedAccess/group/eligibilityScheduleInstances",
        Permissions = ["PrivilegedEligibilitySchedule.Read.AzureADGroup"], Licence = Licence.EntraIdP2OrGovernance,
    };

    /// <summary>Interactive sign-ins of the privileged users in the last days, with the methods used: those only beta tells. Sources: Microsoft Graph,
    /// 'list signIns' and signIn (beta, 2026), 'known issues' (no <c>$select</c>).</summary>
    public static readonly DatasetDefinition<SignIn> PrivilegedSignIns = new("privilegedSignIns", SnapshotJson.Default.SignIn)
    {
        Title = "Recent sign-ins of privileged users, with methods", Service = DatasetService.GraphBeta, Endpoint = "/auditLogs/signIns?$filter=userId eq …",
        Permissions = ["AuditLog.Read.All"], Licence = Licence.EntraIdP1, Clouds = Clouds.PublicAndUsGovernment, Days = static scope => scope.SignInDays,
    };

    /// <summary>Changes to the authentication methods of the privileged users in the last days.</summary>
    public static readonly DatasetDefinition<DirectoryAudit> AuthenticationMethodAudits = new("authenticationMethodAudits", SnapshotJson.Default.DirectoryAudit)
    {
        Title = "Recent changes to authentication methods of privileged users", Service = DatasetService.Graph, Endpoint = "/auditLogs/directoryAudits?$filter=loggedByService eq 'Authentication Methods'",
        Permissions = ["AuditLog.Read.All"], AlsoEnough = [ReadDirectory], Days = static scope => scope.MethodAuditDays,
    };

    /// <summary>Registered methods of the privileged users whose row in the registration report is missing, old or doubtful; and their
    /// temporary access passes.</summary>
    public static readonly DatasetDefinition<UserAuthenticationMethod> AuthenticationMethods = new("authenticationMethods", SnapshotJson.Default.UserAuthenticationMethod)
    {
        Title = "Authentication methods of privileged users", Service = DatasetService.Graph, Endpoint = "/users/{id}/authentication/methods",
        Permissions = ["UserAuthenticationMethod.Read.All"],
    };
}
