using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Hyg03AdministratorsHaveNoMailboxTests() : CheckTest("HYG-03")
{
    [Theory]
    [InlineData("exchange", "efb87545-963c-4e0d-99df-69c6916d9eb0", "Enabled", Outcome.Fail)]
    [InlineData("MicrosoftOffice", "43de0ff5-c92c-492b-9116-175376d08c38", "Enabled", Outcome.Fail)]
    [InlineData("exchange", "efb87545-963c-4e0d-99df-69c6916d9eb0", "Deleted", Outcome.Pass)]
    [InlineData("exchange", "efb87545-963c-4e0d-99df-69c6916d9eb0", "Suspended", Outcome.Pass)]
    [InlineData("exchange", "efb87545-963c-4e0d-99df-69c6916d9eb0", "Warning", Outcome.Fail)]
    [InlineData("exchange", "efb87545-963c-4e0d-99df-69c6916d9eb0", "NotYetInvented", Outcome.NotAssessed)]
    [InlineData("AADPremiumService", "eec0eb4f-6444-4f95-aba0-50c24d67f998", "NotYetInvented", Outcome.Pass)]
    [InlineData("exchange", "113feb6c-3fe4-4440-bddc-54d774bf0318", "Enabled", Outcome.Pass)]
    [InlineData("AADPremiumService", "eec0eb4f-6444-4f95-aba0-50c24d67f998", "Enabled", Outcome.Pass)]
    public void Exchange_and_office_plans_that_are_enabled_fail(string service, string plan, string status, Outcome outcome)
    {
        Expect(Administrator(u => u with { AssignedPlans = [new AssignedPlan { Service = service, ServicePlanId = plan, CapabilityStatus = status }] }), outcome);
    }

    [Fact]
    public void An_account_without_plans_passes_and_one_whose_plans_were_not_read_is_not_assessed()
    {
        Expect(Administrator(u => u), Outcome.Pass);
        Tenant.Users[0] = Tenant.Users[0] with { AssignedPlans = null };
        Expect(Tenant.Users[0].Id, Outcome.NotAssessed);
    }

    [Fact]
    public void A_guest_is_licensed_at_home()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.Assign(GlobalAdministrator, guest);
        Expect(guest, Outcome.NotApplicable);
    }

    private string Administrator(Func<User, User> with)
    {
        string alice = Tenant.User("Alice", with);
        Tenant.Eligible(GlobalAdministrator, alice);
        return alice;
    }
}
