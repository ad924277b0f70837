using System.Security.Cryptography;
using System.Text;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>Makes a tenant by hand, in the field's words. Everything starts whole and empty; ids come from names, so that tests can
/// name what they planted. Use one instance a test.</summary>
public sealed partial class TenantBuilder
{
    /// <summary>The time of the snapshot; all ages count from here.</summary>
    public static readonly DateTimeOffset Now = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    private readonly Dictionary<string, DatasetState> states = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> objectTypes = new(StringComparer.OrdinalIgnoreCase);

    public TenantBuilder(string name = "Contoso", bool withBuiltInRoles = true)
    {
        Name = name;
        TenantId = Id("tenant:" + name);
        Domain = name.ToLowerInvariant() + ".com";
        Organization.Add(new Organization
        {
            Id = TenantId, DisplayName = name, TenantType = "AAD", CreatedDateTime = Now.AddYears(-8),
            VerifiedDomains = [new VerifiedDomain { Name = Domain, IsDefault = true, IsInitial = false }, new VerifiedDomain { Name = $"{name.ToLowerInvariant()}.onmicrosoft.com", IsDefault = false, IsInitial = true }],
        });
        Domains.Add(new Domain { Id = Domain, AuthenticationType = "Managed", IsDefault = true, IsInitial = false, IsRoot = true, IsVerified = true });
        Domains.Add(new Domain { Id = $"{name.ToLowerInvariant()}.onmicrosoft.com", AuthenticationType = "Managed", IsDefault = false, IsInitial = true, IsRoot = true, IsVerified = true });
        AuthorizationPolicy.Add(new AuthorizationPolicy { Id = "authorizationPolicy", AllowedToUseSSPR = false, AllowInvitesFrom = "adminsAndGuestInviters", GuestUserRoleId = "2af84b1e-32c8-42b7-82bc-daa82404023b", DefaultUserRolePermissions = new DefaultUserRolePermissions { AllowedToCreateApps = false, AllowedToCreateTenants = false, PermissionGrantPoliciesAssigned = [] } });
        SecurityDefaults.Add(new SecurityDefaultsPolicy { Id = "00000000-0000-0000-0000-000000000005", IsEnabled = false });
        AdminConsentRequestPolicy.Add(new AdminConsentRequestPolicy { IsEnabled = false, NotifyReviewers = false, RemindersEnabled = false, RequestDurationInDays = 0, Reviewers = [] });
        DefaultAppManagementPolicy.Add(new DefaultAppManagementPolicy { Id = "00000000-0000-0000-0000-000000000000", DisplayName = "Default app management tenant policy", IsEnabled = false, ApplicationRestrictions = new() { PasswordCredentials = [], KeyCredentials = [] }, ServicePrincipalRestrictions = new() { PasswordCredentials = [], KeyCredentials = [] } });
        AuthenticationMethodsPolicy.Add(new AuthenticationMethodsPolicy { Id = "authenticationMethodsPolicy", PolicyMigrationState = "migrationComplete", AuthenticationMethodConfigurations = [] });
        Licensed(p1: true, p2: true);
        if (withBuiltInRoles)
        {
            RoleDefinitions.AddRange(BuiltInRoles.Definitions());
            AzureRoleDefinitions.AddRange(BuiltInRoles.AzureDefinitions());
        }
    }

    public string Name { get; }
    public string TenantId { get; }
    public string Domain { get; }

