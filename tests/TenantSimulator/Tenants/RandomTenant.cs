using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>A whole tenant made at random: all datasets, every member of every record. The same seed and size make the same tenant. It
/// is closed, as a scan's result is: everybody in it holds a role, directly or through groups, so that a scan of it finds it all.</summary>
public sealed partial class RandomTenant
{
    private const string UserType = "#microsoft.graph.user";
    private const string GroupType = "#microsoft.graph.group";
    private static readonly string[] ResourceAppIds = ["00000003-0000-0000-c000-000000000000", "00000002-0000-0ff1-ce00-000000000000"];

    private readonly Random random;
    private readonly RandomRecords records;
    private readonly int size;
    private readonly TenantBuilder tenant = new TenantBuilder("Random", withBuiltInRoles: false).Licensed(p1: true, p2: true, workloadId: true);
    /// <summary>Ids that assignments name: groups, service principals, users, and objects that are none of these or are gone.</summary>
    private readonly List<string> assignees = [];

    private RandomTenant(int seed, int size)
    {
        random = new Random(seed);
        records = new RandomRecords(random);
        this.size = size;
    }

    /// <summary>A tenant; <paramref name="size"/> bounds the number of objects of each kind.</summary>
    public static TenantBuilder Make(int seed, int size)
    {
        var made = new RandomTenant(seed, size);
        made.AddWorkloads();
        made.AddUsersAndGroups();
        made.AddRoles();
        made.AddPolicies();
        made.AddAzure();
        made.AddPaths();
        made.AddFollowed();
        made.AddFederation();
        made.AddUsage();
        made.AddAzurePolicies();
        made.AddOtherApprovers();
        made.AddRisk();
        return made.tenant;
    }

    private string NewId() => new Guid([.. Enumerable.Range(0, 16).Select(_ => (byte)random.Next(256))]).ToString();

    private IEnumerable<int> Some(int least = 0) => Enumerable.Range(0, random.Next(least, Math.Max(least, size) + 1));

    private T One<T>(List<T> list) => list[random.Next(list.Count)];

    private static void Replace<T>(List<T> list, params IEnumerable<T> items)
    {
        list.Clear();
        list.AddRange(items);
    }

    private void AddWorkloads()
    {
        Replace(tenant.Applications, Some().Select(_ => records.Make<Application>(a => a with { Id = NewId(), AppId = NewId(), PasswordCredentials = a.PasswordCredentials ?? [], KeyCredentials = a.KeyCredentials ?? [] })));
        tenant.ServicePrincipals.AddRange(Some().Select(_ => records.Make<ServicePrincipal>(s => s with { Id = NewId(), AppId = NewId(), PasswordCredentials = s.PasswordCredentials ?? [], KeyCredentials = s.KeyCredentials ?? [] })));
        foreach (string appId in ResourceAppIds.Take(random.Next(ResourceAppIds.Length + 1)))
        {
            ServicePrincipal principal = records.Make<ServicePrincipal>(s => s with { Id = NewId(), AppId = appId, PasswordCredentials = s.PasswordCredentials ?? [], KeyCredentials = s.KeyCredentials ?? [] });
            tenant.ServicePrincipals.Add(principal);
            tenant.ResourceServicePrincipals.Add(records.Make<ResourceServicePrincipal>(r => r with { Id = principal.Id, AppId = appId, DisplayName = principal.DisplayName }));
            tenant.AppRoleAssignments.AddRange(Some().Select(_ => records.Make<AppRoleAssignment>(a => a with { Id = NewId(), PrincipalId = One(tenant.ServicePrincipals).Id, ResourceId = principal.Id })));
        }

        assignees.AddRange(tenant.ServicePrincipals.Select(s => s.Id).Where(_ => random.Next(3) == 0));
    }

