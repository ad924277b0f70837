using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim01NoPermanentActiveAssignmentTests() : CheckTest("PIM-01")
{
    [Fact]
    public void A_permanent_assignment_fails()
    {
        string alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, alice, start: TenantBuilder.Now.AddDays(-10));
        Assert.Equal(Severity.Critical, Expect(alice, Outcome.Fail, "Holds Global Administrator permanently.").Severity);
    }

    [Fact]
    public void One_that_only_roleAssignments_knows_fails_and_is_said_to_be_outside_pim()
    {
        string alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, alice, outsidePim: true);
        Expect(alice, Outcome.Fail, "permanently, outside PIM");
    }

    [Fact]
    public void An_assignment_with_an_end_passes()
    {
        string alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, alice, start: TenantBuilder.Now, end: TenantBuilder.Now.AddDays(30));
        Expect(alice, Outcome.Pass, "until 2026-12-02");
    }

    [Theory]
    [InlineData(365, Outcome.Pass)]
    [InlineData(366, Outcome.Warning)]
    [InlineData(27_000, Outcome.Warning)]
    public void An_assignment_that_ends_after_more_than_a_year_is_as_good_as_permanent(int days, Outcome outcome)
    {
        string alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, alice, start: TenantBuilder.Now.AddDays(-10), end: TenantBuilder.Now.AddDays(days - 10));
        Expect(alice, outcome, outcome == Outcome.Pass ? "until" : "as good as permanent");
    }

    [Fact]
    public void The_longest_time_is_the_settings_and_a_break_glass_account_is_exempt_from_it()
    {
        string alice = Tenant.User("Alice"), bob = Tenant.User("Bob");
        Tenant.Assign(GlobalAdministrator, alice, start: TenantBuilder.Now, end: TenantBuilder.Now.AddDays(30));
        Tenant.Assign(GlobalAdministrator, bob, start: TenantBuilder.Now, end: TenantBuilder.Now.AddYears(70));
        Settings = With("maximumActiveDays", 29) with { BreakGlassAccounts = [bob] };
        Expect(alice, Outcome.Warning, "for 30 days (limit 29)");
        Expect(bob, Outcome.Pass, "break-glass");
    }

    [Fact]
    public void A_member_whom_pim_lets_in_for_decades_is_a_warning()
    {
        string group = Tenant.Group("Tier0");
        Tenant.ActiveInGroup(group, Tenant.User("Alice"), start: TenantBuilder.Now.AddDays(-1), end: TenantBuilder.Now.AddYears(70)).ActiveInGroup(group, Tenant.User("Bob"), end: TenantBuilder.Now.AddDays(9));
        Tenant.Assign(GlobalAdministrator, group);
        Assert.DoesNotContain("bob", Expect(group, Outcome.Warning, "alice").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_activated_one_is_not_standing()
    {
        string alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, alice, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddHours(3), activated: true);
        Expect(alice, Outcome.Pass, "Has activated");
    }

    [Fact]
    public void An_eligible_one_passes()
    {
        string alice = Tenant.User("Alice");
        Tenant.Eligible(GlobalAdministrator, alice);
        Expect(alice, Outcome.Pass, "eligible");
    }

    [Fact]
    public void A_role_of_a_lesser_tier_is_not_judged()
    {
        Tenant.Assign(HelpdeskAdministrator, Tenant.User("Alice"));
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Theory]
    [InlineData("bg1@contoso.com")]
    [InlineData(null)]
    public void A_declared_break_glass_account_is_exempt_and_named(string? declared)
    {
        string account = Tenant.User("BG1");
        Tenant.Assign(GlobalAdministrator, account);
        Settings = new PostureSettings { BreakGlassAccounts = [declared ?? account.ToUpperInvariant()] };
        Expect(account, Outcome.Pass, "bg1@contoso.com is a declared break-glass account");
    }

    [Fact]
    public void A_service_principal_fails_unless_it_is_allowed()
    {
        string deploy = Tenant.ServicePrincipal("deploy");
        Tenant.Assign(GlobalAdministrator, deploy);
        Expect(deploy, Outcome.Fail);
        Settings = new PostureSettings { AllowedServicePrincipals = [TenantBuilder.Id("app:deploy")] };
        Expect(deploy, Outcome.Pass, "allow");
    }

    [Fact]
    public void A_service_principals_allowance_does_not_cover_a_user()
    {
        string alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, alice);
        Settings = new PostureSettings { AllowedServicePrincipals = [alice] };
        Expect(alice, Outcome.Fail);
    }

    [Fact]
    public void A_group_fails_by_its_standing_members_and_names_them()
    {
        string group = Tenant.Group("Tier0");
        Tenant.Member(group, Tenant.User("Alice"), Tenant.User("Bob"));
        Tenant.Assign(GlobalAdministrator, group);
        Assert.Contains("alice@contoso.com", Expect(group, Outcome.Fail, "2 members").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_of_break_glass_accounts_alone_passes_and_one_other_member_fails_it()
    {
        string group = Tenant.Group("Glass");
        Tenant.Member(group, Tenant.User("BG1"));
        Tenant.Assign(GlobalAdministrator, group);
        Settings = new PostureSettings { BreakGlassAccounts = ["bg1@contoso.com"] };
        Expect(group, Outcome.Pass, "break-glass");
        Tenant.Member(group, Tenant.User("Alice"));
        Expect(group, Outcome.Fail);
    }

    [Fact]
    public void A_group_whose_members_pim_lets_in_for_a_time_passes_and_a_permanent_one_beside_them_fails()
    {
        string group = Tenant.Group("Tier0"), carol = Tenant.User("Carol");
        Tenant.ActiveInGroup(group, Tenant.User("Alice"), activated: true, end: TenantBuilder.Now.AddHours(2)).ActiveInGroup(group, Tenant.User("Bob"), end: TenantBuilder.Now.AddDays(9)).EligibleInGroup(group, carol);
        Tenant.Assign(GlobalAdministrator, group);
        Expect(group, Outcome.Pass, "let in by PIM");
        Tenant.ActiveInGroup(group, Tenant.User("Dora"));
        Assert.DoesNotContain("alice", Expect(group, Outcome.Fail, "1 members").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_permission_for_pim_for_groups_a_members_permanence_is_unknown()
    {
        string group = Tenant.Group("Tier0");
        Tenant.Member(group, Tenant.User("Alice")).Assign(GlobalAdministrator, group);
        Tenant.Unread(Datasets.PimGroupAssignmentInstances, DatasetStatus.NoPermission);
        Expect(group, Outcome.NotAssessed);
    }

    [Fact]
    public void An_empty_group_with_the_role_is_a_warning_and_an_allowed_one_passes()
    {
        string group = Tenant.Group("Empty");
        Tenant.Assign(GlobalAdministrator, group);
        Expect(group, Outcome.Warning, "no member");
        Settings = new PostureSettings { AllowedGroups = [group] };
        Expect(group, Outcome.Pass);
    }

    [Fact]
    public void Without_the_licence_for_pim_every_assignment_stands()
    {
        string alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, alice, outsidePim: true);
        Tenant.Unread(Datasets.RoleAssignmentScheduleInstances, DatasetStatus.NotLicensed).Unread(Datasets.RoleEligibilityScheduleInstances, DatasetStatus.NotLicensed);
        Expect(alice, Outcome.Fail);
    }

    [Fact]
    public void Without_the_permission_for_pim_an_assignment_may_have_an_end_and_is_not_assessed()
    {
        Tenant.Assign(GlobalAdministrator, Tenant.User("Alice"), end: TenantBuilder.Now.AddDays(1));
        Tenant.Unread(Datasets.RoleAssignmentScheduleInstances, DatasetStatus.NoPermission);
        Finding finding = Assert.Single(Run());
        Assert.Equal(Outcome.NotAssessed, finding.Outcome);
        Assert.StartsWith("NoPermission: roleAssignmentScheduleInstances needs RoleAssignmentSchedule.Read.Directory", finding.Reason, StringComparison.Ordinal);
    }
}
