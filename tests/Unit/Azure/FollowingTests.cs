using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class FollowingTests
{
    private const string Permission = "RoleManagement.ReadWrite.Directory";

    [Fact]
    public async Task What_was_planted_on_every_indirect_way_is_found_by_a_scan()
    {
        TenantBuilder tenant = Planted();
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot read = await scan.CollectAsync();
        PrivilegeInventory expected = PrivilegeAnalyzer.Analyze(tenant.Build(), PostureSettings.Default);
        PrivilegeInventory actual = PrivilegeAnalyzer.Analyze(read, PostureSettings.Default);
        Assert.Equal("Complete", actual.Completeness);
        Assert.Equal(expected.Accounts.Select(a => (a.DisplayName, a.Tier, a.ShortestPath)), actual.Accounts.Select(a => (a.DisplayName, a.Tier, a.ShortestPath)));
        Assert.Equal(expected.Accounts.SelectMany(a => a.Paths.Select(p => p.Text)).Order(StringComparer.Ordinal), actual.Accounts.SelectMany(a => a.Paths.Select(p => p.Text)).Order(StringComparer.Ordinal));
        Assert.Contains(actual.Accounts, a => a.ShortestPath == "erin → eligible member of 'Nested eligible' → eligible member of 'Tier0 Admins' → active Global Administrator (tenant)");
        Assert.Contains(actual.Accounts, a => a.ShortestPath == $"frank → owner of application 'deployer' → owner of service principal 'sync' → application permission {Permission} (Microsoft Graph)");
    }

    [Fact]
    public async Task Groups_without_privilege_are_not_asked_about_in_PIM_and_workloads_without_it_have_no_owners_read()
    {
        var tenant = new TenantBuilder();
        string readers = tenant.Group("Readers", roleAssignable: false);
        tenant.Subscription("Production");
        tenant.Member(readers, tenant.User("ann")).AssignAzure("Reader", readers, tenant.AzureSubscriptions[0].Id);
        tenant.Grant(tenant.Application("harmless"), "User.Read.All");
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot read = await scan.CollectAsync();
        Assert.Equal(DatasetStatus.Complete, read.Get(Datasets.PimGroupEligibilityInstances).State.Status);
        Assert.Equal(DatasetStatus.Complete, read.Get(Datasets.ApplicationOwners).State.Status);
        Assert.Single(read.Get(Datasets.GroupMembers).Items);
        Assert.Empty(scan.Requests("privilegedAccess"));
        Assert.DoesNotContain(scan.Requests("/owners?"), r => r.PathAndQuery.Contains("applications", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Without_a_licence_PIM_for_groups_and_Azure_says_so_and_the_rest_is_whole()
    {
        TenantBuilder tenant = Planted().Licensed(p1: true, p2: false);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot read = await scan.CollectAsync();
        foreach (DatasetDefinition dataset in new DatasetDefinition[] { Datasets.PimGroupAssignmentInstances, Datasets.PimGroupEligibilityInstances, Datasets.AzureRoleAssignmentScheduleInstances, Datasets.AzureRoleEligibilityScheduleInstances })
        {
            Assert.Equal((dataset.Name, DatasetStatus.NotLicensed), (dataset.Name, read.Get(dataset).State.Status));
        }

        Assert.Equal(DatasetStatus.Complete, read.Get(Datasets.GroupMembers).State.Status);
        Assert.Equal("Complete", PrivilegeAnalyzer.Analyze(read, PostureSettings.Default).Completeness);
    }

    [Fact]
    public async Task A_scan_that_may_not_read_owners_says_so_and_ends()
    {
        TenantBuilder tenant = Planted();
        string[] permissions = [.. Datasets.All.SelectMany(d => d.Permissions).Except(["PrivilegedEligibilitySchedule.Read.AzureADGroup", "AdministrativeUnit.Read.All", "Directory.Read.All"])];
        await using AzureScan scan = await AzureScan.StartAsync(new TenantSimulator.SimulatorOptions { Snapshot = tenant.Build(), Permissions = permissions.ToHashSet(StringComparer.OrdinalIgnoreCase) });
        Snapshot read = await scan.CollectAsync(Datasets.PimGroupEligibilityInstances, Datasets.PimGroupAssignmentInstances, Datasets.GroupMembers, Datasets.PermissionGrants, Datasets.AdministrativeUnits);
        Assert.Equal(DatasetStatus.NoPermission, read.Get(Datasets.PimGroupEligibilityInstances).State.Status);
        Assert.Equal("PrivilegedEligibilitySchedule.Read.AzureADGroup", read.Get(Datasets.PimGroupEligibilityInstances).State.Missing);
        Assert.Equal(DatasetStatus.NoPermission, read.Get(Datasets.PermissionGrants).State.Status);
        Assert.Equal(DatasetStatus.NoPermission, read.Get(Datasets.AdministrativeUnits).State.Status);
        Assert.NotEqual(DatasetStatus.NotCollected, read.Get(Datasets.GroupMembers).State.Status);
    }

    private static TenantBuilder Planted()
    {
        var tenant = new TenantBuilder();
        string root = tenant.ManagementGroup("root");
        string subscription = tenant.Subscription("Production", tenant.ManagementGroup("landing", root));
        string admins = tenant.Group("Tier0 Admins");
        string eligible = tenant.Group("Nested eligible", roleAssignable: false);
        tenant.Assign("Global Administrator", admins);
        tenant.EligibleInGroup(admins, eligible).EligibleInGroup(eligible, tenant.User("erin")).ActiveInGroup(admins, tenant.User("ada"), activated: true, start: TenantBuilder.Now.AddHours(-1), end: TenantBuilder.Now.AddYears(30));
        tenant.EligibleInGroup(admins, tenant.User("olga"), owner: true);
        string sync = tenant.Application("sync");
        string deployer = tenant.Application("deployer");
        tenant.Grant(sync, Permission).ServicePrincipalOwner(sync, deployer).ApplicationOwner(deployer, tenant.User("frank"));
        tenant.Federate(sync, "repo:contoso/infra:ref:refs/heads/main");
        string runner = tenant.ManagedIdentity("runner", $"{subscription}/resourceGroups/rg/providers/Microsoft.ManagedIdentity/userAssignedIdentities/runner", userAssigned: true);
        tenant.Federate(sync, runner, $"https://login.microsoftonline.com/{tenant.TenantId}/v2.0");
        tenant.AssignAzure("Contributor", tenant.User("greta"), subscription);
        tenant.EligibleAzure("Owner", tenant.User("henry"), subscription);
        tenant.EligibleAzure("Owner", tenant.User("ida"), root);
        tenant.ActiveAzure("User Access Administrator", tenant.User("jan"), subscription, end: TenantBuilder.Now.AddYears(30));
        tenant.Delegate(tenant.Application("client"), Permission);
        string unit = tenant.AdministrativeUnit("Owners", restricted: false, TenantBuilder.Id("user:frank"));
        tenant.Assign("Password Administrator", tenant.User("paul"), "/administrativeUnits/" + unit);
        tenant.ClassicAdministrator(subscription, "greta@contoso.com");
        tenant.Partner("Fabrikam", ["Helpdesk Administrator"], end: TenantBuilder.Now.AddYears(30));
        return tenant;
    }
}
