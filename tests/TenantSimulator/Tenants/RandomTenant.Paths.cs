using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public sealed partial class RandomTenant
{
    /// <summary>The indirect ways to privilege that a scan reads whatever the roles are worth.</summary>
    private void AddPaths()
    {
        tenant.PermissionGrants.AddRange(Some().Select(_ => records.Make<PermissionGrant>(g => g with { Id = NewId(), ConsentType = "AllPrincipals" })));
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
            tenant.ClassicAdministrators.AddRange(Some().Take(2).Select(_ => records.Make<ClassicAdministrator>(a => a with { Id = $"{subscription.Id}/providers/Microsoft.Authorization/classicAdministrators/{NewId()}" })));
            tenant.AzureRoleAssignmentScheduleInstances.AddRange(assignees.Where(_ => random.Next(4) == 0).Select(id => Instance(subscription, id)));
            tenant.AzureRoleEligibilityScheduleInstances.AddRange(assignees.Where(_ => random.Next(4) == 0).Select(id => Instance(subscription, id)));
        }
    }

    private AzureScheduleInstance Instance(AzureSubscription subscription, string principalId) => records.Make<AzureScheduleInstance>(i => i with
    {
        Id = $"{subscription.Id}/providers/Microsoft.Authorization/instances/{NewId()}",
        Properties = (i.Properties ?? new AzureScheduleInstanceProperties()) with { PrincipalId = principalId, Scope = random.Next(2) == 0 ? subscription.Id : $"{subscription.Id}/resourceGroups/g{random.Next(3)}" },
    });
}
