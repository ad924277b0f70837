using Ed2402Posture.Core.Checks;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Inv05GuestsHoldNoPrivilegeTests() : CheckTest("INV-05")
{
    [Fact]
    public void A_guest_in_tier_0_fails()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.Assign(GlobalAdministrator, guest);
        Expect(guest, Outcome.Fail, "a guest");
    }

    [Fact]
    public void A_guest_in_tier_1_is_a_warning()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.Assign(HelpdeskAdministrator, guest);
        Expect(guest, Outcome.Warning, "a guest");
    }

    [Fact]
    public void A_guest_eligible_through_a_nested_group_fails()
    {
        string guest = Tenant.Guest("Gina"), outer = Tenant.Group("Outer"), inner = Tenant.Group("Inner");
        Tenant.Member(outer, inner).Member(inner, guest).Eligible(GlobalAdministrator, outer);
        Expect(guest, Outcome.Fail);
    }

    [Fact]
    public void A_guest_in_azure_only_fails_when_it_reaches_the_root()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.AssignAzure("Owner", guest, Tenant.ManagementGroup(Tenant.TenantId));
        Expect(guest, Outcome.Fail);
    }

    [Fact]
    public void A_guest_who_owns_one_subscription_is_a_warning()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.AssignAzure("Owner", guest, Tenant.Subscription("Production"));
        Expect(guest, Outcome.Warning);
    }

    [Fact]
    public void An_invited_account_made_a_member_is_still_external()
    {
        string account = Tenant.Guest("Gina", u => u with { UserType = "Member" });
        Tenant.Assign(GlobalAdministrator, account);
        Expect(account, Outcome.Fail, "an external member");
    }

    [Fact]
    public void A_member_of_this_tenant_passes_and_a_guest_without_a_role_is_no_subject()
    {
        string alice = Tenant.User("Alice");
        Tenant.Guest("Gina");
        Tenant.Assign(GlobalAdministrator, alice);
        Assert.Equal(alice, Assert.Single(Run(), f => f.Outcome == Outcome.Pass).SubjectId);
        Assert.Single(Run());
    }

    [Fact]
    public void A_tenant_without_privileged_people_says_so()
    {
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }
}
