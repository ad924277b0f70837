using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Inv08GlobalAdministratorsAreFewTests() : CheckTest("INV-08")
{
    private Finding Count => Assert.Single(Run(), f => f.Resource == GlobalAdministrator);
    private Finding Finer => Assert.Single(Run(), f => f.Resource == "Finer roles");

    [Theory]
    [InlineData(1, Outcome.Fail)]
    [InlineData(2, Outcome.Pass)]
    [InlineData(8, Outcome.Pass)]
    [InlineData(9, Outcome.Fail)]
    public void Two_to_eight_people_pass(int people, Outcome outcome)
    {
        Plant(people);
        Assert.Equal(outcome, Count.Outcome);
    }

    [Fact]
    public void Twelve_people_with_one_display_name_are_twelve()
    {
        for (int i = 0; i < 12; i++)
        {
            Tenant.Assign(GlobalAdministrator, Tenant.User($"Admin {i}", u => u with { DisplayName = "Admin" }));
        }

        Assert.StartsWith("12 people", Count.Reason, StringComparison.Ordinal);
        Assert.Equal(Outcome.Fail, Count.Outcome);
    }

    [Fact]
    public void One_person_who_is_eligible_active_and_in_a_group_counts_once()
    {
        string alice = Tenant.User("Alice"), group = Tenant.Group("Tier0");
        Tenant.Member(group, alice).Assign(GlobalAdministrator, group);
        Tenant.Assign(GlobalAdministrator, alice, activated: true);
        Tenant.Eligible(GlobalAdministrator, alice);
        Assert.StartsWith("1 people", Count.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Members_of_a_nested_group_count()
    {
        string outer = Tenant.Group("Outer"), inner = Tenant.Group("Inner");
        Tenant.Member(outer, inner).Member(inner, Tenant.User("Alice"), Tenant.User("Bob")).Assign(GlobalAdministrator, outer);
        Assert.Equal(Outcome.Pass, Count.Outcome);
    }

    [Fact]
    public void An_owner_of_the_group_and_a_service_principal_are_no_people_that_hold_it()
    {
        Plant(2);
        string group = Tenant.Group("Tier0");
        Tenant.Member(group, Tenant.ServicePrincipal("deploy")).Owner(group, Tenant.User("Olga")).Assign(GlobalAdministrator, group);
        Assert.StartsWith("2 people", Count.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Break_glass_accounts_are_counted_apart_and_named()
    {
        Plant(8);
        Tenant.Assign(GlobalAdministrator, Tenant.User("BG1"));
        Assert.Equal(Outcome.Fail, Count.Outcome);
        Settings = new PostureSettings { BreakGlassAccounts = ["bg1@contoso.com"] };
        Assert.Contains("bg1@contoso.com", Count.Reason, StringComparison.Ordinal);
        Assert.Equal(Outcome.Pass, Count.Outcome);
    }

    [Fact]
    public void As_many_holders_of_finer_roles_as_global_administrators_pass_and_one_fewer_fails()
    {
        Plant(2);
        Tenant.Assign(UserAdministrator, Tenant.User("Finer 1"));
        Assert.Equal(Outcome.Fail, Finer.Outcome);
        Tenant.Eligible(UserAdministrator, Tenant.User("Finer 2"));
        Assert.Equal(Outcome.Pass, Finer.Outcome);
    }

    [Fact]
    public void Holders_of_lesser_roles_do_not_count_as_finer()
    {
        Plant(2);
        Tenant.Assign(HelpdeskAdministrator, Tenant.User("Finer 1"));
        Tenant.Assign(UserAdministrator, Tenant.User("Finer 2"), scope: "/administrativeUnits/" + Tenant.TenantId);
        Assert.Equal(Outcome.Fail, Finer.Outcome);
    }

    [Fact]
    public void Too_few_on_part_of_the_data_is_not_said_and_too_many_is()
    {
        Plant(1);
        Tenant.Unread(Datasets.RoleEligibilityScheduleInstances, DatasetStatus.NoPermission);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
        Settings = With("maximumGlobalAdministrators", 1);
        Tenant.Assign(GlobalAdministrator, Tenant.User("One"));
        Tenant.Assign(GlobalAdministrator, Tenant.User("Two"));
        Assert.Equal(Outcome.Fail, Count.Outcome);
    }

    private void Plant(int people)
    {
        for (int i = 0; i < people; i++)
        {
            Tenant.Eligible(GlobalAdministrator, Tenant.User($"Admin {i}"));
        }
    }
}
