using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    private const string PhishingResistant = "00000000-0000-0000-0000-000000000004";
    private static readonly MethodTarget Everyone = new() { TargetType = "group", Id = "all_users", IsRegistrationRequired = false };

    private static void AddMethodPolicies(TenantBuilder tenant)
    {
        tenant.AuthenticationMethodsPolicy.Clear();
        tenant.AuthenticationMethodsPolicy.Add(new AuthenticationMethodsPolicy
        {
            Id = "authenticationMethodsPolicy", PolicyMigrationState = "migrationInProgress", LastModifiedDateTime = DaysAgo(90),
            AuthenticationMethodConfigurations =
            [
                Method("Fido2", "fido2", "enabled") with { IsAttestationEnforced = true, IsSelfServiceRegistrationAllowed = true },
                Method("MicrosoftAuthenticator", "microsoftAuthenticator", "enabled") with { IsSoftwareOathEnabled = true, IncludeTargets = [Everyone with { AuthenticationMode = "any" }] },
                Method("Sms", "sms", "enabled"),
                Method("TemporaryAccessPass", "temporaryAccessPass", "enabled") with { IsUsableOnce = false, MaximumLifetimeInMinutes = 480 },
                Method("SoftwareOath", "softwareOath", "enabled"),
                Method("Voice", "voice", "disabled"),
                Method("Email", "email", "disabled"),
                Method("X509Certificate", "x509Certificate", "disabled"),
            ],
        });
        tenant.AdminConsentRequestPolicy[0] = tenant.AdminConsentRequestPolicy[0] with { IsEnabled = true, NotifyReviewers = true, RequestDurationInDays = 30, Reviewers = [new() { Query = $"/users/{Person("Ada Lovell")}", QueryType = "MicrosoftGraph" }] };
        tenant.DefaultAppManagementPolicy[0] = tenant.DefaultAppManagementPolicy[0] with
        {
            IsEnabled = true,
            ApplicationRestrictions = new() { PasswordCredentials = [new() { RestrictionType = "passwordLifetime", State = "enabled", MaxLifetime = "P180D", RestrictForAppsCreatedAfterDateTime = DateTimeOffset.MinValue }], KeyCredentials = [] },
            ServicePrincipalRestrictions = new() { PasswordCredentials = [new() { RestrictionType = "passwordLifetime", State = "enabled", MaxLifetime = "P180D", RestrictForAppsCreatedAfterDateTime = DateTimeOffset.MinValue }], KeyCredentials = [] },
        };
        tenant.AppManagementPolicies.Add(new() { Id = TenantBuilder.Id("app management:Legacy"), DisplayName = "Legacy integrations", IsEnabled = true, Restrictions = new() { PasswordCredentials = [new() { RestrictionType = "passwordLifetime", State = "disabled" }], KeyCredentials = [] } });
        tenant.BuiltInStrengths();
        tenant.AuthenticationStrengthPolicies.Add(new() { Id = TenantBuilder.Id("strength:admins"), DisplayName = "Administrators, keys only", PolicyType = "custom", RequirementsSatisfied = "mfa", AllowedCombinations = ["fido2"] });
    }

    private static AuthenticationMethodConfiguration Method(string id, string type, string state) => new() { ODataType = $"#microsoft.graph.{type}AuthenticationMethodConfiguration", Id = id, State = state, IncludeTargets = [Everyone], ExcludeTargets = [] };

    private static void AddConditionalAccess(TenantBuilder tenant)
    {
        string headquarters = TenantBuilder.Id("location:Headquarters");
        tenant.NamedLocations.Add(new() { ODataType = "#microsoft.graph.ipNamedLocation", Id = headquarters, DisplayName = "Headquarters", IsTrusted = true, IpRanges = [new() { ODataType = "#microsoft.graph.iPv4CidrRange", CidrAddress = "203.0.113.0/24" }, new() { ODataType = "#microsoft.graph.iPv6CidrRange", CidrAddress = "2001:db8:40::/48" }] });
        tenant.NamedLocations.Add(new() { ODataType = "#microsoft.graph.countryNamedLocation", Id = TenantBuilder.Id("location:Countries"), DisplayName = "Countries with offices", CountriesAndRegions = ["NO", "IT", "PL", "US"], IncludeUnknownCountriesAndRegions = false, CountryLookupMethod = "clientIpAddress" });

        string[] breakGlass = [TenantBuilder.Id("group:CA Exclusion - Break Glass")];
        string[] exclusions = [.. breakGlass, TenantBuilder.Id("group:CA Exclusion - Travellers")];
        string[] roles = [.. ((string[])[GlobalAdministrator, "Privileged Role Administrator", "Privileged Authentication Administrator", "Security Administrator", "Exchange Administrator", "SharePoint Administrator", "User Administrator", "Conditional Access Administrator"]).Select(tenant.RoleId)];
        var all = new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = exclusions, ExcludeUsers = [], IncludeGroups = [], IncludeRoles = [], ExcludeRoles = [] };
        ConditionUsers administrators = all with { IncludeUsers = [], IncludeRoles = roles, ExcludeGroups = breakGlass };

        tenant.Policy("CA001 Administrators: phishing-resistant sign-in", "enabled", administrators, grant: new() { Operator = "OR", BuiltInControls = [], CustomAuthenticationFactors = [], TermsOfUse = [], AuthenticationStrength = tenant.AuthenticationStrengthPolicies.First(s => s.Id == PhishingResistant) });
        tenant.Policy("CA002 Everyone: multifactor authentication", "enabled", all, grant: Controls("mfa"));
        tenant.Policy("CA003 Everyone: block legacy authentication", "enabled", all with { ExcludeGroups = breakGlass }, clientAppTypes: ["exchangeActiveSync", "other"], grant: Controls("block"));
        tenant.Policy("CA004 Administrators: managed device", "enabledForReportingButNotEnforced", administrators, grant: Controls("compliantDevice", "domainJoinedDevice"));
        tenant.Policy("CA005 Everyone: block high sign-in risk", "enabled", all with { ExcludeGroups = breakGlass }, with: c => c with { SignInRiskLevels = ["high"] }, grant: Controls("block"));
        tenant.Policy("CA006 Everyone: block device code flow", "disabled", all, with: c => c with { AuthenticationFlows = new() { TransferMethods = "deviceCodeFlow,authenticationTransfer" } }, grant: Controls("block"));
        tenant.Policy("CA007 Azure management: multifactor authentication", "enabled", all, applications: ["797f4846-ba00-4fd7-ba43-dac1f8f63013"], with: c => c with { Locations = new() { IncludeLocations = ["All"], ExcludeLocations = [headquarters] } }, grant: Controls("mfa"));
        tenant.Policy("CA008 Administrators: sign in again every four hours", "enabled", administrators, session: new() { SignInFrequency = new() { IsEnabled = true, FrequencyInterval = "timeBased", Type = "hours", Value = 4, AuthenticationType = "primaryAndSecondaryAuthentication" }, PersistentBrowser = new() { IsEnabled = true, Mode = "never" } });
        tenant.Policy("CA009 Guests: multifactor authentication", "enabled", new ConditionUsers { IncludeGuestsOrExternalUsers = new() { GuestOrExternalUserTypes = "internalGuest,b2bCollaborationGuest,b2bCollaborationMember", ExternalTenants = new() { ODataType = "#microsoft.graph.conditionalAccessAllExternalTenants", MembershipKind = "all" } } }, grant: Controls("mfa"));
        tenant.HomeTenant("northwind.com");
        ConditionExternalTenants fabrikam = new() { ODataType = "#microsoft.graph.conditionalAccessEnumeratedExternalTenants", MembershipKind = "enumerated", Members = [tenant.HomeTenant("fabrikam.com")] };
        tenant.Policy("CA011 Guests of Fabrikam: compliant devices", "enabled", new ConditionUsers { IncludeGuestsOrExternalUsers = new() { GuestOrExternalUserTypes = "b2bCollaborationGuest", ExternalTenants = fabrikam } }, grant: new() { Operator = "AND", BuiltInControls = ["mfa", "compliantDevice"], CustomAuthenticationFactors = [], TermsOfUse = [] }, with: c => c with { Applications = new() { IncludeApplications = ["797f4846-ba00-4fd7-ba43-dac1f8f63013"] } });
        tenant.Policy("CA010 Everyone: block other platforms", "enabled", all with { ExcludeGroups = breakGlass }, with: c => c with { Platforms = new() { IncludePlatforms = ["all"], ExcludePlatforms = ["android", "iOS", "windows", "macOS", "linux"] } }, grant: Controls("block"));
    }

    private static GrantControls Controls(params string[] controls) => new() { Operator = "OR", BuiltInControls = controls, CustomAuthenticationFactors = [], TermsOfUse = [] };
}
