using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Inv04PrincipalsAreAliveTests() : CheckTest("INV-04")
{
    private static readonly string Gone = TenantBuilder.Id("gone");

    [Fact]
    public void A_disabled_account_fails_and_an_enabled_one_passes()
    {
        string dan = Tenant.User("Dan", u => u with { AccountEnabled = false }), alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, dan);
        Tenant.Assign(GlobalAdministrator, alice);
        Assert.Equal(Severity.High, Expect(dan, Outcome.Fail, "disabled and still holds Global Administrator").Severity);
        Expect(alice, Outcome.Pass);
    }

    [Fact]
    public void An_eligible_account_that_is_disabled_fails_too()
    {
        string dan = Tenant.User("Dan", u => u with { AccountEnabled = false });
        Tenant.Eligible(GlobalAdministrator, dan);
        Expect(dan, Outcome.Fail, "disabled");
    }

    [Fact]
    public void Disabled_workloads_fail_however_they_were_disabled()
    {
        string off = Tenant.ServicePrincipal("off", s => s with { AccountEnabled = false }), blocked = Tenant.ServicePrincipal("blocked", s => s with { IsDisabled = true });
        Tenant.Assign(HelpdeskAdministrator, off);
        Tenant.AssignAzure("Owner", blocked, Tenant.Subscription("Production"));
        Expect(off, Outcome.Fail, "disabled");
        Expect(blocked, Outcome.Fail, "disabled");
    }

    [Fact]
    public void A_missing_principal_is_an_orphan()
    {
        Tenant.AssignAzure("Owner", Gone, Tenant.Subscription("Production"));
        Expect(Gone, Outcome.Fail, "orphan");
    }

    [Fact]
    public void A_deleted_principal_that_can_be_restored_is_told_from_a_missing_one()
    {
        Tenant.Assign(GlobalAdministrator, Gone);
        Tenant.DeletedPrincipals.Add(new DirectoryObject { Id = Gone, ODataType = "#microsoft.graph.user", DisplayName = "Gone", DeletedDateTime = TenantBuilder.Now.AddDays(-3) });
        Expect(Gone, Outcome.Fail, "deleted on 2026-10-30; whoever restores it");
    }

    [Fact]
    public void An_id_that_could_not_be_looked_up_is_not_called_missing()
    {
        Tenant.Assign(GlobalAdministrator, Gone);
        Tenant.Unread(Datasets.Principals, DatasetStatus.NoPermission);
        Expect(Gone, Outcome.NotAssessed, "NoPermission: principals needs Directory.Read.All, so it is unknown whether the principal exists");
        Assert.DoesNotContain(Run(), f => f.Outcome is Outcome.Fail or Outcome.Pass);
    }

    [Fact]
    public void An_account_whose_state_was_not_read_is_not_assessed()
    {
        string alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, alice);
        Tenant.Users[0] = Tenant.Users[0] with { AccountEnabled = null };
        Expect(alice, Outcome.NotAssessed);
    }

    [Fact]
    public void Groups_exist_and_that_is_all_there_is_to_say()
    {
        string group = Tenant.Group("Admins");
        Tenant.Assign(GlobalAdministrator, group);
        Expect(group, Outcome.Pass, "exists");
    }

    [Fact]
    public void Lesser_assignments_are_named_only_when_at_fault()
    {
        string dan = Tenant.User("Dan", u => u with { AccountEnabled = false }), alice = Tenant.User("Alice");
        string production = Tenant.Subscription("Production");
        Tenant.AssignAzure("Reader", dan, production);
        Tenant.AssignAzure("Reader", alice, production);
        Assert.Equal(Severity.Low, Expect(dan, Outcome.Fail).Severity);
        Assert.DoesNotContain(Run(), f => f.SubjectId == alice);
    }

    [Fact]
    public void Without_privilege_and_fault_one_finding_says_so()
    {
        Tenant.AssignAzure("Reader", Tenant.User("Alice"), Tenant.Subscription("Production"));
        Assert.Equal(Outcome.Pass, Assert.Single(Run()).Outcome);
    }
}
