using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim02NoAssignmentOutsidePimTests : CheckTest
{
    private readonly string alice;

    public Pim02NoAssignmentOutsidePimTests()
        : base("PIM-02") => alice = Tenant.User("Alice");

    [Fact]
    public void An_assignment_made_in_pim_passes()
    {
        Tenant.Assign(GlobalAdministrator, alice, start: TenantBuilder.Now.AddDays(-10));
        Expect(alice, Outcome.Pass);
    }

    [Fact]
    public void One_that_pim_does_not_list_fails()
    {
        Tenant.Assign(GlobalAdministrator, alice, outsidePim: true);
        Expect(alice, Outcome.Fail, "does not know");
    }

    [Fact]
    public void One_that_pim_lists_without_a_start_fails()
    {
        Tenant.Assign(GlobalAdministrator, alice, start: null);
        Expect(alice, Outcome.Fail, "without a start");
    }

    [Fact]
    public void An_activation_passes()
    {
        Tenant.Assign(GlobalAdministrator, alice, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddHours(1), activated: true);
        Expect(alice, Outcome.Pass, "activated");
    }

    [Fact]
    public void Eligible_and_lesser_roles_are_no_subjects()
    {
        Tenant.Eligible(GlobalAdministrator, alice);
        Tenant.Assign(HelpdeskAdministrator, alice, outsidePim: true);
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void Without_p2_it_is_not_assessed()
    {
        Tenant.Assign(GlobalAdministrator, alice, outsidePim: true);
        Tenant.Unread(Datasets.RoleAssignmentScheduleInstances, DatasetStatus.NotLicensed);
        Assert.All(Run(), f => Assert.Equal(Outcome.NotAssessed, f.Outcome));
    }

    [Fact]
    public void The_log_of_pim_names_the_maker_where_it_was_read()
    {
        string alice = Tenant.User("Alice"), mallory = Tenant.User("Mallory");
        Tenant.Assign(GlobalAdministrator, alice, outsidePim: true);
        Tenant.AssignedOutside(alice, GlobalAdministrator, mallory, 4).AssignedOutside(alice, UserAdministrator, alice, 1).AssignedOutside(mallory, GlobalAdministrator, alice, 1);
        Expect(alice, Outcome.Fail, "; mallory@contoso.com made it on 2026-10-29 07:00 UTC.");
        Tenant.Unread(Core.Snapshots.Datasets.PimAudits, Core.Snapshots.DatasetStatus.NoPermission);
        Expect(alice, Outcome.Fail, "PIM does not know the assignment of Global Administrator.");
    }
}
