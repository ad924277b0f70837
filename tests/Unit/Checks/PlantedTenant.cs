using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>A tenant in which every check finds both what passes and what fails, for the tests that run all checks over damaged data.</summary>
internal static class PlantedTenant
{
    public static readonly PostureSettings Settings = new()
    {
        BreakGlassAccounts = ["bg1@contoso.com", Id("user:BG2")],
        AllowedServicePrincipals = [Id("app:backup")],
        Thresholds = new Dictionary<string, IReadOnlyDictionary<string, int>> { ["INV-08"] = new Dictionary<string, int> { ["maximumGlobalAdministrators"] = 1 } },
    };

    /// <summary>A leak thirty days ago: of an application that has renewed nothing, one that has renewed all, and two people.</summary>
    public static readonly ExposureCase Case = ExposureCase.Open(new CaseDetails { Title = "Leak" }, Now, "alice").WithRecords(
    [
        Record("web", ExposureKind.Secret) with { AppId = Id("app:web") }, Record("deploy", ExposureKind.Secret) with { AppId = Id("app:renewed") },
        Record("bob", ExposureKind.Password) with { UserId = Id("user:Bob") }, Record("hal", ExposureKind.Password) with { UserId = Id("user:Hal") },
    ], Now, "alice");

    private static ExposureRecord Record(string reference, ExposureKind kind) => new() { Id = reference, Reference = reference, Kind = kind, ExposedOn = Now.AddDays(-30) };