    private void AddUsersAndGroups()
    {
        foreach (int _ in Some())
        {
            string id = NewId();
            tenant.Users.Add(records.Make<User>(u => u with { Id = id, UserPrincipalName = $"{records.Text()}{tenant.Users.Count}@random.com" }));
            tenant.SignInActivity.Add(records.Make<UserSignInActivity>(a => a with { Id = id }));
            if (random.Next(4) > 0)
            {
                // Old enough for any clock: then a user's own list of methods is read too.
                tenant.UserRegistrationDetails.Add(records.Make<UserRegistrationDetails>(r => r with { Id = id, LastUpdatedDateTime = r.LastUpdatedDateTime?.AddYears(-10) }));
            }

            // In the future: recent enough for any clock.
            tenant.PrivilegedSignIns.AddRange(Some().Take(3).Select(_ => records.Make<SignIn>(s => s with { Id = NewId(), UserId = id, CreatedDateTime = records.Time().AddYears(20) })));
            tenant.AuthenticationMethodAudits.AddRange(Some().Take(3).Select(_ => records.Make<DirectoryAudit>(a => a with { Id = NewId(), ActivityDateTime = records.Time().AddYears(20), LoggedByService = "Authentication Methods", TargetResources = [.. a.TargetResources ?? [], records.Make<AuditTarget>(t => t with { Id = id })] })));
            tenant.AuthenticationMethods.AddRange(Some().Take(3).Select(_ => records.Make<UserAuthenticationMethod>(m => m with { ParentId = id, Id = NewId() })));
        }

        tenant.Groups.AddRange(Some().Select(_ => records.Make<Group>(g => g with { Id = NewId() })));
        var open = new HashSet<string>(tenant.Users.Select(u => u.Id).Concat(tenant.Groups.Select(g => g.Id)));
        foreach (Group group in tenant.Groups)
        {
            // Groups in groups, cycles too; service principals and things that no dataset knows.
            Link(tenant.GroupMembers, group, tenant.Groups.Where(g => g.Id != group.Id && random.Next(4) == 0).Select(g => (g.Id, GroupType, g.DisplayName)));
            Link(tenant.GroupMembers, group, tenant.Users.Where(_ => random.Next(3) == 0).Select(u => (u.Id, UserType, u.DisplayName)));
            Link(tenant.GroupMembers, group, tenant.ServicePrincipals.Where(_ => random.Next(4) == 0).Select(s => (s.Id, "#microsoft.graph.servicePrincipal", s.DisplayName)));
            Link(tenant.GroupMembers, group, Some().Where(_ => random.Next(4) == 0).Select(_ => (NewId(), "#microsoft.graph.device", (string?)records.Text())));
            Link(tenant.GroupOwners, group, tenant.Users.Where(_ => random.Next(3) == 0).Select(u => (u.Id, UserType, u.DisplayName)));
        }

        // Whoever is reached through no group with a role holds one directly.
        foreach (string id in tenant.Groups.Select(g => g.Id).Where(_ => random.Next(2) == 0))
        {
            Assign(id, open);
        }

        while (open.Count > 0)
        {
            Assign(open.Order(StringComparer.Ordinal).OrderBy(id => tenant.Users.Exists(u => u.Id == id)).First(), open);
        }

        assignees.AddRange(tenant.Users.Select(u => u.Id).Where(_ => random.Next(3) == 0));
        tenant.OtherPrincipals.AddRange(Some().Where(_ => random.Next(3) == 0).Select(_ => records.Make<DirectoryObject>(o => o with { Id = NewId(), ODataType = "#microsoft.graph.device", ExternalPartnerTenantId = null, ObjectType = null })));
        tenant.OtherPrincipals.AddRange(Some().Where(_ => random.Next(3) == 0).Select(_ => records.Make<DirectoryObject>(o => o with { Id = NewId(), ODataType = "#microsoft.graph.directoryObjectPartnerReference", UserPrincipalName = null, AppId = null })));
        assignees.AddRange(tenant.OtherPrincipals.Select(o => o.Id));
        string[] gone = [.. Some().Where(_ => random.Next(3) == 0).Select(_ => NewId())];
        assignees.AddRange(gone);
        tenant.DeletedPrincipals.AddRange(gone.Where(_ => random.Next(2) == 0).Select(id => new DirectoryObject { Id = id, ODataType = UserType, DisplayName = records.Text(), DeletedDateTime = records.Time() }));
    }

