using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>The collectors, one a dataset.</summary>
internal static class CollectorCatalogue
{
    /// <summary>All of them, in the order of <see cref="Datasets.All"/>, then of <see cref="Datasets.OnDemand"/>.</summary>
    public static readonly IReadOnlyList<Collector> All =
    [
        new OrganizationCollector(), new SubscribedSkusCollector(), new DomainsCollector(),
        new RoleDefinitionsCollector(), new RoleAssignmentsCollector(), new RoleAssignmentScheduleInstancesCollector(),
        new RoleEligibilityScheduleInstancesCollector(), new RoleManagementPolicyAssignmentsCollector(), new PimGroupPolicyAssignmentsCollector(), new AccessReviewDefinitionsCollector(), new AccessReviewInstancesCollector(), new AccessReviewDecisionsCollector(), new RoleManagementAlertsCollector(),
        new PrincipalsCollector(), new DeletedPrincipalsCollector(), new GroupsCollector(), new GroupMembersCollector(), new GroupOwnersCollector(),
        new PimGroupAssignmentInstancesCollector(), new PimGroupEligibilityInstancesCollector(), new AdministrativeUnitsCollector(), new AdministrativeUnitMembersCollector(),
        new UsersCollector(), new SignInActivityCollector(), new UserRegistrationDetailsCollector(), new AuthenticationMethodsCollector(),
        new PrivilegedSignInsCollector(), new AuthenticationMethodAuditsCollector(), new PimAuditsCollector(),
        new AuthenticationMethodsPolicyCollector(), new AuthenticationStrengthPoliciesCollector(),
        new ConditionalAccessPoliciesCollector(), new NamedLocationsCollector(), new AuthorizationPolicyCollector(), new SecurityDefaultsCollector(),
        new AdminConsentRequestPolicyCollector(), new DefaultAppManagementPolicyCollector(), new AppManagementPoliciesCollector(),
        new TransitiveMembershipsCollector(), new PolicyGroupsCollector(), new PolicyGroupNestingCollector(), new PolicyGroupOwnersCollector(), new ExclusionGroupSizesCollector(), new ExclusionGroupEligibilityCollector(), new GuestHomeTenantsCollector(),
        new ApplicationsCollector(), new ServicePrincipalsCollector(), new ResourceServicePrincipalsCollector(), new AppRoleAssignmentsCollector(),
        new PermissionGrantsCollector(), new ApplicationOwnersCollector(), new ServicePrincipalOwnersCollector(), new OwnerlessApplicationsCollector(), new OwnedServicePrincipalsCollector(), new FederatedIdentityCredentialsCollector(), new DelegatedAdminRelationshipsCollector(),
        new ServicePrincipalSignInActivitiesCollector(), new AppCredentialSignInActivitiesCollector(),
        new DomainFederationConfigurationsCollector(), new RiskyUsersCollector(), new RiskyServicePrincipalsCollector(),
        new ManagementGroupsCollector(), new AzureSubscriptionsCollector(), new AzureRoleAssignmentsCollector(),
        new AzureRootRoleAssignmentsCollector(), new AzureRoleDefinitionsCollector(),
        new AzureRoleAssignmentScheduleInstancesCollector(), new AzureRoleEligibilityScheduleInstancesCollector(), new AzureRolePolicyAssignmentsCollector(), new ClassicAdministratorsCollector(), new IdentityHostsCollector(),
        new PimApproverGroupMembersCollector(), new PimApproversCollector(),
        new DirectoryDiagnosticSettingsCollector(),
        new NamedUsersCollector(), new DeletedObjectsCollector(), new NamedResourcesCollector(), new TokenLifetimePoliciesCollector(), new ContinuousAccessPoliciesCollector(), new SignInsCollector(), new OtherSignInsCollector(), new DirectoryAuditsCollector(), new CredentialOwnersCollector(),
    ];

    private static readonly Dictionary<DatasetDefinition, Collector> ByDataset = All.ToDictionary(c => c.Dataset);

    /// <summary>The collector of a dataset.</summary>
    public static Collector For(DatasetDefinition dataset) =>
        ByDataset.GetValueOrDefault(dataset) ?? throw new ArgumentException($"Nothing reads {dataset.Name}.", nameof(dataset));
}
