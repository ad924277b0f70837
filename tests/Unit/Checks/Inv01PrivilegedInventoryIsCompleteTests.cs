using Ed2402Posture.Core.Checks;
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
}
