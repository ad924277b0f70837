using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid10RoundaboutTakeoversAreClosedTests() : CheckTest("WID-10")
{
    [Fact]
    public void A_takeover_scope_for_all_users_fails_unless_allowed_and_one_for_a_user_does_not()
    {
        string wide = Tenant.Application("wide"), narrow = Tenant.Application("narrow");
        Tenant.Delegate(wide, "User.Read Directory.AccessAsUser.All").Delegate(narrow, "Directory.AccessAsUser.All", userId: Tenant.User("Alice"));
        Expect(wide, Outcome.Fail, "for all users");
        Assert.DoesNotContain(Run(), f => f.SubjectId == narrow);
        Settings = new PostureSettings { AllowedServicePrincipals = [wide] };
        Expect(wide, Outcome.Pass);
    }

    [Fact]
    public void Who_writes_the_host_of_an_identity_of_tier_0_fails_unless_an_administrator_of_tier_0_anyway()
    {
        string subscription = Tenant.Subscription("Production"), alice = Tenant.User("Alice"), adam = Tenant.User("Adam");
        Tenant.Assign(GlobalAdministrator, Tenant.ManagedIdentity("vm", subscription + "/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"));
        Tenant.AssignAzure("Virtual Machine Contributor", alice, subscription);
        Tenant.AssignAzure("Virtual Machine Contributor", adam, subscription);
        Tenant.Eligible(GlobalAdministrator, adam);
        Expect(alice, Outcome.Fail, "may write the host of managed identity 'vm'");
        Assert.DoesNotContain(Run(), f => f.SubjectId == adam);
    }

    [Fact]
    public void An_identity_of_a_lesser_tier_is_not_this_checks_matter()
    {
        string subscription = Tenant.Subscription("Production");
        Tenant.AssignAzure("Contributor", Tenant.ManagedIdentity("vm", subscription + "/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"), subscription);
        Tenant.AssignAzure("Virtual Machine Contributor", Tenant.User("Alice"), subscription);
        Assert.Equal((Outcome.Pass, Subject.TenantType), Assert.Single(Run().Select(f => (f.Outcome, f.SubjectType))));
    }

    [Fact]
    public void Without_the_grants_nothing_is_said()
    {
        Tenant.Unread(Datasets.PermissionGrants, DatasetStatus.NoPermission);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }
}
