using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public sealed partial class RandomTenant
{
    /// <summary>The indirect ways to privilege that a scan reads whatever the roles are worth.</summary>
    private void AddPaths()
    {
        tenant.PermissionGrants.AddRange(Some().Select(_ => records.Make<PermissionGrant>(g => g with { Id = NewId(), ConsentType = "AllPrincipals" })));
        tenant.PimAudits.AddRange(Some().Select(_ => records.Make<DirectoryAudit>(a => a with { Id = NewId(), ActivityDateTime = records.Time().AddYears(20), LoggedByService = "PIM" })));
        tenant.AccessReviewDefinitions.AddRange(Some().Select(_ => records.Make<AccessReviewDefinition>(r => r with { Id = NewId() })));
        AddReviewsOfRoles();
        tenant.RoleManagementAlerts.AddRange(Some().Select(_ => records.Make<RoleManagementAlert>(a => a with { Id = NewId(), ScopeId = "/", ScopeType = "DirectoryRole" })));
        tenant.DelegatedAdminRelationships.AddRange(Some().Select(_ => records.Make<DelegatedAdminRelationship>(r => r with { Id = NewId() })));
        foreach (int _ in Some())
        {
            AdministrativeUnit unit = records.Make<AdministrativeUnit>(u => u with { Id = NewId() });
            tenant.AdministrativeUnits.Add(unit);
            if (tenant.RoleAssignments.Count > 0)
            {
                // Members are read where a role is held in the unit.
                tenant.RoleAssignments.Add(tenant.RoleAssignments[0] with { Id = NewId(), DirectoryScopeId = "/administrativeUnits/" + unit.Id });
                tenant.AdministrativeUnitMembers.AddRange(tenant.Users.Where(_ => random.Next(3) == 0).Select(u => new ObjectLink { ParentId = unit.Id, Id = u.Id, ODataType = UserType, DisplayName = u.DisplayName }));
            }
        }

        foreach (AzureSubscription subscription in tenant.AzureSubscriptions)
        {
            tenant.IdentityHosts.AddRange(Some().Take(3).Select(_ => records.Make<IdentityHost>(h => h with { Id = $"{subscription.Id}/resourceGroups/g/providers/Microsoft.Web/sites/{NewId()}", Name = records.Text(), Type = "microsoft.web/sites", Identity = (h.Identity ?? new ResourceIdentity()) with { Type = "SystemAssigned, UserAssigned" } })));
            tenant.ClassicAdministrators.AddRange(Some().Take(2).Select(_ => records.Make<ClassicAdministrator>(a => a with { Id = $"{subscription.Id}/providers/Microsoft.Authorization/classicAdministrators/{NewId()}" })));
            tenant.AzureRoleAssignmentScheduleInstances.AddRange(assignees.Where(_ => random.Next(4) == 0).Select(id => Instance(subscription, id)));
            tenant.AzureRoleEligibilityScheduleInstances.AddRange(assignees.Where(_ => random.Next(4) == 0).Select(id => Instance(subscription, id)));
        }
    }

    /// <summary>What a scan follows from groups and workloads that are worth it: all of them hold Global Administrator.</summary>
    private void AddFollowed()
    {
        foreach (Group group in tenant.Groups.Where(_ => random.Next(3) == 0))
        {
            tenant.RoleAssignments.Add(GlobalAdministrator(group.Id));
            tenant.PimGroupPolicyAssignments.AddRange(((string[])["member", "owner"]).Where(_ => random.Next(2) == 0).Select(access => records.Make<RoleManagementPolicyAssignment>(p => p with { Id = NewId(), ScopeId = group.Id, ScopeType = "Group", RoleDefinitionId = access })));
            tenant.PimGroupEligibilityInstances.AddRange(tenant.Users.Where(_ => random.Next(3) == 0).Select(u => records.Make<PimGroupScheduleInstance>(i => i with { Id = NewId(), GroupId = group.Id, PrincipalId = u.Id })));
            tenant.PimGroupAssignmentInstances.AddRange(tenant.Users.Where(_ => random.Next(3) == 0).Select(u => records.Make<PimGroupScheduleInstance>(i => i with { Id = NewId(), GroupId = group.Id, PrincipalId = u.Id })));
        }

        foreach (int at in Enumerable.Range(0, tenant.ServicePrincipals.Count).Where(_ => random.Next(3) == 0))
        {
            ServicePrincipal principal = tenant.ServicePrincipals[at] = tenant.ServicePrincipals[at] with { AccountEnabled = true, IsDisabled = null, ServicePrincipalType = "Application" };
            Application application = records.Make<Application>(a => a with { Id = NewId(), AppId = principal.AppId, PasswordCredentials = a.PasswordCredentials ?? [], KeyCredentials = a.KeyCredentials ?? [] });
            tenant.Applications.Add(application);
            tenant.RoleAssignments.Add(GlobalAdministrator(principal.Id));
            tenant.ServicePrincipalOwners.AddRange(Owners(principal.Id));
            tenant.ApplicationOwners.AddRange(Owners(application.Id));
            tenant.FederatedIdentityCredentials.AddRange(Some().Take(2).Select(_ => records.Make<FederatedIdentityCredential>(c => c with { ParentId = application.Id, Id = NewId() })));
        }
    }

    /// <summary>Owners of subscriptions, and PIM's settings of whatever Azure role is privileged and held where PIM has settings.</summary>
    private void AddAzurePolicies()
    {
        foreach (AzureSubscription subscription in tenant.AzureSubscriptions.Where(_ => assignees.Count > 0 && random.Next(3) == 0))
        {
            string name = NewId();
            tenant.AzureRoleAssignments.Add(new AzureRoleAssignment
            {
                Id = $"{subscription.Id}/providers/Microsoft.Authorization/roleAssignments/{name}", Name = name, Type = "microsoft.authorization/roleassignments",
                Properties = new AzureRoleAssignmentProperties { PrincipalId = One(assignees), Scope = subscription.Id, RoleDefinitionId = "/providers/Microsoft.Authorization/RoleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635" },
            });
        }

        foreach ((string scope, string role) in PrivilegeScope.AzureRoles(tenant.Build()).Where(_ => random.Next(2) == 0))
        {
            tenant.AzureRolePolicyAssignments.Add(records.Make<AzureRolePolicyAssignment>(p => p with
            {
                Id = $"{scope}/providers/Microsoft.Authorization/roleManagementPolicyAssignment/{NewId()}",
                Properties = (p.Properties ?? new AzureRolePolicyProperties()) with { Scope = scope, RoleDefinitionId = $"{scope}/providers/Microsoft.Authorization/roleDefinitions/{role}" },
            }));
        }
    }

    /// <summary>Reviews of which a scan reads the runs, and of the last of these the decisions.</summary>
    private void AddReviewsOfRoles()
    {
        foreach (int _ in Some())
        {
            AccessReviewDefinition review = records.Make<AccessReviewDefinition>(r => r with
            {
                Id = NewId(), Settings = (r.Settings ?? new()) with { Recurrence = new() { Pattern = new() { Type = "weekly", Interval = random.Next(1, 20) } } },
                Scope = new() { PrincipalScopes = [new() { Query = "/users" }], ResourceScopes = [new() { Query = "/roleManagement/directory/roleDefinitions/" + NewId() }] },
            });
            tenant.AccessReviewDefinitions.Add(review);
            tenant.AccessReviewInstances.AddRange(Some().Select(_ => records.Make<AccessReviewInstance>(r => r with { ParentId = review.Id, Id = NewId(), Status = random.Next(2) == 0 ? "Applied" : "InProgress" })));
        }

        foreach (AccessReviewInstance run in ReviewRuns.Last(tenant.AccessReviewInstances).ToList())
        {
            tenant.AccessReviewDecisions.AddRange(Some().Select(_ => records.Make<AccessReviewDecision>(d => d with { ParentId = ReviewRuns.Key(run), Id = NewId() })));
        }
    }

    /// <summary>Trust of applications that nobody gave anything.</summary>
    private void AddFederation()
    {
        tenant.OwnedByOthers.UnionWith(tenant.Applications.Select(a => a.Id).Concat(tenant.ServicePrincipals.Select(s => s.Id)).Where(_ => random.Next(4) == 0));
        HashSet<string> federated = [.. tenant.FederatedIdentityCredentials.Select(c => c.ParentId)];
        foreach (Application application in tenant.Applications.Where(a => !federated.Contains(a.Id) && random.Next(3) == 0).ToList())
        {
            tenant.FederatedIdentityCredentials.AddRange(Some(1).Take(2).Select(_ => records.Make<FederatedIdentityCredential>(c => c with { ParentId = application.Id, Id = NewId() })));
        }
    }

    /// <summary>Uses of workloads and credentials, those that are gone too.</summary>
    private void AddUsage()
    {
        tenant.ServicePrincipalSignInActivities.AddRange(tenant.ServicePrincipals.Where(_ => random.Next(2) == 0).Select(s => records.Make<ServicePrincipalSignInActivity>(a => a with { Id = NewId(), AppId = s.AppId })));
        tenant.AppCredentialSignInActivities.AddRange(Some().Select(_ => records.Make<AppCredentialSignInActivity>(a => a with { Id = NewId() })));
    }

    private RoleAssignment GlobalAdministrator(string principalId) => new() { Id = NewId(), PrincipalId = principalId, RoleDefinitionId = EntraRoles.GlobalAdministrator, DirectoryScopeId = "/" };

    private IEnumerable<ObjectLink> Owners(string parentId) =>
        tenant.Users.Where(_ => random.Next(4) == 0).Select(u => new ObjectLink { ParentId = parentId, Id = u.Id, ODataType = UserType, DisplayName = u.DisplayName });

    private AzureScheduleInstance Instance(AzureSubscription subscription, string principalId) => records.Make<AzureScheduleInstance>(i => i with
    {
        Id = $"{subscription.Id}/providers/Microsoft.Authorization/instances/{NewId()}",
        Properties = (i.Properties ?? new AzureScheduleInstanceProperties()) with { PrincipalId = principalId, Scope = random.Next(2) == 0 ? subscription.Id : $"{subscription.Id}/resourceGroups/g{random.Next(3)}" },
    });
}