    private static void Link(List<ObjectLink> links, Group group, IEnumerable<(string Id, string Type, string? Name)> objects) =>
        links.AddRange(objects.Select(o => new ObjectLink { ParentId = group.Id, Id = o.Id, ODataType = o.Type, DisplayName = o.Name }));

    /// <summary>Gives the object a role; what is reached through it is no longer open.</summary>
    private void Assign(string id, HashSet<string> open)
    {
        assignees.Add(id);
        var reach = new Queue<string>([id]);
        var seen = new HashSet<string>();
        while (reach.TryDequeue(out string? next))
        {
            if (!seen.Add(next))
            {
                continue;
            }

            open.Remove(next);
            foreach (ObjectLink link in tenant.GroupMembers.Concat(tenant.GroupOwners).Where(l => l.ParentId == next))
            {
                reach.Enqueue(link.Id);
            }
        }
    }

    private void AddRoles()
    {
        tenant.RoleDefinitions.AddRange(Some().Select(_ => records.Make<RoleDefinition>(r => r with { Id = NewId() })));
        foreach (string id in assignees.Distinct())
        {
            // Everyone in at least one of the lists that name principals.
            int where = random.Next(1, 16);
            if ((where & 1) > 0)
            {
                tenant.RoleAssignments.Add(records.Make<RoleAssignment>(a => a with { Id = NewId(), PrincipalId = id }));
            }

            if ((where & 2) > 0)
            {
                tenant.RoleAssignmentScheduleInstances.Add(records.Make<RoleAssignmentScheduleInstance>(a => a with { Id = NewId(), PrincipalId = id }));
            }

            if ((where & 4) > 0)
            {
                tenant.RoleEligibilityScheduleInstances.Add(records.Make<RoleEligibilityScheduleInstance>(a => a with { Id = NewId(), PrincipalId = id }));
            }

            if ((where & 8) > 0)
            {
                AssignAzure(id);
            }
        }

        tenant.RoleManagementPolicyAssignments.AddRange(Some().Select(_ => records.Make<RoleManagementPolicyAssignment>(p => p with { Id = NewId(), ScopeId = "/", ScopeType = "DirectoryRole" })));
    }

