using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Inv01PrivilegedInventoryIsCompleteTests() : CheckTest("INV-01")
{
    [Fact]
    public void A_tenant_read_whole_passes_and_shows_what_was_read()
    {
        Tenant.Assign(GlobalAdministrator, Tenant.User("Alice"));
        Assert.Contains("accounts=1", Expect(Tenant.TenantId, Outcome.Pass).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assignment_to_nobody_is_a_warning_that_names_the_id()
    {
        Tenant.Assign(GlobalAdministrator, TenantBuilder.Id("gone"));
        Expect(Tenant.TenantId, Outcome.Warning, TenantBuilder.Id("gone"));
    }

    [Fact]
    public void A_lost_page_is_not_assessed()
    {
        Tenant.Unread(Datasets.GroupMembers, DatasetStatus.Partial, reason: "page 3 was lost");
        Assert.Equal("Partial: groupMembers (page 3 was lost)", Assert.Single(Run()).Reason);
    }

    [Fact]
    public void Principals_that_were_not_looked_up_are_not_said_to_be_lost()
    {
        Tenant.Assign(GlobalAdministrator, TenantBuilder.Id("gone"));
        Tenant.Unread(Datasets.Principals, DatasetStatus.Failed, reason: "the answer is damaged").Unread(Datasets.Users, DatasetStatus.Failed, reason: "429");
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void A_lost_principal_is_named_where_other_lists_were_not_read_without_a_word_that_they_were()
    {
        Tenant.Assign(GlobalAdministrator, TenantBuilder.Id("gone"));
        Tenant.Unread(Datasets.GroupMembers, DatasetStatus.Partial, reason: "page 3 was lost");
        Finding warning = Run().Single(f => f.Outcome == Outcome.Warning);
        Assert.StartsWith("1 principals behind assignments do not resolve", warning.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tenant_without_pim_is_whole_without_its_lists()
    {
        Tenant.Unread(Datasets.RoleAssignmentScheduleInstances, DatasetStatus.NotLicensed).Unread(Datasets.RoleEligibilityScheduleInstances, DatasetStatus.NotLicensed);
        Expect(Tenant.TenantId, Outcome.Pass);
    }

    [Fact]
    public void Azure_that_was_not_read_leaves_the_inventory_open()
    {
        Tenant.Unread(Datasets.AzureRoleAssignments, DatasetStatus.NotCollected, reason: "signed in to Microsoft Graph only");
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void An_id_in_the_settings_that_stands_for_nothing_is_a_warning_and_one_that_stands_for_something_is_not()
    {
        string app = Tenant.ServicePrincipal("deploy"), helpers = Tenant.Group("Helpers"), lost = TenantBuilder.Id("lost");
        Tenant.Assign("Helpdesk Administrator", helpers);
        Settings = new PostureSettings
        {
            AdditionalRoles = [new AdditionalRole { RoleDefinitionId = lost }, new AdditionalRole { RoleDefinitionId = Tenant.RoleId("Reports Reader") }],
            AllowedServicePrincipals = [app, TenantBuilder.Id("lost app")], AllowedGroups = [helpers, TenantBuilder.Id("lost group")],
        };
        Finding role = Expect(lost, Outcome.Warning, "'additionalRoles' of the settings names");
        Assert.Equal((Severity.Low, Subject.SettingType), (role.Severity, role.SubjectType));
        Assert.Equal(3, Run().Count(f => f.SubjectType == Subject.SettingType));
    }

    [Fact]
    public void Nothing_is_said_of_ids_that_were_not_looked_for()
    {
        Settings = new PostureSettings { AdditionalRoles = [new AdditionalRole { RoleDefinitionId = TenantBuilder.Id("lost") }] };
        Tenant.Unread(Datasets.AzureRoleDefinitions, DatasetStatus.NoPermission);
        Assert.DoesNotContain(Run(), f => f.SubjectType == Subject.SettingType);
    }
}
