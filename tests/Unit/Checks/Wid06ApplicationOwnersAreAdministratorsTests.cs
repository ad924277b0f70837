using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid06ApplicationOwnersAreAdministratorsTests() : CheckTest("WID-06")
{
    [Fact]
    public void An_owner_without_a_role_fails_and_an_administrator_of_tier_0_passes()
    {
        string app = Tenant.Application("sync"), olga = Tenant.User("Olga"), adam = Tenant.User("Adam"), helen = Tenant.User("Helen");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, olga, adam).ServicePrincipalOwner(app, helen);
        Tenant.Eligible("Application Administrator", adam);
        Tenant.Assign("Security Reader", helen);
        Expect(olga, Outcome.Fail, "owner of application 'sync'");
        Tenant.Register(adam, "mobilePhone");
        Assert.Contains("; strength=", Expect(adam, Outcome.Pass).Evidence, StringComparison.Ordinal);
        Expect(helen, Outcome.Fail, "owner of service principal 'sync'");
    }

    [Fact]
    public void The_owner_of_an_application_without_privilege_is_no_subject()
    {
        string app = Tenant.Application("web");
        Tenant.Grant(app, "User.Read.All").ApplicationOwner(app, Tenant.User("Olga"));
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void Without_the_owners_nothing_is_said()
    {
        Tenant.Unread(Datasets.ApplicationOwners, DatasetStatus.NoPermission);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }
}
