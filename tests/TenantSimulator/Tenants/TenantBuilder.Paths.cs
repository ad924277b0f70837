using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <content>The indirect ways to privilege.</content>
public sealed partial class TenantBuilder
{
    public List<PimGroupScheduleInstance> PimGroupAssignmentInstances { get; } = [];
    public List<PimGroupScheduleInstance> PimGroupEligibilityInstances { get; } = [];
    /// <summary>Those of groups without privilege; a scan reads them of groups that policies exclude.</summary>
    public List<PimGroupScheduleInstance> ExclusionGroupEligibilityInstances { get; } = [];
    public List<AdministrativeUnit> AdministrativeUnits { get; } = [];
    public List<ObjectLink> AdministrativeUnitMembers { get; } = [];
    public List<PermissionGrant> PermissionGrants { get; } = [];
    public List<ObjectLink> ApplicationOwners { get; } = [];
    /// <summary>Applications and service principals that have owners whose names no scan reads, since they have no privilege.</summary>
    public HashSet<string> OwnedByOthers { get; } = [];
    public List<ObjectLink> ServicePrincipalOwners { get; } = [];
    public List<FederatedIdentityCredential> FederatedIdentityCredentials { get; } = [];
    public List<DelegatedAdminRelationship> DelegatedAdminRelationships { get; } = [];
    public List<AzureScheduleInstance> AzureRoleAssignmentScheduleInstances { get; } = [];
    public List<AzureScheduleInstance> AzureRoleEligibilityScheduleInstances { get; } = [];
    public List<ClassicAdministrator> ClassicAdministrators { get; } = [];
    public List<IdentityHost> IdentityHosts { get; } = [];
    /// <summary>Principals of assignments that were deleted and can be restored.</summary>
    public List<DirectoryObject> DeletedPrincipals { get; } = [];

    /// <summary>An eligible member or owner of a group.</summary>
    public TenantBuilder EligibleInGroup(string groupId, string principalId, bool owner = false, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        PimGroupEligibilityInstances.Add(InGroup(groupId, principalId, owner, start ?? Now.AddDays(-30), end));
        return this;
    }

    /// <summary>The same of a group without privilege.</summary>
    public TenantBuilder EligibleInExclusion(string groupId, string principalId, bool owner = false)
    {
        ExclusionGroupEligibilityInstances.Add(InGroup(groupId, principalId, owner, Now.AddDays(-30), null));
        return this;
    }

    /// <summary>An active member or owner of a group by PIM: assigned for a time, or activated. The list of members or owners has it too, once it has started.</summary>
    public TenantBuilder ActiveInGroup(string groupId, string principalId, bool owner = false, bool activated = false, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        PimGroupAssignmentInstances.Add(InGroup(groupId, principalId, owner, start, end) with { AssignmentType = activated ? "Activated" : "Assigned" });
        if (!(start > Now))
        {
            (owner ? GroupOwners : GroupMembers).Add(Link(groupId, principalId));
        }

        return this;
    }

    /// <summary>An administrative unit with its members; the returned id is the unit's.</summary>
    public string AdministrativeUnit(string name, bool restricted, params ReadOnlySpan<string> memberIds)
    {
        string id = Id("unit:" + name);
        AdministrativeUnits.Add(new AdministrativeUnit { Id = id, DisplayName = name, IsMemberManagementRestricted = restricted });
        foreach (string member in memberIds)
        {
            AdministrativeUnitMembers.Add(Link(id, member));
            int user = Users.FindIndex(u => u.Id == member);
            if (restricted && user >= 0)
            {
                Users[user] = Users[user] with { IsManagementRestricted = true };
            }
        }

        return id;
    }

    /// <summary>Grants delegated permissions of Microsoft Graph, for all users unless a user is named.</summary>
    public TenantBuilder Delegate(string servicePrincipalId, string scope, string? userId = null, string resourceAppId = BuiltInRoles.MicrosoftGraphAppId, string resourceName = "Microsoft Graph")
    {
        PermissionGrants.Add(new PermissionGrant { Id = Id($"delegate:{servicePrincipalId}|{resourceAppId}|{userId}|{scope}"), ClientId = servicePrincipalId, ConsentType = userId is null ? "AllPrincipals" : "Principal", PrincipalId = userId, ResourceId = Resource(resourceAppId, resourceName), Scope = scope });
        return this;
    }

