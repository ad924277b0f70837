using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Azr03AzurePrivilegeIsEligibleTests : CheckTest
{
    private readonly string root, production, alice;

    public Azr03AzurePrivilegeIsEligibleTests()
        : base("AZR-03")
    {
        root = Tenant.ManagementGroup(Tenant.TenantId);
        production = Tenant.Subscription("Production", root);
        alice = Tenant.User("Alice");
    }

    [Theory]
    [InlineData("Owner")]
    [InlineData("User Access Administrator")]
    [InlineData("Contributor")]
    [InlineData("Virtual Machine Contributor")]
    public void A_standing_assignment_fails(string role)
    {
        Tenant.AssignAzure(role, alice, production);
        Expect(alice, Outcome.Fail, $"Holds {role} permanently");
    }

    [Fact]
    public void A_permanent_assignment_that_pim_made_fails_too()
    {
        Tenant.ActiveAzure("Owner", alice, root);
        Expect(alice, Outcome.Fail);
    }

    [Fact]
    public void A_time_bound_one_an_activated_one_and_an_eligible_one_pass()
    {
        string bob = Tenant.User("Bob"), carol = Tenant.User("Carol");
        Tenant.ActiveAzure("Owner", alice, production, start: TenantBuilder.Now.AddDays(-1), end: TenantBuilder.Now.AddDays(20));
        Tenant.ActiveAzure("Owner", bob, production, activated: true, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddHours(3));
        Tenant.EligibleAzure("Owner", carol, production);
        Expect(alice, Outcome.Pass, "until 2026-11-22");
        Expect(bob, Outcome.Pass, "activated");
        Expect(carol, Outcome.Pass, "eligible");
    }

    [Theory]
    [InlineData(365, Outcome.Pass)]
    [InlineData(27_000, Outcome.Warning)]
    public void One_that_ends_in_decades_is_as_good_as_permanent_by_itself_and_through_a_group(int days, Outcome outcome)
    {
        string group = Tenant.Group("Owners", roleAssignable: false), carol = Tenant.User("Carol");
        Tenant.ActiveAzure("Owner", alice, production, start: TenantBuilder.Now.AddDays(-1), end: TenantBuilder.Now.AddDays(days - 1));
        Tenant.ActiveInGroup(group, carol, start: TenantBuilder.Now.AddDays(-1), end: TenantBuilder.Now.AddDays(days - 1)).AssignAzure("Owner", group, production);
        Expect(alice, outcome, "until");
        Expect(carol, outcome, "until");
    }

    [Fact]
    public void A_member_of_a_group_fails_unless_pim_for_groups_lets_him_in_for_a_time()
    {
        string group = Tenant.Group("Owners", roleAssignable: false), bob = Tenant.User("Bob"), carol = Tenant.User("Carol");
        Tenant.Member(group, alice).EligibleInGroup(group, bob).ActiveInGroup(group, carol, activated: true, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddHours(3));
        Tenant.AssignAzure("Owner", group, production);
        Expect(alice, Outcome.Fail, "member of 'Owners'");
        Expect(bob, Outcome.Pass);
        Expect(carol, Outcome.Pass);
    }

    [Fact]
    public void An_owner_of_the_group_holds_nothing_yet()
    {
        string group = Tenant.Group("Owners", roleAssignable: false);
        Tenant.Owner(group, alice).AssignAzure("Owner", group, production);
        Assert.DoesNotContain(Run(), f => f.SubjectId == alice);
    }

    [Fact]
    public void One_that_starts_next_week_is_a_warning()
    {
        Tenant.ActiveAzure("Owner", alice, production, start: TenantBuilder.Now.AddDays(7));
        Tenant.AzureRoleAssignments.Clear();
        Expect(alice, Outcome.Warning, "permanently from 2026-11-09");
    }

    [Fact]
    public void A_declared_break_glass_account_passes()
    {
        Settings = new PostureSettings { BreakGlassAccounts = [alice] };
        Tenant.AssignAzure("Owner", alice, root);
        Expect(alice, Outcome.Pass, "break-glass");
    }

    [Fact]
    public void Readers_workloads_resource_groups_and_the_root_are_no_subjects()
    {
        Tenant.AssignAzure("Reader", alice, production);
        Tenant.AssignAzure("Owner", Tenant.ServicePrincipal("deploy"), production);
        Tenant.AssignAzure("Owner", alice, production + "/resourceGroups/web");
        Tenant.AssignAzure("Owner", alice, "/");
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void Without_the_licence_nothing_is_judged()
    {
        Tenant.AssignAzure("Owner", alice, production);
        Tenant.Unread(Datasets.AzureRoleAssignmentScheduleInstances, DatasetStatus.NotLicensed).Unread(Datasets.AzureRoleEligibilityScheduleInstances, DatasetStatus.NotLicensed);
        Finding finding = Assert.Single(Run());
        Assert.Equal(Outcome.NotAssessed, finding.Outcome);
        Assert.StartsWith("NotLicensed: azureRoleAssignmentScheduleInstances", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_that_sees_no_subscription_proves_nothing()
    {
        Tenant.AzureSubscriptions.Clear();
        Tenant.ManagementGroups.Clear();
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }
}
