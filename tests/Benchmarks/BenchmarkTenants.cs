using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Benchmarks;

/// <summary>Large tenants for measurements, made directly.</summary>
internal static class BenchmarkTenants
{
    private const int PlansOfUser = 20;

    /// <summary>A tenant in which one group of so many members holds a role. Each member has the plans of a common licence.</summary>
    /// <param name="members">How many.</param>
    /// <param name="withReports">Whether reports know their last sign-ins and methods.</param>
    public static Snapshot OneGroup(int members, bool withReports = false)
    {
        var tenant = new TenantBuilder().Licensed(p1: true, p2: true);
        string[] plans = [.. Enumerable.Range(0, PlansOfUser).Select(i => Id($"plan:{i}"))];
        string group = tenant.Group("Everyone");
        tenant.Assign("Helpdesk Administrator", group);
        for (int i = 0; i < members; i++)
        {
            string id = Id($"user:{i}");
            tenant.Users.Add(new User { Id = id, DisplayName = $"Person {i}", UserPrincipalName = $"person{i}@contoso.com", UserType = "Member", AccountEnabled = true, CreatedDateTime = Now.AddDays(-(i % 3000)), AssignedPlans = [.. plans.Select((plan, p) => new AssignedPlan { ServicePlanId = plan, Service = p % 10 == 0 ? "exchange" : $"service{p % 5}", CapabilityStatus = "Enabled" })] });
            tenant.GroupMembers.Add(new ObjectLink { ParentId = group, Id = id, ODataType = "#microsoft.graph.user", DisplayName = $"Person {i}" });
            if (withReports)
            {
                tenant.SignInActivity.Add(new UserSignInActivity { Id = id, SignInActivity = new SignInActivity { LastSignInDateTime = Now.AddHours(-i % 900), LastSuccessfulSignInDateTime = Now.AddHours(-i % 900) } });
                tenant.UserRegistrationDetails.Add(new UserRegistrationDetails { Id = id, UserPrincipalName = $"person{i}@contoso.com", UserDisplayName = $"Person {i}", UserType = "member", IsAdmin = false, IsMfaRegistered = true, IsMfaCapable = true, MethodsRegistered = i % 3 == 0 ? ["fido2", "microsoftAuthenticatorPush"] : ["microsoftAuthenticatorPush"], LastUpdatedDateTime = DateTimeOffset.UtcNow });
            }
        }

        return Build(tenant);
    }

    /// <summary>The snapshot, of what the analysis reads: the builder's own way follows memberships of every user.</summary>
    public static Snapshot Build(TenantBuilder tenant)
    {
        var builder = new SnapshotBuilder();
        var whole = new DatasetState { Status = DatasetStatus.Complete };
        void Put<T>(DatasetDefinition<T> dataset, IReadOnlyList<T> items)
            where T : class => builder.Set(dataset, whole, items);
        Put(Datasets.Organization, tenant.Organization);
        Put(Datasets.SubscribedSkus, tenant.SubscribedSkus);
        Put(Datasets.RoleDefinitions, tenant.RoleDefinitions);
        Put(Datasets.RoleAssignments, tenant.RoleAssignments);
        Put(Datasets.RoleAssignmentScheduleInstances, tenant.RoleAssignmentScheduleInstances);
        Put(Datasets.RoleEligibilityScheduleInstances, tenant.RoleEligibilityScheduleInstances);
        Put(Datasets.Users, tenant.Users);
        Put(Datasets.Groups, tenant.Groups);
        Put(Datasets.SignInActivity, tenant.SignInActivity);
        Put(Datasets.UserRegistrationDetails, tenant.UserRegistrationDetails);
        Put(Datasets.GroupMembers, tenant.GroupMembers);
        Put(Datasets.GroupOwners, tenant.GroupOwners);
        Put(Datasets.PimGroupAssignmentInstances, tenant.PimGroupAssignmentInstances);
        Put(Datasets.PimGroupEligibilityInstances, tenant.PimGroupEligibilityInstances);
        Put(Datasets.ServicePrincipals, tenant.ServicePrincipals);
        Put(Datasets.ResourceServicePrincipals, tenant.ResourceServicePrincipals);
        Put(Datasets.AppRoleAssignments, tenant.AppRoleAssignments);
        Put(Datasets.ServicePrincipalOwners, tenant.ServicePrincipalOwners);
        Put(Datasets.ManagementGroups, tenant.ManagementGroups);
        Put(Datasets.AzureSubscriptions, tenant.AzureSubscriptions);
        Put(Datasets.AzureRoleAssignments, tenant.AzureRoleAssignments);
        Put(Datasets.AzureRoleDefinitions, tenant.AzureRoleDefinitions);
        Put(Datasets.IdentityHosts, tenant.IdentityHosts);
        Put(Datasets.Principals,
        [
            .. tenant.Users.Select(u => new DirectoryObject { Id = u.Id, ODataType = "#microsoft.graph.user", DisplayName = u.DisplayName, UserPrincipalName = u.UserPrincipalName }),
            .. tenant.Groups.Select(g => new DirectoryObject { Id = g.Id, ODataType = "#microsoft.graph.group", DisplayName = g.DisplayName }),
            .. tenant.ServicePrincipals.Where(s => s.ServicePrincipalType == "ManagedIdentity").Select(s => new DirectoryObject { Id = s.Id, ODataType = "#microsoft.graph.servicePrincipal", DisplayName = s.DisplayName, AppId = s.AppId }),
        ]);
        return builder.Build(new SnapshotInfo { TenantId = tenant.TenantId, TenantName = tenant.Name, Cloud = "AzureCloud", CollectedAt = Now, ModuleVersion = "0.1.0" });
    }
}
