using System.Text.Json;
using System.Text.Json.Serialization;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Source-generated serialisation of the items, under the services' own property names.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true,
    GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(Organization))]
[JsonSerializable(typeof(SubscribedSku))]
[JsonSerializable(typeof(Domain))]
[JsonSerializable(typeof(DirectoryObject))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(UserSignInActivity))]
[JsonSerializable(typeof(Group))]
[JsonSerializable(typeof(ObjectLink))]
[JsonSerializable(typeof(AdministrativeUnit))]
[JsonSerializable(typeof(RoleDefinition))]
[JsonSerializable(typeof(RoleAssignment))]
[JsonSerializable(typeof(RoleAssignmentScheduleInstance))]
[JsonSerializable(typeof(RoleEligibilityScheduleInstance))]
[JsonSerializable(typeof(PimGroupScheduleInstance))]
[JsonSerializable(typeof(RoleManagementPolicyAssignment))]
[JsonSerializable(typeof(AuthenticationMethodsPolicy))]
[JsonSerializable(typeof(AuthenticationStrengthPolicy))]
[JsonSerializable(typeof(UserRegistrationDetails))]
[JsonSerializable(typeof(UserAuthenticationMethod))]
[JsonSerializable(typeof(AuthorizationPolicy))]
[JsonSerializable(typeof(SecurityDefaultsPolicy))]
[JsonSerializable(typeof(AdminConsentRequestPolicy))]
[JsonSerializable(typeof(DefaultAppManagementPolicy))]
[JsonSerializable(typeof(AppManagementPolicy))]
[JsonSerializable(typeof(ConditionalAccessPolicy))]
[JsonSerializable(typeof(NamedLocation))]
[JsonSerializable(typeof(Application))]
[JsonSerializable(typeof(ServicePrincipal))]
[JsonSerializable(typeof(FederatedIdentityCredential))]
[JsonSerializable(typeof(ServicePrincipalSignInActivity))]
[JsonSerializable(typeof(AppCredentialSignInActivity))]
[JsonSerializable(typeof(ResourceServicePrincipal))]
[JsonSerializable(typeof(AppRoleAssignment))]
[JsonSerializable(typeof(PermissionGrant))]
[JsonSerializable(typeof(ManagementGroup))]
[JsonSerializable(typeof(AzureSubscription))]
[JsonSerializable(typeof(AzureRoleAssignment))]
[JsonSerializable(typeof(AzureRoleDefinition))]
[JsonSerializable(typeof(AzureScheduleInstance))]
[JsonSerializable(typeof(AzureRolePolicyAssignment))]
[JsonSerializable(typeof(SignIn))]
[JsonSerializable(typeof(Exposure.Logs.SignInLine))]
[JsonSerializable(typeof(DirectoryAudit))]
[JsonSerializable(typeof(NamedUser))]
[JsonSerializable(typeof(NamedResource))]
[JsonSerializable(typeof(ClassicAdministrator))]
[JsonSerializable(typeof(DelegatedAdminRelationship))]
[JsonSerializable(typeof(AzureResource))]
[JsonSerializable(typeof(SnapshotManifest))]
internal sealed partial class SnapshotJson : JsonSerializerContext;
