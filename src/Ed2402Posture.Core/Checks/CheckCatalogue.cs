namespace Ed2402Posture.Core.Checks;

/// <summary>Every check, in the order of its id within its category. The list is explicit: what is not here does not run.</summary>
public static class CheckCatalogue
{
    /// <summary>The checks, in catalogue order.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new Inv01PrivilegedInventoryIsComplete(),
        new Inv02GroupChainsAreShort(),
        new Inv03GroupOwnersAreAdministrators(),
        new Inv04PrincipalsAreAlive(),
        new Inv05GuestsHoldNoPrivilege(),
        new Inv06ForeignPrincipalsAreKnown(),
        new Inv07CustomRolesAreRated(),
        new Inv08GlobalAdministratorsAreFew(),
        new Mfa01AdministratorsHavePhishingResistantMethods(),
        new Mfa02NoWeakMethodIsUsable(),
        new Mfa03StrongMethodIsEnforced(),
        new Mfa04AdministratorsSignInStrongly(),
        new Mfa05NewMethodsAreExplained(),
        new Mfa06TemporaryAccessPassesAreSingleUse(),
        new Mfa07MethodPoliciesAreStrict(),
        new Pim01NoPermanentActiveAssignment(),
        new Pim02NoAssignmentOutsidePim(),
        new Pim03ActivationNeedsApproval(),
        new Pim04ActivationIsPhishingResistant(),
        new Pim05ActivationIsShort(),
        new Pim06ActivationsRaiseNotice(),
        new Pim07GroupsAreAsStrictAsTheirRoles(),
        new Pim08RoleAccessIsReviewed(),
        new Pim09EligibleRolesAreUsed(),
        new Ca01AdministratorsAreForcedToPhishingResistantMfa(),
        new Ca02ExclusionsAreBreakGlassAlone(),
        new Ca03LegacyAuthenticationIsBlocked(),
        new Ca04DeviceCodeFlowIsBlocked(),
        new Ca05SessionsAreShort(),
        new Ca06HighRiskIsBlocked(),
        new Ca07AdministratorsNeedManagedDevices(),
        new Ca08PolicyGroupsAreProtected(),
        new Ca09BreakGlassAccountsAreSound(),
        new Wid01TakeoverPermissionsAreApproved(),
        new Wid02PrivilegedWorkloadsUseNoSecrets(),
        new Wid03CredentialsAreShortLived(),
        new Wid04CredentialsAreUsed(),
        new Wid05NoCredentialsOnOthersApplications(),
        new Wid06ApplicationOwnersAreAdministrators(),
        new Wid07FederatedTrustIsNarrow(),
        new Wid08CredentialsAreRestricted(),
        new Wid09WorkloadsAreUnderConditionalAccess(),
        new Wid10RoundaboutTakeoversAreClosed(),
        new Azr01NobodyHoldsRootScope(),
        new Azr02OwnersAreFewAndDelegationIsConditioned(),
        new Azr03AzurePrivilegeIsEligible(),
        new Azr04CustomRolesAdministerNothing(),
        new Azr05OnlySoundAccountsHoldAzureRoles(),
        new Azr06WorkloadsThatAssignRolesAreApproved(),
        new Exp01ExposedCredentialsAreRenewed(),
        new Exp02ExposedAccountsAreReset(),
        new Exp03UnusedApplicationsAreDeactivated(),
        new Exp04ChangesAreExplained(),
        new Exp05FederationTrustIsIntact(),
        new Exp06RiskIsSeenAndLogsAreKept(),
        new Hyg01AdministratorsSignedInRecently(),
        new Hyg02AdministratorsAreCloudOnly(),
        new Hyg03AdministratorsHaveNoMailbox(),
        new Hyg04AdministratorAccountsAreSeparate(),
        new Hyg05AdministratorsAreOutOfReach(),
        new Hyg06DefaultsLimitEscalation(),
    ];

    private static readonly Dictionary<string, Check> ById = All.ToDictionary(c => c.Metadata.Id, StringComparer.OrdinalIgnoreCase);

    /// <summary>The check of that id, or null.</summary>
    public static Check? Find(string id) => ById.GetValueOrDefault(id);
}