    public List<Organization> Organization { get; } = [];
    public List<SubscribedSku> SubscribedSkus { get; } = [];
    public List<Domain> Domains { get; } = [];
    public List<User> Users { get; } = [];
    public List<UserSignInActivity> SignInActivity { get; } = [];
    public List<UserRegistrationDetails> UserRegistrationDetails { get; } = [];
    public List<Group> Groups { get; } = [];
    public List<ObjectLink> GroupMembers { get; } = [];
    public List<ObjectLink> GroupOwners { get; } = [];
    public List<RoleDefinition> RoleDefinitions { get; } = [];
    public List<RoleAssignment> RoleAssignments { get; } = [];
    public List<RoleAssignmentScheduleInstance> RoleAssignmentScheduleInstances { get; } = [];
    public List<RoleEligibilityScheduleInstance> RoleEligibilityScheduleInstances { get; } = [];
    public List<RoleManagementPolicyAssignment> RoleManagementPolicyAssignments { get; } = [];
    public List<AuthenticationMethodsPolicy> AuthenticationMethodsPolicy { get; } = [];
    public List<AuthenticationStrengthPolicy> AuthenticationStrengthPolicies { get; } = [];
    public List<ConditionalAccessPolicy> ConditionalAccessPolicies { get; } = [];
    public List<NamedLocation> NamedLocations { get; } = [];
    public List<AuthorizationPolicy> AuthorizationPolicy { get; } = [];
    public List<SecurityDefaultsPolicy> SecurityDefaults { get; } = [];
    public List<AdminConsentRequestPolicy> AdminConsentRequestPolicy { get; } = [];
    public List<DefaultAppManagementPolicy> DefaultAppManagementPolicy { get; } = [];
    public List<AppManagementPolicy> AppManagementPolicies { get; } = [];
    public List<Application> Applications { get; } = [];
    public List<ServicePrincipal> ServicePrincipals { get; } = [];
    public List<ResourceServicePrincipal> ResourceServicePrincipals { get; } = [];
    public List<AppRoleAssignment> AppRoleAssignments { get; } = [];
    public List<ManagementGroup> ManagementGroups { get; } = [];
    public List<AzureSubscription> AzureSubscriptions { get; } = [];
    public List<AzureRoleAssignment> AzureRoleAssignments { get; } = [];
    public List<AzureRoleAssignment> AzureRootRoleAssignments { get; } = [];
    public List<AzureRoleDefinition> AzureRoleDefinitions { get; } = [];
    /// <summary>Objects behind ids that are neither users, groups nor service principals made here; deleted ones are left out of it.</summary>
    public List<DirectoryObject> OtherPrincipals { get; } = [];

