using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Azr05OnlySoundAccountsHoldAzureRolesTests : CheckTest
{
    private readonly string production;

    public Azr05OnlySoundAccountsHoldAzureRolesTests()
        : base("AZR-05") => production = Tenant.Subscription("Production", Tenant.ManagementGroup(Tenant.TenantId));

    [Fact]
    public void A_guest_in_azure_only_fails()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.AssignAzure("Contributor", guest, production);
        Expect(guest, Outcome.Fail, "a guest");
    }

    [Fact]
    public void A_synchronised_and_a_disabled_account_fail_with_both_reasons()
    {
        string carol = Tenant.User("Carol", u => u with { OnPremisesSyncEnabled = true, AccountEnabled = false });
        Tenant.AssignAzure("Owner", carol, production);
        Expect(carol, Outcome.Fail, "synchronised from on-premises, and disabled");
    }

    [Fact]
    public void A_deleted_principal_is_an_orphan()
    {
        Tenant.AssignAzure("Owner", TenantBuilder.Id("gone"), production);
        Expect(TenantBuilder.Id("gone"), Outcome.Fail, "orphan");
    }

    [Fact]
    public void A_disabled_service_principal_fails_and_an_enabled_one_passes()
    {
        string off = Tenant.ServicePrincipal("off", s => s with { AccountEnabled = false }), on = Tenant.ServicePrincipal("on");
        Tenant.AssignAzure("Contributor", off, production);
        Tenant.AssignAzure("Contributor", on, production);
        Expect(off, Outcome.Fail, "disabled");
        Expect(on, Outcome.Pass);
    }

    [Fact]
    public void A_guest_through_a_group_fails_and_the_group_itself_is_no_subject()
    {
        string group = Tenant.Group("Owners", roleAssignable: false), guest = Tenant.Guest("Gina");
        Tenant.Member(group, guest).AssignAzure("Owner", group, production);
        Expect(guest, Outcome.Fail);
        Assert.DoesNotContain(Run(), f => f.SubjectId == group);
    }

    [Fact]
    public void Two_assignments_are_two_findings()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.AssignAzure("Contributor", guest, production);
        Tenant.AssignAzure("Contributor", guest, Tenant.Subscription("Test"));
        Assert.Equal(2, Run().Count(f => f.SubjectId == guest && f.Outcome == Outcome.Fail));
    }

    [Fact]
    public void A_guest_who_only_reads_is_no_subject()
    {
        Tenant.AssignAzure("Reader", Tenant.Guest("Gina"), production);
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void A_user_that_was_not_read_is_not_assessed()
    {
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure("Owner", alice, production);
        Tenant.OtherPrincipals.Add(new DirectoryObject { Id = alice, ODataType = "#microsoft.graph.user", DisplayName = "Alice" });
        Tenant.Users.Clear();
        Expect(alice, Outcome.NotAssessed);
    }

    [Fact]
    public void An_account_that_sees_no_subscription_proves_nothing()
    {
        Tenant.AzureSubscriptions.Clear();
        Tenant.ManagementGroups.Clear();
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void An_account_of_which_nobody_says_whether_it_is_enabled_is_not_assessed()
    {
        string dora = Tenant.User("Dora", u => u with { AccountEnabled = null }), app = Tenant.ServicePrincipal("app", s => s with { AccountEnabled = null });
        Tenant.AssignAzure("Contributor", dora, production);
        Tenant.AssignAzure("Contributor", app, production);
        Expect(dora, Outcome.NotAssessed);
        Expect(app, Outcome.NotAssessed);
    }
}
