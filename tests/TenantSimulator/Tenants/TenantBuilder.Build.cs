using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public sealed partial class TenantBuilder
{
    /// <summary>The snapshot of what was planted; <c>principals</c> are derived from the assignments, as a scan does.</summary>
    public Snapshot Build()
    {
        var builder = new SnapshotBuilder();
        Put(builder, Datasets.Organization, Organization);
        Put(builder, Datasets.SubscribedSkus, SubscribedSkus);
        Put(builder, Datasets.Domains, Domains);
        Put(builder, Datasets.RoleDefinitions, RoleDefinitions);
        Put(builder, Datasets.RoleAssignments, RoleAssignments);
        Put(builder, Datasets.RoleAssignmentScheduleInstances, RoleAssignmentScheduleInstances);
        Put(builder, Datasets.RoleEligibilityScheduleInstances, RoleEligibilityScheduleInstances);
        Put(builder, Datasets.RoleManagementPolicyAssignments, RoleManagementPolicyAssignments);
        Put(builder, Datasets.Principals, Principals());
        Put(builder, Datasets.DeletedPrincipals, DeletedPrincipals);
        Put(builder, Datasets.Groups, Groups);
        Put(builder, Datasets.GroupMembers, GroupMembers);
        Put(builder, Datasets.GroupOwners, GroupOwners);
        Put(builder, Datasets.PimGroupAssignmentInstances, Expanded(PimGroupAssignmentInstances));
        Put(builder, Datasets.PimGroupEligibilityInstances, Expanded(PimGroupEligibilityInstances));
        Put(builder, Datasets.AdministrativeUnits, AdministrativeUnits);
        Put(builder, Datasets.AdministrativeUnitMembers, AdministrativeUnitMembers);
        Put(builder, Datasets.Users, Users);
        Put(builder, Datasets.SignInActivity, SignInActivity);
        Put(builder, Datasets.UserRegistrationDetails, UserRegistrationDetails);
        Put(builder, Datasets.AuthenticationMethodsPolicy, AuthenticationMethodsPolicy);
        Put(builder, Datasets.AuthenticationStrengthPolicies, AuthenticationStrengthPolicies);
        Put(builder, Datasets.ConditionalAccessPolicies, ConditionalAccessPolicies);
        Put(builder, Datasets.NamedLocations, NamedLocations);
        Put(builder, Datasets.AuthorizationPolicy, AuthorizationPolicy);
        Put(builder, Datasets.SecurityDefaults, SecurityDefaults);
        Put(builder, Datasets.AdminConsentRequestPolicy, AdminConsentRequestPolicy);
        Put(builder, Datasets.DefaultAppManagementPolicy, DefaultAppManagementPolicy);
        Put(builder, Datasets.AppManagementPolicies, AppManagementPolicies);
        Put(builder, Datasets.Applications, Applications);
        Put(builder, Datasets.ServicePrincipals, ServicePrincipals);
        Put(builder, Datasets.ResourceServicePrincipals, ResourceServicePrincipals);
        Put(builder, Datasets.AppRoleAssignments, AppRoleAssignments);
        Put(builder, Datasets.PermissionGrants, PermissionGrants);
        Put(builder, Datasets.ApplicationOwners, ApplicationOwners);
        Put(builder, Datasets.OwnerlessApplications, [.. Applications.Where(a => !OwnedByOthers.Contains(a.Id) && !ApplicationOwners.Exists(o => o.ParentId == a.Id)).Select(a => new DirectoryObject { Id = a.Id })]);
        Put(builder, Datasets.OwnedServicePrincipals, [.. ServicePrincipals.Where(s => OwnedByOthers.Contains(s.Id) || ServicePrincipalOwners.Exists(o => o.ParentId == s.Id)).Select(s => new DirectoryObject { Id = s.Id })]);
        Put(builder, Datasets.ServicePrincipalOwners, ServicePrincipalOwners);
        Put(builder, Datasets.FederatedIdentityCredentials, FederatedIdentityCredentials);
        Put(builder, Datasets.DelegatedAdminRelationships, DelegatedAdminRelationships);
        Put(builder, Datasets.ManagementGroups, ManagementGroups);
        Put(builder, Datasets.AzureSubscriptions, AzureSubscriptions);
        Put(builder, Datasets.AzureRoleAssignments, AzureRoleAssignments);
        Put(builder, Datasets.AzureRootRoleAssignments, AzureRootRoleAssignments);
        Put(builder, Datasets.AzureRoleDefinitions, AzureRoleDefinitions);
        Put(builder, Datasets.AzureRoleAssignmentScheduleInstances, AzureRoleAssignmentScheduleInstances);
        Put(builder, Datasets.AzureRoleEligibilityScheduleInstances, AzureRoleEligibilityScheduleInstances);
        Put(builder, Datasets.ClassicAdministrators, ClassicAdministrators);
        Put(builder, Datasets.PimGroupPolicyAssignments, PimGroupPolicyAssignments);
        Put(builder, Datasets.AzureRolePolicyAssignments, AzureRolePolicyAssignments);
        Put(builder, Datasets.PimApproverGroupMembers, PimApproverGroupMembers);
        Put(builder, Datasets.PimApprovers, PimApprovers);
        Put(builder, Datasets.IdentityHosts, IdentityHosts);
        Put(builder, Datasets.PimAudits, PimAudits);
        Put(builder, Datasets.AccessReviewDefinitions, AccessReviewDefinitions);
        Put(builder, Datasets.AccessReviewInstances, AccessReviewInstances);
        Put(builder, Datasets.AccessReviewDecisions, AccessReviewDecisions);
        Put(builder, Datasets.RoleManagementAlerts, RoleManagementAlerts);
        PutUsage(builder);
        PutRisk(builder);
        PutAccess(builder);
        PutOnDemand(builder);
        return builder.Build(new SnapshotInfo { TenantId = TenantId, TenantName = Name, Cloud = cloud, CollectedAt = Now, ModuleVersion = "0.1.0" });
    }

    private void Put<T>(SnapshotBuilder builder, DatasetDefinition<T> definition, IReadOnlyList<T> items)
        where T : class
    {
        DatasetState state = states.GetValueOrDefault(definition.Name) ?? new DatasetState { Status = DatasetStatus.Complete };
        builder.Set(definition, state, state.Status is DatasetStatus.Complete or DatasetStatus.Partial ? [.. items] : []);
    }

    private List<DirectoryObject> Principals()
    {
        var ids = new HashSet<string>(
            RoleAssignments.Select(a => a.PrincipalId!)
                .Concat(RoleAssignmentScheduleInstances.Select(a => a.PrincipalId!))
                .Concat(RoleEligibilityScheduleInstances.Select(a => a.PrincipalId!))
                .Concat(AzureRoleAssignmentScheduleInstances.Concat(AzureRoleEligibilityScheduleInstances).Select(i => i.Properties!.PrincipalId!))
                .Concat(AzureRoleAssignments.Concat(AzureRootRoleAssignments).Select(a => a.Properties!.PrincipalId!)),
            StringComparer.OrdinalIgnoreCase);
        return [.. ids.Select(ObjectOf).OfType<DirectoryObject>()];
    }

    /// <summary>What an id stands for; null for a deleted object.</summary>
    private DirectoryObject? ObjectOf(string id) =>
        Users.Find(u => u.Id == id) is { } user ? new DirectoryObject { Id = id, ODataType = "#microsoft.graph.user", DisplayName = user.DisplayName, UserPrincipalName = user.UserPrincipalName }
        : Groups.Find(g => g.Id == id) is { } group ? new DirectoryObject { Id = id, ODataType = "#microsoft.graph.group", DisplayName = group.DisplayName }
        : ServicePrincipals.Find(s => s.Id == id) is { } principal ? new DirectoryObject { Id = id, ODataType = "#microsoft.graph.servicePrincipal", DisplayName = principal.DisplayName, AppId = principal.AppId }
        : OtherPrincipals.Find(o => o.Id == id);

    // The scanner has PIM for Groups expand the principal.
    private List<PimGroupScheduleInstance> Expanded(List<PimGroupScheduleInstance> instances) => [.. instances.Select(i => i with { Principal = ObjectOf(i.PrincipalId!) })];
}
