using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Hyg05AdministratorsAreOutOfReachTests() : CheckTest("HYG-05")
{
    [Fact]
    public void An_eligible_administrator_fails_and_an_active_one_passes()
    {
        string alice = Tenant.User("Alice"), bob = Tenant.User("Bob");
        Tenant.Eligible(GlobalAdministrator, alice);
        Tenant.Assign(GlobalAdministrator, bob);
        Expect(alice, Outcome.Fail, "reaches tier 0");
        Expect(bob, Outcome.Pass);
    }

    [Fact]
    public void A_role_assignable_group_and_a_restricted_unit_protect()
    {
        string alice = Tenant.User("Alice"), bob = Tenant.User("Bob", u => u with { IsManagementRestricted = true }), carol = Tenant.User("Carol");
        Tenant.Member(Tenant.Group("Administrators"), alice).Member(Tenant.Group("Plain", roleAssignable: false), carol);
        foreach (string id in (string[])[alice, bob, carol])
        {
            Tenant.Eligible(GlobalAdministrator, id);
        }

        Expect(alice, Outcome.Pass);
        Expect(bob, Outcome.Pass);
        Expect(carol, Outcome.Fail);
    }

    [Fact]
    public void An_account_that_was_not_read_is_not_assessed()
    {
        string alice = Tenant.User("Alice");
        Tenant.Eligible(GlobalAdministrator, alice);
        Tenant.OtherPrincipals.Add(new DirectoryObject { Id = alice, ODataType = "#microsoft.graph.user", DisplayName = "Alice" });
        Tenant.Users.Clear();
        Expect(alice, Outcome.NotAssessed);
    }

    [Fact]
    public void Workloads_and_lesser_administrators_are_no_subject()
    {
        Tenant.Assign(GlobalAdministrator, Tenant.ServicePrincipal("sync"));
        Tenant.Assign("Security Reader", Tenant.User("Alice"));
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }
}