    public static TenantBuilder Make()
    {
        var t = new TenantBuilder();
        MethodTarget everyone = new() { TargetType = "group", Id = "all_users" };
        t.AuthenticationMethodsPolicy[0] = t.AuthenticationMethodsPolicy[0] with
        {
            PolicyMigrationState = "preMigration",
            AuthenticationMethodConfigurations = [.. ((string[])["Fido2", "Sms", "TemporaryAccessPass"]).Select(m => new AuthenticationMethodConfiguration { Id = m, State = "enabled", IncludeTargets = [everyone], IsUsableOnce = false, IsAttestationEnforced = true })],
        };
        string alice = t.User("Alice", u => u with { AssignedPlans = [new() { Service = "exchange", ServicePlanId = Id("exchange"), CapabilityStatus = "Enabled" }] }), bob = t.User("Bob", u => u with { IdentityParentId = Id("user:Dan") }), carol = t.User("Carol", u => u with { OnPremisesSyncEnabled = true, OnPremisesImmutableId = "x" });
        string dan = t.User("Dan", u => u with { AccountEnabled = false }), guest = t.Guest("Gina"), bg1 = t.User("BG1"), bg2 = t.User("BG2"), eve = t.User("Eve"), frank = t.User("Frank");
        t.Register(alice, "fido2SecurityKey").Register(bob, "mobilePhone").Register(carol, "windowsHelloForBusiness", "mobilePhone").Register(guest, "microsoftAuthenticatorPush").Register(bg1, "passKeyDeviceBound").Register(bg2, "passKeyDeviceBound").Register(frank, "temporaryAccessPass");
        t.SignedIn(eve, Now.AddDays(-100));
        t.Eligible("Global Administrator", alice);
        t.Eligible("Privileged Role Administrator", bob);
        t.Assign("Global Administrator", carol);
        t.Assign("Exchange Administrator", dan, outsidePim: true);
        t.Assign("User Administrator", eve, start: Now.AddDays(-1), end: Now.AddDays(20));
        t.Assign("Global Administrator", bg1);
        t.Assign("Global Administrator", bg2);
        string tier0 = t.Group("Tier0"), nested = t.Group("Nested"), azure = t.Group("Azure Owners", roleAssignable: false);
        t.Member(tier0, guest, nested).Member(nested, frank).Owner(tier0, eve).Member(azure, alice, dan);
        t.Assign("Application Administrator", tier0);
        t.RolePolicy("Global Administrator", context: "c1", approvers: [bob, tier0]);
        t.RolePolicy("Privileged Role Administrator", activation: "PT12H", permanentActive: true);
        t.RolePolicy("Application Administrator", eligibility: null, notify: []);
        t.EligibleInGroup(tier0, eve).PimGroupPolicy(tier0, new PimSettings { Activation = "PT8H" }).PimGroupPolicy(tier0, new PimSettings { Activation = "PT1H" }, owners: true);

        t.Review("Quarterly", ["Application Administrator"]).Alert("Roles are being assigned outside of PIM", "high", 2).Alert("Redundant assignments", "low", 0);

        t.Activation(bob, "Privileged Role Administrator", 3).AssignedOutside(dan, "Exchange Administrator", carol, 12);

        t.BuiltInStrengths();
        string exclusions = t.Group("Exclusions", roleAssignable: false), sheltered = t.Group("Sheltered");
        t.Member(exclusions, bob).Owner(exclusions, bob).Owner(sheltered, carol);
        GrantControls strong = new() { Operator = "OR", BuiltInControls = [], AuthenticationStrength = t.AuthenticationStrengthPolicies[2] }, block = new() { Operator = "OR", BuiltInControls = ["block"] };
        t.Policy("Keys", "enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = [exclusions, sheltered] }, strong);
        t.Policy("Risky users", "enabled", new ConditionUsers { IncludeUsers = [carol] }, block, with: c => c with { UserRiskLevels = ["high"] });
        t.Policy("Risky sign-ins", "enabled", new ConditionUsers { IncludeUsers = [carol] }, block, with: c => c with { SignInRiskLevels = ["high"] });
        t.Method(frank, "password").Method(frank, "temporaryAccessPass", m => m with { IsUsable = true, LifetimeInMinutes = 60, StartDateTime = Now });

        t.SignIn(alice, ["FIDO2 security key"]).SignIn(bob, ["Password", "Text message"]).SignIn(carol, ["Windows Hello for Business"]);
        t.MethodAudit(bob, "Admin registered security info", "Admin registered phone method for user", by: carol).MethodAudit(carol, "User registered security info", "User registered Fido");

        string app = t.Application("deploy", Secret("deploy-1", 20, 90), Secret("deploy-2", 400, 730)), backup = t.ServicePrincipal("backup", s => s with { KeyCredentials = [Certificate("backup", 10, 300)] });
        t.Application("web", Secret("web-1", 200, 100), Secret("web-2", 170, 180));
        t.Grant(app, "RoleManagement.ReadWrite.Directory");
        t.Assign("Hybrid Identity Administrator", backup);
        string host = t.ServicePrincipal("vm-1", s => s with { ServicePrincipalType = "ManagedIdentity" });
        t.ServicePrincipal("hidden", s => s with { PasswordCredentials = [Secret("hidden", 10, 20)] });

        t.ServicePrincipal("partner", s => s with { AppOwnerOrganizationId = Id("tenant:Fabrikam"), PasswordCredentials = [Secret("partner", 10, 20)] });

        string owen = t.User("Owen"), custom = Id("role:Rotator");
        t.Owner(tier0, owen).ApplicationOwner(app, owen, bob);
        t.Partner("Fabrikam", ["Global Administrator"]);
        t.Delegate(app, "Directory.AccessAsUser.All");
        t.AzureRoleDefinitions.Add(BuiltInRoles.Azure(Id("azure role:Deployer"), "Deployer", ["*"], custom: true));
        t.RoleDefinitions.Add(new() { Id = custom, TemplateId = custom, DisplayName = "Rotator", IsBuiltIn = false, RolePermissions = [new() { AllowedResourceActions = ["microsoft.directory/applications/credentials/update"] }] });
        t.Assign("Rotator", owen, "/" + Id("application:web"));

        t.Federate(app, "repo:contoso/deploy:pull_request").Federate(app, "repo:contoso/deploy:environment:production");
        t.UsageReports().Used("deploy", Id("secret:deploy-1"), 3).Used("deploy", Id("secret:deploy-2"), 120).Used("backup", Id("certificate:backup"), 1).WorkloadUsed("deploy", 3).WorkloadUsed("vm-1", 2);

        string root = t.ManagementGroup(t.TenantId), production = t.Subscription("Production", root), test = t.Subscription("Test", root);
        t.AssignAzure("Owner", azure, production);
        t.AssignAzure("Owner", bob, root);
        t.AssignAzure("Owner", guest, production);
        t.AssignAzure("User Access Administrator", carol, "/");
        t.AssignAzure("User Access Administrator", frank, test);
        t.AssignAzure("Role Based Access Control Administrator", app, test, condition: "(@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] …) AND ActionMatches{'Microsoft.Authorization/roleAssignments/write'}");
        t.AssignAzure("Contributor", host, test);
        t.AssignAzure("Owner", app, production);
        t.AssignAzure("User Access Administrator", backup, production);
        t.EligibleAzure("Owner", eve, production);
        t.ClassicAdministrator(test, "old@contoso.com");
        t.AssignAzure("Contributor", Id("gone"), test);

        t.Application("renewed", Secret("renewed", 10, 90));
        string hal = t.User("Hal", u => u with { LastPasswordChangeDateTime = Now.AddDays(-5), SignInSessionsValidFromDateTime = Now.AddDays(-5) });
        t.Ask(bob, hal).Read(Datasets.DeletedObjects, Datasets.TokenLifetimePolicies, Datasets.ContinuousAccessPolicies).ReadChanges(Now.AddDays(-30));
        t.Change("Add service principal credentials", "Eve", app);
        t.Federate("federated.contoso.com").AtRisk(bob).WorkloadAtRisk(app).ExportLogs("sentinel", 365, "AuditLogs", "SignInLogs");
        return t;
    }
}
