using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Hyg02AdministratorsAreCloudOnlyTests() : CheckTest("HYG-02")
{
    [Fact]
    public void A_cloud_only_account_passes()
    {
        Expect(Administrator(u => u), Outcome.Pass);
    }

    [Fact]
    public void A_synchronised_account_fails()
    {
        Expect(Administrator(u => u with { OnPremisesSyncEnabled = true, OnPremisesImmutableId = "x" }), Outcome.Fail, "synchronised");
    }

    [Fact]
    public void An_account_of_a_federated_domain_fails()
    {
        Tenant.Domains.Add(new Domain { Id = "corp.contoso.com", AuthenticationType = "Federated", IsVerified = true });
        Expect(Administrator(u => u with { UserPrincipalName = "alice@CORP.contoso.com" }), Outcome.Fail, "federated domain");
    }

    [Fact]
    public void An_account_that_keeps_its_immutable_id_fails()
    {
        Expect(Administrator(u => u with { OnPremisesSyncEnabled = false, OnPremisesImmutableId = "x" }), Outcome.Fail, "immutable id");
    }

    [Fact]
    public void A_guest_is_left_to_its_own_check()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.Assign(GlobalAdministrator, guest);
        Expect(guest, Outcome.NotApplicable, "INV-05");
    }

    [Fact]
    public void A_synchronised_helpdesk_administrator_is_no_subject()
    {
        Tenant.Assign(HelpdeskAdministrator, Tenant.User("Hanna", u => u with { OnPremisesSyncEnabled = true }));
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    private string Administrator(Func<User, User> with)
    {
        string alice = Tenant.User("Alice", with);
        Tenant.Eligible(GlobalAdministrator, alice);
        return alice;
    }
}
