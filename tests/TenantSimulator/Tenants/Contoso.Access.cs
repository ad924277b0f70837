namespace Ed2402Posture.TenantSimulator.Tenants;

public static partial class Contoso
{
    // What conditional access is escaped by, and methods that only a person's own list tells.
    private static void AddAccess(TenantBuilder tenant)
    {
        string sales = tenant.Group("Sales Abroad", roleAssignable: false, with: g => g with { CreatedDateTime = DaysAgo(650) });
        tenant.Member(TenantBuilder.Id("group:CA Exclusion - Travellers"), sales).Member(sales, Person("Grace Mbeki"));

        string onboarding = Person("Sven Aalto");
        int row = tenant.UserRegistrationDetails.FindIndex(r => r.Id == onboarding);
        tenant.UserRegistrationDetails[row] = tenant.UserRegistrationDetails[row] with { MethodsRegistered = ["temporaryAccessPass"], IsMfaRegistered = true, IsMfaCapable = true };
        AddSignIns(tenant, onboarding);
        tenant.Method(onboarding, "password").Method(onboarding, "temporaryAccessPass", m => m with { CreatedDateTime = TenantBuilder.Now.AddHours(-2), StartDateTime = TenantBuilder.Now.AddHours(-2), LifetimeInMinutes = 480, IsUsable = true, IsUsableOnce = false });
    }

    // What they signed in with, and what was added to their accounts.
    private static void AddSignIns(TenantBuilder tenant, string onboarding)
    {
        const string Claim = "Previously satisfied|Multifactor authentication|MFA requirement satisfied by claim in the token";
        tenant.SignIn(Person("Priya Raghunathan"), ["FIDO2 security key"]).SignIn(Person("Priya Raghunathan"), ["Previously satisfied", Claim]);
        tenant.SignIn(Person("Yuki Tanabe"), ["Windows Hello for Business", Claim]).SignIn(Person("Chloe Dubois"), ["Windows Hello for Business"]);
        tenant.SignIn(Person("Ingrid Halvorsen"), ["FIDO2 security key"]).SignIn(Person("Ingrid Halvorsen"), ["Password", "Mobile app notification"]);
        tenant.SignIn(Person("Amir Hosseini"), ["Previously satisfied", Claim]);
        tenant.SignIn(Person("Tomasz Wisniewski"), ["Password", "OATH verification code"]).SignIn(Person("Marco Bellini"), ["Password", "Text message"]);
        tenant.SignIn(Person("Grace Mbeki"), ["Password"], s => s with { AppId = "04b07795-8ddb-461a-bbee-02f9e1bf7b46", AppDisplayName = "Microsoft Azure CLI", IpAddress = "198.51.100.77" });
        tenant.SignIn(Person("Mei Lin"), ["Password", "Mobile app notification"], s => s with
        {
            CreatedDateTime = TenantBuilder.Now.AddDays(-2).AddMinutes(-40), IpAddress = "198.51.100.99", RiskLevelDuringSignIn = "medium", RiskLevelAggregated = "high", RiskState = "atRisk",
        });
        tenant.MethodAudit(Person("Mei Lin"), "User registered security info", "User registered Authenticator App with Notification and Code");
        tenant.MethodAudit(onboarding, "Admin registered security info", "Admin registered temporary access pass method for user", by: Person("Olga Kowalczyk"), with: a => a with { ActivityDateTime = TenantBuilder.Now.AddHours(-2) });
        tenant.MethodAudit(Person("Nils Eriksen"), "User registered security info", "User registered Fido");
        tenant.Window(Core.Snapshots.Datasets.PrivilegedSignIns, Core.Snapshots.CollectionScope.None).Window(Core.Snapshots.Datasets.AuthenticationMethodAudits, Core.Snapshots.CollectionScope.None).Window(Core.Snapshots.Datasets.PimAudits, Core.Snapshots.CollectionScope.None);
    }
}