    /// <summary>Makes owners of the application behind a service principal.</summary>
    public TenantBuilder ApplicationOwner(string servicePrincipalId, params ReadOnlySpan<string> ownerIds)
    {
        foreach (string id in ownerIds)
        {
            ApplicationOwners.Add(Link(ApplicationOf(servicePrincipalId), id));
        }

        return this;
    }

    public TenantBuilder ServicePrincipalOwner(string servicePrincipalId, params ReadOnlySpan<string> ownerIds)
    {
        foreach (string id in ownerIds)
        {
            ServicePrincipalOwners.Add(Link(servicePrincipalId, id));
        }

        return this;
    }

    /// <summary>Lets the application behind a service principal trust an issuer.</summary>
    public TenantBuilder Federate(string servicePrincipalId, string? subject, string issuer = "https://token.actions.githubusercontent.com", string audience = "api://AzureADTokenExchange", string? expression = null)
    {
        FederatedIdentityCredentials.Add(new FederatedIdentityCredential { ParentId = ApplicationOf(servicePrincipalId), Id = Id($"federated:{servicePrincipalId}|{issuer}|{subject}{expression}"), Name = "federation", Issuer = issuer, Subject = subject, Audiences = [audience], ClaimsMatchingExpression = expression is null ? null : new FederatedIdentityExpression { LanguageVersion = 1, Value = expression } });
        return this;
    }

    /// <summary>A managed identity of an Azure resource.</summary>
    public string ManagedIdentity(string name, string resourceId, bool userAssigned = false) =>
        ServicePrincipal(name, s => s with { ServicePrincipalType = "ManagedIdentity", AlternativeNames = [$"isExplicit={userAssigned}", resourceId] });

    /// <summary>A resource that carries user-assigned identities, and one of its own where <paramref name="systemIdentity"/> names its service principal. Resource
    /// Graph writes types in lower case.</summary>
    public TenantBuilder Host(string resourceId, IReadOnlyList<string> userAssigned, string? systemIdentity = null)
    {
        string[] parts = resourceId.Split('/');
        IdentityHosts.Add(new IdentityHost
        {
            Id = resourceId, Name = parts[^1], Type = $"{parts[^3]}/{parts[^2]}".ToLowerInvariant(),
            Identity = new ResourceIdentity
            {
                Type = systemIdentity is null ? "UserAssigned" : userAssigned.Count == 0 ? "SystemAssigned" : "SystemAssigned, UserAssigned", PrincipalId = systemIdentity,
                UserAssignedIdentities = userAssigned.Count == 0 ? null : userAssigned.Select(id => ServicePrincipals.First(s => s.Id == id)).ToDictionary(s => s.AlternativeNames![1], s => new AttachedIdentity { PrincipalId = s.Id, ClientId = s.AppId }),
            },
        });
        return this;
    }

    /// <summary>A Kubernetes cluster with an identity of its own; its nodes lie in a resource group of their own.</summary>
    public string Cluster(string resourceId, string nodeResourceGroup)
    {
        IdentityHosts.Add(new IdentityHost { Id = resourceId, Name = resourceId.Split('/')[^1], Type = "microsoft.containerservice/managedclusters", Identity = new ResourceIdentity { Type = "SystemAssigned", PrincipalId = Id("cluster:" + resourceId) }, NodeResourceGroup = nodeResourceGroup });
        return resourceId;
    }

    /// <summary>A group of a partner's tenant that holds roles here.</summary>
    public string PartnerGroup(string name, string partner)
    {
        string id = Id("partner group:" + name);
        OtherPrincipals.Add(new DirectoryObject { Id = id, ODataType = "#microsoft.graph.directoryObjectPartnerReference", DisplayName = name, ExternalPartnerTenantId = Id("tenant:" + partner), ObjectType = "group" });
        return id;
    }

