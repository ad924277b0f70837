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
        Put(builder, Datasets.Groups, Groups);
        Put(builder, Datasets.GroupMembers, GroupMembers);
        Put(builder, Datasets.GroupOwners, GroupOwners);
        Put(builder, Datasets.Users, Users);
        Put(builder, Datasets.SignInActivity, SignInActivity);
        Put(builder, Datasets.UserRegistrationDetails, UserRegistrationDetails);
        Put(builder, Datasets.AuthenticationMethodsPolicy, AuthenticationMethodsPolicy);
        Put(builder, Datasets.AuthenticationStrengthPolicies, AuthenticationStrengthPolicies);
        Put(builder, Datasets.ConditionalAccessPolicies, ConditionalAccessPolicies);
        Put(builder, Datasets.NamedLocations, NamedLocations);
        Put(builder, Datasets.AuthorizationPolicy, AuthorizationPolicy);
        Put(builder, Datasets.SecurityDefaults, SecurityDefaults);
        Put(builder, Datasets.Applications, Applications);
        Put(builder, Datasets.ServicePrincipals, ServicePrincipals);
        Put(builder, Datasets.ResourceServicePrincipals, ResourceServicePrincipals);
        Put(builder, Datasets.AppRoleAssignments, AppRoleAssignments);
        Put(builder, Datasets.ManagementGroups, ManagementGroups);
        Put(builder, Datasets.AzureSubscriptions, AzureSubscriptions);
        Put(builder, Datasets.AzureRoleAssignments, AzureRoleAssignments);
        Put(builder, Datasets.AzureRootRoleAssignments, AzureRootRoleAssignments);
        Put(builder, Datasets.AzureRoleDefinitions, AzureRoleDefinitions);
        PutAccess(builder);
        PutOnDemand(builder);
        return builder.Build(new SnapshotInfo { TenantId = TenantId, TenantName = Name, Cloud = "AzureCloud", CollectedAt = Now, ModuleVersion = "0.1.0" });
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
                .Concat(AzureRoleAssignments.Concat(AzureRootRoleAssignments).Select(a => a.Properties!.PrincipalId!)),
            StringComparer.OrdinalIgnoreCase);
        return
        [
            .. Users.Where(u => ids.Contains(u.Id)).Select(u => new DirectoryObject { Id = u.Id, ODataType = "#microsoft.graph.user", DisplayName = u.DisplayName, UserPrincipalName = u.UserPrincipalName }),
            .. Groups.Where(g => ids.Contains(g.Id)).Select(g => new DirectoryObject { Id = g.Id, ODataType = "#microsoft.graph.group", DisplayName = g.DisplayName }),
            .. ServicePrincipals.Where(s => ids.Contains(s.Id)).Select(s => new DirectoryObject { Id = s.Id, ODataType = "#microsoft.graph.servicePrincipal", DisplayName = s.DisplayName, AppId = s.AppId }),
            .. OtherPrincipals.Where(o => ids.Contains(o.Id)),
        ];
    }
}