    /// <summary>A stable id from a name.</summary>
    public static string Id(string name) => new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16)).ToString();

    public TenantBuilder Licensed(bool p1, bool p2, bool workloadId = false)
    {
        SubscribedSkus.Clear();
        var plans = new List<ServicePlan>();
        if (p1)
        {
            plans.Add(new ServicePlan { ServicePlanId = Licences.P1Plan, ServicePlanName = "AAD_PREMIUM", ProvisioningStatus = "Success", AppliesTo = "User" });
        }

        if (p2)
        {
            plans.Add(new ServicePlan { ServicePlanId = Licences.P2Plan, ServicePlanName = "AAD_PREMIUM_P2", ProvisioningStatus = "Success", AppliesTo = "User" });
        }

        if (workloadId)
        {
            plans.Add(new ServicePlan { ServicePlanId = Licences.WorkloadIdPlans[0], ServicePlanName = "AAD_WRKLDID_P1", ProvisioningStatus = "Success", AppliesTo = "User" });
        }

        if (plans.Count > 0)
        {
            SubscribedSkus.Add(new SubscribedSku { Id = $"{TenantId}_sku", SkuId = Id("sku"), SkuPartNumber = p2 ? "AAD_PREMIUM_P2" : "AAD_PREMIUM", CapabilityStatus = "Enabled", AppliesTo = "User", ConsumedUnits = 10, ServicePlans = plans });
        }

        return this;
    }

    public string User(string name, Func<User, User>? with = null)
    {
        string id = Id("user:" + name);
        var user = new User
        {
            Id = id, DisplayName = name, UserPrincipalName = $"{name.Replace(' ', '.').ToLowerInvariant()}@{Domain}", UserType = "Member", AccountEnabled = true,
            CreatedDateTime = Now.AddYears(-2), LastPasswordChangeDateTime = Now.AddDays(-60), SignInSessionsValidFromDateTime = Now.AddDays(-60), AssignedPlans = [],
        };
        Users.Add(with is null ? user : with(user));
        SignInActivity.Add(new UserSignInActivity { Id = id, SignInActivity = new SignInActivity { LastSignInDateTime = Now.AddDays(-1), LastSuccessfulSignInDateTime = Now.AddDays(-1) } });
        objectTypes[id] = "#microsoft.graph.user";
        return id;
    }

    public string Guest(string name, Func<User, User>? with = null) => User(name, u =>
    {
        u = u with { UserType = "Guest", UserPrincipalName = $"{name.ToLowerInvariant()}_fabrikam.com#EXT#@{Domain}", CreationType = "Invitation", ExternalUserState = "Accepted" };
        return with is null ? u : with(u);
    });

    public string Group(string name, bool roleAssignable = true, Func<Group, Group>? with = null)
    {
        string id = Id("group:" + name);
        var group = new Group { Id = id, DisplayName = name, IsAssignableToRole = roleAssignable ? true : null, SecurityEnabled = true, MailEnabled = false, GroupTypes = [], CreatedDateTime = Now.AddYears(-1) };
        Groups.Add(with is null ? group : with(group));
        objectTypes[id] = "#microsoft.graph.group";
        return id;
    }

    public TenantBuilder Member(string groupId, params ReadOnlySpan<string> memberIds)
    {
        foreach (string id in memberIds)
        {
            GroupMembers.Add(Link(groupId, id));
        }

        return this;
    }

    public TenantBuilder Owner(string groupId, params ReadOnlySpan<string> ownerIds)
    {
        foreach (string id in ownerIds)
        {
            GroupOwners.Add(Link(groupId, id));
        }

        return this;
    }

    /// <summary>An active assignment. In PIM unless <paramref name="outsidePim"/>: then only <c>roleAssignments</c> has it.</summary>
    public string Assign(string role, string principalId, string scope = "/", DateTimeOffset? start = null, DateTimeOffset? end = null, bool outsidePim = false, bool activated = false)
    {
        string roleId = RoleId(role);
        string id = $"ra-{Id($"{roleId}|{principalId}|{scope}")}";
        RoleAssignments.Add(new RoleAssignment { Id = id, PrincipalId = principalId, RoleDefinitionId = roleId, DirectoryScopeId = scope });
        if (!outsidePim)
        {
            RoleAssignmentScheduleInstances.Add(new RoleAssignmentScheduleInstance
            {
                Id = id + "-1", PrincipalId = principalId, RoleDefinitionId = roleId, DirectoryScopeId = scope, StartDateTime = start, EndDateTime = end,
                AssignmentType = activated ? "Activated" : "Assigned", MemberType = "Direct", RoleAssignmentOriginId = id, RoleAssignmentScheduleId = id + "-s",
            });
        }

        return id;
    }

    public string Eligible(string role, string principalId, string scope = "/", DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        string roleId = RoleId(role);
        string id = $"re-{Id($"{roleId}|{principalId}|{scope}")}";
        RoleEligibilityScheduleInstances.Add(new RoleEligibilityScheduleInstance { Id = id, PrincipalId = principalId, RoleDefinitionId = roleId, DirectoryScopeId = scope, StartDateTime = start ?? Now.AddDays(-90), EndDateTime = end, MemberType = "Direct", RoleEligibilityScheduleId = id + "-s" });
        return id;
    }

    public string RoleId(string nameOrId) => RoleDefinitions.FirstOrDefault(r => r.DisplayName == nameOrId)?.Id ?? nameOrId;

    public string ServicePrincipal(string name, Func<ServicePrincipal, ServicePrincipal>? with = null)
    {
        string id = Id("sp:" + name);
        var principal = new ServicePrincipal { Id = id, AppId = Id("app:" + name), DisplayName = name, AccountEnabled = true, AppOwnerOrganizationId = TenantId, ServicePrincipalType = "Application", SignInAudience = "AzureADMyOrg", AlternativeNames = [], Tags = [], PasswordCredentials = [], KeyCredentials = [] };
        ServicePrincipals.Add(with is null ? principal : with(principal));
        objectTypes[id] = "#microsoft.graph.servicePrincipal";
        return id;
    }

    /// <summary>An application with its service principal; the returned id is the service principal's.</summary>
    public string Application(string name, params IReadOnlyList<PasswordCredential> secrets)
    {
        Applications.Add(new Application { Id = Id("application:" + name), AppId = Id("app:" + name), DisplayName = name, CreatedDateTime = Now.AddYears(-1), SignInAudience = "AzureADMyOrg", PublisherDomain = Domain, PasswordCredentials = secrets, KeyCredentials = [] });
        return ServicePrincipal(name);
    }

    public static PasswordCredential Secret(string name, int ageDays, int lifetimeDays) => new()
    {
        KeyId = Id("secret:" + name), DisplayName = name, Hint = "abc", StartDateTime = Now.AddDays(-ageDays), EndDateTime = Now.AddDays(lifetimeDays - ageDays),
    };

    public static KeyCredential Certificate(string name, int ageDays, int lifetimeDays, string usage = "Verify") => new()
    {
        KeyId = Id("certificate:" + name), DisplayName = "CN=" + name, CustomKeyIdentifier = Convert.ToBase64String(SHA1.HashData(Encoding.UTF8.GetBytes(name))), StartDateTime = Now.AddDays(-ageDays), EndDateTime = Now.AddDays(lifetimeDays - ageDays), Type = "AsymmetricX509Cert", Usage = usage,
    };

    /// <summary>Grants an application permission of Microsoft Graph, by its value name.</summary>
    public TenantBuilder Grant(string servicePrincipalId, string permission, string resourceAppId = BuiltInRoles.MicrosoftGraphAppId, string resourceName = "Microsoft Graph")
    {
        string resourceId = Resource(resourceAppId, resourceName);
        ResourceServicePrincipal resource = ResourceServicePrincipals.First(r => r.Id == resourceId);
        var role = new AppRole { Id = BuiltInRoles.PermissionId(permission), Value = permission, DisplayName = permission, IsEnabled = true, AllowedMemberTypes = ["Application"] };
        if (resource.AppRoles!.All(r => r.Value != permission))
        {
            ResourceServicePrincipals[ResourceServicePrincipals.IndexOf(resource)] = resource with { AppRoles = [.. resource.AppRoles!, role] };
        }

        ServicePrincipal principal = ServicePrincipals.First(s => s.Id == servicePrincipalId);
        AppRoleAssignments.Add(new AppRoleAssignment { Id = Id($"grant:{servicePrincipalId}|{permission}"), AppRoleId = role.Id, CreatedDateTime = Now.AddDays(-100), PrincipalId = servicePrincipalId, PrincipalType = "ServicePrincipal", PrincipalDisplayName = principal.DisplayName, ResourceId = resourceId, ResourceDisplayName = resource.DisplayName });
        return this;
    }

    public TenantBuilder Register(string userId, params IReadOnlyList<string> methods)
    {
        User user = Users.First(u => u.Id == userId);
        UserRegistrationDetails.Add(new UserRegistrationDetails
        {
            Id = userId, UserPrincipalName = user.UserPrincipalName, UserDisplayName = user.DisplayName, UserType = user.UserType == "Guest" ? "guest" : "member", IsAdmin = true,
            IsMfaRegistered = methods.Count > 0, IsMfaCapable = methods.Count > 0, MethodsRegistered = methods, LastUpdatedDateTime = Now.AddHours(-12),
        });
        return this;
    }

    /// <summary>Sets the last sign-ins of a user; null for never.</summary>
    public TenantBuilder SignedIn(string userId, DateTimeOffset? successful, DateTimeOffset? attempted = null)
    {
        SignInActivity.RemoveAll(a => a.Id == userId);
        SignInActivity.Add(new UserSignInActivity { Id = userId, SignInActivity = successful is null && attempted is null ? null : new SignInActivity { LastSuccessfulSignInDateTime = successful, LastSignInDateTime = attempted ?? successful } });
        return this;
    }

    public string ManagementGroup(string name, string? parentId = null)
    {
        string id = $"/providers/Microsoft.Management/managementGroups/{name}";
        ManagementGroups.Add(new ManagementGroup { Id = id, Name = name, Type = "Microsoft.Management/managementGroups", Properties = new ManagementGroupProperties { DisplayName = name, TenantId = TenantId, Parent = parentId is null ? null : new ManagementGroupParent { Id = parentId }, ParentNameChain = parentId is null ? [] : [.. Parents(parentId).Reverse()] } });
        return id;
    }

    public string Subscription(string name, string? managementGroupId = null)
    {
        string guid = Id("subscription:" + name);
        AzureSubscriptions.Add(new AzureSubscription { Id = $"/subscriptions/{guid}", SubscriptionId = guid, DisplayName = name, State = "Enabled", TenantId = TenantId });
        ManagementGroups.Add(new ManagementGroup { Id = $"/subscriptions/{guid}", Name = guid, Type = "/subscriptions", Properties = new ManagementGroupProperties { DisplayName = name, TenantId = TenantId, Parent = managementGroupId is null ? null : new ManagementGroupParent { Id = managementGroupId }, ParentNameChain = managementGroupId is null ? [] : [.. Parents(managementGroupId).Reverse()] } });
        return $"/subscriptions/{guid}";
    }

    /// <summary>An active Azure role assignment; at <c>/</c> it goes to the root list, as Resource Graph does not show those.</summary>
    public string AssignAzure(string role, string principalId, string scope, string? condition = null)
    {
        string name = Id($"azure:{role}|{principalId}|{scope}");
        AzureRoleDefinition definition = AzureRole(role);
        var assignment = new AzureRoleAssignment
        {
            Id = $"{scope.TrimEnd('/')}/providers/Microsoft.Authorization/roleAssignments/{name}", Name = name,
            // Resource Graph writes types in lower case, the list at the root scope does not.
            Type = scope == "/" ? "Microsoft.Authorization/roleAssignments" : "microsoft.authorization/roleassignments",
            Properties = new AzureRoleAssignmentProperties { RoleDefinitionId = definition.Id, PrincipalId = principalId, PrincipalType = AzureType(principalId), Scope = scope, Condition = condition, ConditionVersion = condition is null ? null : "2.0", CreatedOn = Now.AddDays(-200), UpdatedOn = Now.AddDays(-200) },
        };
        (scope == "/" ? AzureRootRoleAssignments : AzureRoleAssignments).Add(assignment);
        return assignment.Id;
    }

    /// <summary>Says of a dataset that it was not read whole.</summary>
    public TenantBuilder Unread(DatasetDefinition dataset, DatasetStatus status, string? missing = null, string? reason = null)
    {
        states[dataset.Name] = new DatasetState { Status = status, Missing = missing ?? (status == DatasetStatus.NoPermission ? dataset.PermissionText : status == DatasetStatus.NotLicensed ? dataset.Licence.Name() : null), Reason = reason };
        return this;
    }

    // A service principal that offers permissions, made when first one is granted.
    private string Resource(string appId, string name)
    {
        string id = Id("resource:" + appId);
        if (ResourceServicePrincipals.TrueForAll(r => r.Id != id))
        {
            ResourceServicePrincipals.Add(new ResourceServicePrincipal { Id = id, AppId = appId, DisplayName = name, AppRoles = [] });
            ServicePrincipals.Add(new ServicePrincipal { Id = id, AppId = appId, DisplayName = name, AccountEnabled = true, AppOwnerOrganizationId = BuiltInRoles.MicrosoftTenantId, ServicePrincipalType = "Application", SignInAudience = "AzureADMultipleOrgs", AlternativeNames = [], Tags = [], PasswordCredentials = [], KeyCredentials = [] });
            objectTypes[id] = "#microsoft.graph.servicePrincipal";
        }

        return id;
    }

    private AzureRoleDefinition AzureRole(string nameOrId) => AzureRoleDefinitions.First(r => r.Properties!.RoleName == nameOrId || r.Name == nameOrId);

    private ObjectLink Link(string parentId, string id) => new() { ParentId = parentId, Id = id, ODataType = objectTypes.GetValueOrDefault(id, "#microsoft.graph.user"), DisplayName = NameOf(id) };

    private string? NameOf(string id) => Users.Find(u => u.Id == id)?.DisplayName ?? Groups.Find(g => g.Id == id)?.DisplayName ?? ServicePrincipals.Find(s => s.Id == id)?.DisplayName ?? PimApprovers.Find(u => u.Id == id)?.DisplayName ?? otherGroups.GetValueOrDefault(id);

    private string AzureType(string id) => objectTypes.GetValueOrDefault(id) switch { "#microsoft.graph.group" => "Group", "#microsoft.graph.servicePrincipal" => "ServicePrincipal", _ => "User" };

    private IEnumerable<string> Parents(string? id)
    {
        for (ManagementGroup? group = ManagementGroups.Find(m => m.Id == id); group is not null; group = ManagementGroups.Find(m => m.Id == group.Properties!.Parent?.Id))
        {
            yield return group.Name!;
        }
    }
}
