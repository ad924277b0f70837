using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Azr01NobodyHoldsRootScopeTests() : CheckTest("AZR-01")
{
    [Fact]
    public void An_empty_root_passes()
    {
        Tenant.AssignAzure("Owner", Tenant.User("Alice"), Tenant.Subscription("Production"));
        Expect(Tenant.TenantId, Outcome.Pass);
    }

    [Fact]
    public void An_elevated_administrator_fails()
    {
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure("User Access Administrator", alice, "/");
        Expect(alice, Outcome.Fail, "Holds User Access Administrator at '/'");
    }

    [Fact]
    public void A_group_and_a_service_principal_fail_too()
    {
        string group = Tenant.Group("Elevated"), deploy = Tenant.ServicePrincipal("deploy");
        Tenant.AssignAzure("Owner", group, "/");
        Tenant.AssignAzure("Contributor", deploy, "/");
        Expect(group, Outcome.Fail);
        Expect(deploy, Outcome.Fail);
    }

    [Fact]
    public void A_reader_at_the_root_is_a_warning()
    {
        string scanner = Tenant.ServicePrincipal("scanner");
        Tenant.AssignAzure("Reader", scanner, "/");
        Expect(scanner, Outcome.Warning, "only the account that scans");
    }

    [Fact]
    public void The_tenant_root_management_group_is_not_the_root_scope()
    {
        Tenant.AssignAzure("Owner", Tenant.User("Alice"), Tenant.ManagementGroup(Tenant.TenantId));
        Expect(Tenant.TenantId, Outcome.Pass);
    }

    [Fact]
    public void A_root_that_may_not_be_read_is_not_assessed_with_the_instruction()
    {
        Tenant.Unread(Datasets.AzureRootRoleAssignments, DatasetStatus.NoPermission);
        Finding finding = Assert.Single(Run());
        Assert.Equal(Outcome.NotAssessed, finding.Outcome);
        Assert.StartsWith("NoPermission: azureRootRoleAssignments needs Reader (at the root scope /)", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("--role Reader --scope /", finding.Remediation, StringComparison.Ordinal);
    }
}