    public string EligibleAzure(string role, string principalId, string scope, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        AzureScheduleInstance instance = InAzure("Eligibility", role, principalId, scope, start ?? Now.AddDays(-30), end);
        AzureRoleEligibilityScheduleInstances.Add(instance);
        return instance.Id;
    }

    /// <summary>An active Azure assignment that PIM knows: activated, or assigned with or without an end.</summary>
    public string ActiveAzure(string role, string principalId, string scope, bool activated = false, DateTimeOffset? start = null, DateTimeOffset? end = null)
    {
        string assignment = AssignAzure(role, principalId, scope);
        AzureScheduleInstance instance = InAzure("Assignment", role, principalId, scope, start, end);
        AzureRoleAssignmentScheduleInstances.Add(instance with { Properties = instance.Properties! with { AssignmentType = activated ? "Activated" : "Assigned", OriginRoleAssignmentId = assignment } });
        return assignment;
    }

    public TenantBuilder ClassicAdministrator(string subscriptionId, string email, string role = "CoAdministrator")
    {
        string name = Id($"classic:{subscriptionId}|{email}");
        ClassicAdministrators.Add(new ClassicAdministrator { Id = $"{subscriptionId}/providers/Microsoft.Authorization/classicAdministrators/{name}", Name = name, Type = "Microsoft.Authorization/classicAdministrators", Properties = new ClassicAdministratorProperties { EmailAddress = email, Role = role } });
        return this;
    }

    /// <summary>A partner's relationship; towards this tenant unless another customer is named.</summary>
    public string Partner(string name, IReadOnlyList<string> roles, string status = "active", string? customerTenantId = null, DateTimeOffset? end = null, bool autoExtends = false)
    {
        string id = $"{Id("partner:" + name)}-{Id("partner tenant:" + name)}";
        DelegatedAdminRelationships.Add(new DelegatedAdminRelationship
        {
            Id = id, DisplayName = name, Status = status, Customer = new DelegatedAdminCustomer { TenantId = customerTenantId ?? TenantId, DisplayName = Name }, AccessDetails = new DelegatedAdminAccess { UnifiedRoles = [.. roles.Select(r => new DelegatedAdminRole { RoleDefinitionId = RoleId(r) })] },
            AutoExtendDuration = autoExtends ? "P180D" : "PT0S", ActivatedDateTime = Now.AddDays(-100), EndDateTime = end ?? Now.AddDays(300),
        });
        return id;
    }

    private static PimGroupScheduleInstance InGroup(string groupId, string principalId, bool owner, DateTimeOffset? start, DateTimeOffset? end)
    {
        string access = owner ? "owner" : "member";
        return new PimGroupScheduleInstance { Id = $"{groupId}_{access}_{Id($"{groupId}|{principalId}|{owner}|{start}")}", GroupId = groupId, PrincipalId = principalId, AccessId = access, MemberType = "Direct", StartDateTime = start, EndDateTime = end };
    }

    private AzureScheduleInstance InAzure(string kind, string role, string principalId, string scope, DateTimeOffset? start, DateTimeOffset? end)
    {
        string name = Id($"azure {kind}:{role}|{principalId}|{scope}|{start}");
        return new AzureScheduleInstance
        {
            Id = $"{scope.TrimEnd('/')}/providers/Microsoft.Authorization/Role{kind}ScheduleInstances/{name}", Name = name, Type = $"Microsoft.Authorization/Role{kind}ScheduleInstances",
            Properties = new AzureScheduleInstanceProperties { Scope = scope, RoleDefinitionId = AzureRole(role).Id, PrincipalId = principalId, PrincipalType = AzureType(principalId), Status = "Accepted", StartDateTime = start, EndDateTime = end, MemberType = "Direct" },
        };
    }

    private string ApplicationOf(string servicePrincipalId)
    {
        string appId = ServicePrincipals.First(s => s.Id == servicePrincipalId).AppId!;
        return Applications.First(a => a.AppId == appId).Id;
    }
}
