using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim09EligibleRolesAreUsedTests : CheckTest
{
    private readonly string alice;

    public Pim09EligibleRolesAreUsedTests()
        : base("PIM-09")
    {
        alice = Tenant.User("Alice");
        Tenant.Eligible(GlobalAdministrator, alice);
    }

    [Fact]
    public void One_who_activates_now_and_then_passes()
    {
        Tenant.Activation(alice, GlobalAdministrator, 3).Activation(alice, GlobalAdministrator, 20);
        Expect(alice, Outcome.Pass, "Activated on 2 of the last 30 days");
    }

    [Theory]
    [InlineData(29, Outcome.Pass)]
    [InlineData(30, Outcome.Warning)]
    public void One_who_has_not_activated_in_the_window_is_a_warning(int daysAgo, Outcome outcome)
    {
        Tenant.Activation(alice, GlobalAdministrator, daysAgo);
        Expect(alice, outcome);
    }

    [Theory]
    [InlineData(24, Outcome.Pass)]
    [InlineData(25, Outcome.Warning)]
    public void One_who_activates_nearly_every_day_is_a_warning(int days, Outcome outcome)
    {
        foreach (int day in Enumerable.Range(1, days))
        {
            Tenant.Activation(alice, GlobalAdministrator, day).Activation(alice, GlobalAdministrator, day);
        }

        Expect(alice, outcome, $"Activated on {days} of the last 30 days");
    }

    [Theory]
    [InlineData("Add member to role requested (PIM activation)", "success")]
    [InlineData("Add member to role completed (PIM activation)", "failure")]
    [InlineData("Remove member from role (PIM activation expired)", "success")]
    public void Only_a_completed_activation_counts(string activity, string result)
    {
        Tenant.Activation(alice, GlobalAdministrator, 3, a => a with { ActivityDisplayName = activity, Result = result });
        Expect(alice, Outcome.Warning, "Has not activated anything");
    }

    [Fact]
    public void An_approvers_entry_counts_for_the_one_who_activates()
    {
        string boss = Tenant.User("Boss");
        Tenant.Eligible("User Administrator", boss);
        Tenant.Activation(alice, GlobalAdministrator, 3, a => a with { InitiatedBy = new AuditInitiator { User = new AuditUser { Id = boss } } });
        Expect(alice, Outcome.Pass);
        Expect(boss, Outcome.Warning);
    }

    [Fact]
    public void One_who_was_made_eligible_lately_passes_and_a_break_glass_account_too()
    {
        string bob = Tenant.User("Bob"), glass = Tenant.User("Glass");
        Tenant.Eligible(GlobalAdministrator, bob, start: Now.AddDays(-5));
        Tenant.Eligible(GlobalAdministrator, glass);
        Settings = new PostureSettings { BreakGlassAccounts = [glass] };
        Expect(bob, Outcome.Pass, "within the last 30 days");
        Expect(glass, Outcome.Pass, "break-glass");
    }

    [Fact]
    public void One_who_is_eligible_through_a_group_is_judged()
    {
        string group = Tenant.Group("Tier0"), carol = Tenant.User("Carol");
        Tenant.Assign(GlobalAdministrator, group);
        Tenant.EligibleInGroup(group, carol);
        Expect(carol, Outcome.Warning);
        Tenant.Activation(carol, "Tier0", 2);
        Expect(carol, Outcome.Pass);
    }

    [Theory]
    [InlineData(DatasetStatus.NoPermission)]
    [InlineData(DatasetStatus.Partial)]
    public void Without_the_log_nobody_is_called_idle(DatasetStatus status)
    {
        Tenant.Unread(Datasets.PimAudits, status);
        Assert.Equal([Outcome.NotAssessed], Run().Select(f => f.Outcome).Distinct());
    }

    [Fact]
    public void A_log_that_goes_back_less_than_the_window_says_so()
    {
        Tenant.Window(Datasets.PimAudits, new CollectionScope { PimAuditDays = 7 });
        Expect(alice, Outcome.NotAssessed, "Partial: pimAudits holds 7 of 30 days");
        Settings = With("windowDays", 7);
        Expect(alice, Outcome.Warning, "in the last 7 days");
    }

    [Fact]
    public void Nobody_eligible_leaves_nothing_to_judge()
    {
        Tenant.RoleEligibilityScheduleInstances.Clear();
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }
}
