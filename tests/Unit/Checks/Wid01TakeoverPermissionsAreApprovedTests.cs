using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid01TakeoverPermissionsAreApprovedTests() : CheckTest("WID-01")
{
    [Fact]
    public void A_takeover_permission_fails_unless_the_settings_allow_the_workload()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, "AppRoleAssignment.ReadWrite.All").Grant(app, "User.Read.All");
        Assert.Equal("AppRoleAssignment.ReadWrite.All", Expect(app, Outcome.Fail).Resource);
        Settings = new PostureSettings { AllowedServicePrincipals = [app] };
        Expect(app, Outcome.Pass);
    }

    [Theory]
    [InlineData("Application", Outcome.NotApplicable)]
    [InlineData("ManagedIdentity", Outcome.Fail)]
    public void Microsofts_own_applications_are_no_subjects_and_managed_identities_are_whoever_they_are_said_to_belong_to(string type, Outcome outcome)
    {
        string principal = Tenant.ServicePrincipal("p", s => s with { AppOwnerOrganizationId = BuiltInRoles.MicrosoftTenantId, ServicePrincipalType = type });
        Tenant.Grant(principal, "RoleManagement.ReadWrite.Directory");
        Expect(principal, outcome);
    }

    [Fact]
    public void Many_permissions_are_one_finding()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").Grant(app, "Application.ReadWrite.All");
        Assert.Equal("Application.ReadWrite.All; RoleManagement.ReadWrite.Directory", Expect(app, Outcome.Fail).Resource);
    }

    [Fact]
    public void A_role_or_a_lesser_permission_is_not_this_checks_matter()
    {
        string app = Tenant.Application("reader"), admin = Tenant.ServicePrincipal("admin");
        Tenant.Grant(app, "Directory.Read.All");
        Tenant.Assign(GlobalAdministrator, admin);
        Assert.Equal((Outcome.Pass, Subject.TenantType), Assert.Single(Run().Select(f => (f.Outcome, f.SubjectType))));
    }

    [Fact]
    public void An_owner_of_the_application_is_no_subject()
    {
        string app = Tenant.Application("sync"), olga = Tenant.User("Olga");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, olga);
        Assert.DoesNotContain(Run(), f => f.SubjectId == olga);
    }

    [Fact]
    public void Without_the_grants_nothing_passes()
    {
        Tenant.Unread(Datasets.AppRoleAssignments, DatasetStatus.Failed);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }
}