    private void AddPolicies()
    {
        Replace(tenant.Organization, records.Make<Organization>(o => o with { Id = tenant.TenantId }));
        Replace(tenant.Domains, Some(1).Select(n => records.Make<Domain>(d => d with { Id = $"d{n}.random.com", AuthenticationType = random.Next(2) == 0 ? "Federated" : d.AuthenticationType })));
        tenant.SubscribedSkus.AddRange(Some().Select(_ => records.Make<SubscribedSku>(s => s with { Id = NewId() })));
        Replace(tenant.AuthenticationMethodsPolicy, records.Make<AuthenticationMethodsPolicy>(p => p with { Id = "authenticationMethodsPolicy" }));
        Replace(tenant.AuthorizationPolicy, records.Make<AuthorizationPolicy>(p => p with { Id = "authorizationPolicy" }));
        Replace(tenant.SecurityDefaults, records.Make<SecurityDefaultsPolicy>(p => p with { Id = NewId() }));
        Replace(tenant.AdminConsentRequestPolicy, records.Make<AdminConsentRequestPolicy>());
        Replace(tenant.DefaultAppManagementPolicy, records.Make<DefaultAppManagementPolicy>(p => p with { Id = NewId() }));
        tenant.AppManagementPolicies.AddRange(Some().Select(_ => records.Make<AppManagementPolicy>(p => p with { Id = NewId() })));
        tenant.AuthenticationStrengthPolicies.AddRange(Some().Select(_ => records.Make<AuthenticationStrengthPolicy>(p => p with { Id = NewId() })));
        tenant.ConditionalAccessPolicies.AddRange(Some().Select(_ => records.Make<ConditionalAccessPolicy>(p => p with { Id = NewId(), State = random.Next(2) == 0 ? "enabled" : p.State, Conditions = p.Conditions is null ? null : p.Conditions with { Users = Naming(p.Conditions.Users) } })));
        if (size > 2 && tenant.Users.Count > 0)
        {
            // A guest of a tenant that an enabled policy names, so that its home is asked about.
            tenant.Users[0] = tenant.Users[0] with { UserPrincipalName = "guest_home.example.org#EXT#@random.com" };
            tenant.GuestHomeTenants.Add(records.Make<DomainTenant>(d => d with { Domain = "home.example.org" }));
            tenant.ConditionalAccessPolicies.Add(records.Make<ConditionalAccessPolicy>(p => p with { Id = NewId(), State = "enabled", Conditions = new ConditionSet { Users = new ConditionUsers { IncludeGuestsOrExternalUsers = new ConditionGuests { GuestOrExternalUserTypes = "b2bCollaborationGuest", ExternalTenants = new ConditionExternalTenants { MembershipKind = "enumerated", Members = [NewId()] } } } } }));
        }

        tenant.NamedLocations.AddRange(Some().Select(_ => records.Make<NamedLocation>(l => l with { Id = NewId(), ODataType = random.Next(2) == 0 ? "#microsoft.graph.ipNamedLocation" : "#microsoft.graph.countryNamedLocation" })));
    }

    /// <summary>Names some groups; each of them holds a role too.</summary>
    private ConditionUsers? Naming(ConditionUsers? users) => users is null ? null : users with
    {
        IncludeGroups = [.. users.IncludeGroups ?? [], .. tenant.Groups.Where(_ => random.Next(4) == 0).Select(g => g.Id)],
        ExcludeGroups = [.. users.ExcludeGroups ?? [], .. tenant.Groups.Where(_ => random.Next(4) == 0).Select(g => g.Id)],
    };

    private void AssignAzure(string principalId)
    {
        bool root = random.Next(4) == 0;
        string name = NewId();
        (root ? tenant.AzureRootRoleAssignments : tenant.AzureRoleAssignments).Add(records.Make<AzureRoleAssignment>(a => a with
        {
            Id = $"/providers/Microsoft.Authorization/roleAssignments/{name}", Name = name, Type = root ? "Microsoft.Authorization/roleAssignments" : "microsoft.authorization/roleassignments",
            Properties = (a.Properties ?? new AzureRoleAssignmentProperties()) with { PrincipalId = principalId },
        }));
    }

    private void AddAzure()
    {
        // An empty list of these means that one may not read: there is always one.
        tenant.ManagementGroups.AddRange(Some(1).Select(n => records.Make<ManagementGroup>(m => m with { Id = $"/providers/Microsoft.Management/managementGroups/g{n}" })));
        tenant.AzureSubscriptions.AddRange(Some(1).Select(_ => records.Make<AzureSubscription>(s => s with { Id = $"/subscriptions/{NewId()}" })));
        tenant.AzureRoleDefinitions.AddRange(Some(1).Select(_ => records.Make<AzureRoleDefinition>(d => d with { Name = records.Text(), Id = $"/providers/Microsoft.Authorization/RoleDefinitions/{NewId()}", Type = "microsoft.authorization/roledefinitions" })));
        if (tenant.AzureRoleAssignments.Count == 0)
        {
            tenant.AzureRoleAssignments.Add(records.Make<AzureRoleAssignment>(a => a with { Id = "/only", Name = "only", Type = "microsoft.authorization/roleassignments", Properties = new AzureRoleAssignmentProperties { PrincipalId = NewId() } }));
        }
    }
}
