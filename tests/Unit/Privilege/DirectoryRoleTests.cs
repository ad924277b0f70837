using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class DirectoryRoleTests : PrivilegeTest
{
    [Fact]
    public void A_direct_assignment_is_one_standing_path()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice);
        PrivilegedAccount account = Account(alice);
        Assert.Equal(0, account.Tier);
        Assert.True(account.Standing);
        Assert.False(account.Eligible);
        Assert.Equal(PrincipalType.User, account.Type);
        Assert.Equal("alice@contoso.com", account.UserPrincipalName);
        Assert.Equal(Global, account.Roles);
        Assert.Equal(1, account.PathCount);
        Assert.True(account.Enabled);
        Assert.False(account.OnPremisesSynced);
        Assert.Equal(Now.AddDays(-1), account.LastSignIn);
        Assert.True(account.LastSignInKnown);
        Assert.Equal(Now.AddYears(-2), account.CreatedDateTime);
        Assert.Equal("alice → active Global Administrator (tenant)", account.ShortestPath);
        AccessPath path = Assert.Single(account.Paths);
        Assert.Equal((PathKind.Direct, PathState.Active, true, 1), (path.Kind, path.State, path.Permanent, path.Length));
        Assert.Equal(EntraRoles.GlobalAdministrator, path.RoleDefinitionId);
        Assert.Equal("Complete", account.Completeness);
    }

    [Fact]
    public void A_role_without_privilege_makes_no_account()
    {
        string reader = Tenant.User("reader");
        Tenant.Assign(Reports, reader);
        Assert.Empty(Analyze().Accounts);
        RoleHolding holding = Assert.Single(Analyze().Assignments);
        Assert.Equal((Reports, 2, false), (holding.Role, holding.Tier, holding.Privileged));
    }

    [Fact]
    public void An_assignment_in_both_lists_is_one()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice);
        RoleHolding holding = Assert.Single(Analyze().Assignments);
        Assert.True(holding.ManagedByPim);
        Assert.Equal(1, Account(alice).PathCount);
    }

    [Fact]
    public void An_assignment_outside_PIM_is_told_apart()
    {
        string alice = Tenant.User("alice");
        string bob = Tenant.User("bob");
        Tenant.Assign(Global, alice, outsidePim: true);
        Tenant.Assign(Global, bob);
        Assert.False(Analyze().Assignments.Single(a => a.PrincipalId == alice).ManagedByPim);
        Assert.True(Analyze().Assignments.Single(a => a.PrincipalId == bob).ManagedByPim);
        Assert.True(Account(alice).Standing);
    }

    [Theory]
    [InlineData(DatasetStatus.NotLicensed)]
    [InlineData(DatasetStatus.NoPermission)]
    public void Nothing_is_said_of_PIM_where_it_was_not_read(DatasetStatus status)
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice);
        Tenant.Unread(Datasets.RoleAssignmentScheduleInstances, status);
        Assert.Null(Assert.Single(Analyze().Assignments).ManagedByPim);
        Assert.True(Account(alice).Standing);
    }

    [Fact]
    public void An_instance_with_another_origin_matches_by_principal_role_and_scope()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice);
        Tenant.RoleAssignmentScheduleInstances[0] = Tenant.RoleAssignmentScheduleInstances[0] with { RoleAssignmentOriginId = "elsewhere" };
        Assert.True(Assert.Single(Analyze().Assignments).ManagedByPim);
    }

    [Fact]
    public void An_instance_that_roleAssignments_lacks_counts()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice);
        Tenant.RoleAssignments.Clear();
        Assert.Equal("alice → active Global Administrator (tenant)", Account(alice).ShortestPath);
    }

    [Fact]
    public void An_eligible_role_is_a_path_that_does_not_stand()
    {
        string alice = Tenant.User("alice");
        Tenant.Eligible(Global, alice);
        PrivilegedAccount account = Account(alice);
        Assert.False(account.Standing);
        Assert.True(account.Eligible);
        Assert.Equal("alice → eligible Global Administrator (tenant)", account.ShortestPath);
    }

    [Fact]
    public void An_activated_role_is_active_for_now_and_does_not_stand()
    {
        string alice = Tenant.User("alice");
        Tenant.Eligible(Global, alice);
        Tenant.Assign(Global, alice, start: Now.AddHours(-1), end: Now.AddHours(7), activated: true);
        PrivilegedAccount account = Account(alice);
        Assert.False(account.Standing);
        Assert.Equal([PathState.Activated, PathState.Eligible], account.Paths.Select(p => p.State));
        Assert.Equal("alice → activated Global Administrator (tenant)", account.ShortestPath);
        Assert.Equal(Now.AddHours(7), account.Paths[0].EndDateTime);
    }

    [Fact]
    public void An_assignment_with_an_end_does_not_stand()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice, start: Now.AddDays(-1), end: Now.AddDays(30));
        PrivilegedAccount account = Account(alice);
        Assert.False(account.Standing);
        Assert.False(Assert.Single(account.Paths).Permanent);
    }

    [Fact]
    public void An_expired_eligibility_is_no_path()
    {
        string alice = Tenant.User("alice");
        Tenant.Eligible(Global, alice, end: Now.AddSeconds(-1));
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void An_eligibility_that_ends_a_second_later_is_a_path()
    {
        string alice = Tenant.User("alice");
        Tenant.Eligible(Global, alice, end: Now.AddSeconds(1));
        Assert.True(Account(alice).Eligible);
    }

    [Fact]
    public void An_assignment_that_starts_next_week_is_shown_and_does_not_stand()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice, start: Now.AddDays(7));
        Tenant.RoleAssignments.Clear();
        PrivilegedAccount account = Account(alice);
        Assert.False(account.Standing);
        AccessPath path = Assert.Single(account.Paths);
        Assert.True(path.NotYetStarted);
        Assert.Equal(Now.AddDays(7), path.StartDateTime);
        Assert.Equal("alice → active Global Administrator (tenant) from 2026-11-09", path.Text);
    }

    [Fact]
    public void An_assignment_in_force_is_not_put_off_by_a_start_after_the_scan_began()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice, start: Now.AddMinutes(2));
        Assert.True(Account(alice).Standing);
    }

    [Fact]
    public void A_role_in_an_administrative_unit_is_lower_and_apart_from_the_tenant()
    {
        string alice = Tenant.User("alice");
        string unit = "/administrativeUnits/" + TenantBuilder.Id("unit:Sales");
        Tenant.Assign("User Administrator", alice, unit);
        Tenant.Assign("User Administrator", alice);
        Assert.Equal([(0, "/"), (1, unit)], Account(alice).Paths.Select(p => (p.Tier, p.Scope)));
    }

    [Fact]
    public void A_role_of_tier_1_in_an_administrative_unit_is_of_tier_2_and_still_shown()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Helpdesk, alice, "/administrativeUnits/" + TenantBuilder.Id("unit:Sales"));
        Assert.Equal(2, Account(alice).Tier);
    }

    [Fact]
    public void A_role_on_an_application_names_it()
    {
        string alice = Tenant.User("alice");
        Tenant.Application("payroll");
        Tenant.Assign("Application Administrator", alice, "/" + TenantBuilder.Id("application:payroll"));
        PrivilegedAccount account = Account(alice);
        Assert.Equal(1, account.Tier);
        Assert.Equal("alice → active Application Administrator (application 'payroll')", account.ShortestPath);
    }

    [Fact]
    public void An_application_scope_is_not_the_tenant()
    {
        string alice = Tenant.User("alice");
        Tenant.RoleAssignments.Add(new RoleAssignment { Id = "a", PrincipalId = alice, RoleDefinitionId = EntraRoles.GlobalAdministrator, AppScopeId = "/catalog1" });
        Assert.Equal(("/catalog1", 1), Account(alice).Paths.Select(p => (p.Scope, p.Tier)).Single());
    }

    [Fact]
    public void A_role_added_in_settings_counts()
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Reports, alice);
        var settings = new PostureSettings { AdditionalRoles = [new AdditionalRole { RoleDefinitionId = Tenant.RoleId(Reports), Tier = 0 }] };
        Assert.Equal(0, Analyze(settings).Find(alice)!.Tier);
        Assert.Null(Analyze().Find(alice));
    }

    [Fact]
    public void An_instance_inherited_from_a_group_that_was_not_read_counts()
    {
        string alice = Tenant.User("alice");
        Tenant.Eligible(Global, alice);
        Tenant.RoleEligibilityScheduleInstances[0] = Tenant.RoleEligibilityScheduleInstances[0] with { MemberType = "Group" };
        Assert.Equal("alice → member of a group that was not read → eligible Global Administrator (tenant)", Account(alice).ShortestPath);
    }

    [Fact]
    public void An_inherited_instance_that_a_group_explains_is_not_counted_twice()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins");
        Tenant.Member(group, alice);
        Tenant.Eligible(Global, group);
        Tenant.RoleEligibilityScheduleInstances.Add(Tenant.RoleEligibilityScheduleInstances[0] with { Id = "derived", PrincipalId = alice, MemberType = "Group" });
        Assert.Equal("alice → member of 'admins' → eligible Global Administrator (tenant)", Assert.Single(Account(alice).Paths).Text);
    }
}
