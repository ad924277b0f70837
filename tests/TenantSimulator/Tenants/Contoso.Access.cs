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
        tenant.Method(onboarding, "password").Method(onboarding, "temporaryAccessPass", m => m with { CreatedDateTime = TenantBuilder.Now.AddHours(-2), StartDateTime = TenantBuilder.Now.AddHours(-2), LifetimeInMinutes = 480, IsUsable = true, IsUsableOnce = false });
    }
}
