using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Inv03GroupOwnersAreAdministratorsTests() : CheckTest("INV-03")
{
    [Fact]
    public void An_owner_without_a_role_fails_and_an_administrator_passes()
    {
        string group = Tenant.Group("Admins"), olga = Tenant.User("Olga"), adam = Tenant.User("Adam");
        Tenant.Owner(group, olga, adam).Assign(GlobalAdministrator, group);
        Tenant.Assign("Privileged Role Administrator", adam);
        Expect(olga, Outcome.Fail, "tier 0 but by ownership");
        Expect(adam, Outcome.Pass);
    }

    [Fact]
    public void An_eligible_owner_fails_too_and_an_eligible_administrator_passes()
    {
        string group = Tenant.Group("Admins"), olga = Tenant.User("Olga"), adam = Tenant.User("Adam");
        Tenant.EligibleInGroup(group, olga, owner: true).EligibleInGroup(group, adam, owner: true).Assign(GlobalAdministrator, group);
        Tenant.Eligible(GlobalAdministrator, adam);
        Expect(olga, Outcome.Fail);
        Expect(adam, Outcome.Pass);
    }

    [Fact]
    public void An_administrator_of_a_lesser_tier_fails()
    {
        string group = Tenant.Group("Admins"), olga = Tenant.User("Olga");
        Tenant.Owner(group, olga).Assign(GlobalAdministrator, group);
        Tenant.Assign(HelpdeskAdministrator, olga);
        Expect(olga, Outcome.Fail);
    }

    [Fact]
    public void The_owner_of_a_group_without_a_role_is_no_subject()
    {
        Tenant.Owner(Tenant.Group("Lonely"), Tenant.User("Olga"));
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void Without_the_owners_nothing_is_said()
    {
        string group = Tenant.Group("Admins");
        Tenant.Owner(group, Tenant.User("Olga")).Assign(GlobalAdministrator, group);
        Tenant.Unread(Datasets.GroupOwners, DatasetStatus.NoPermission);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }
}
