using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Who stands behind an id that a plain look-up does not find, and which grants a plain list leaves out.</summary>
public sealed class PrincipalLookupTests
{
    private const string Global = "Global Administrator";

    [Fact]
    public async Task Groups_of_partners_are_asked_for_by_their_type_and_only_what_did_not_resolve()
    {
        var tenant = new TenantBuilder();
        string agents = tenant.PartnerGroup("Agents", "Fabrikam");
        tenant.Assign(Global, agents);
        tenant.Assign(Global, tenant.User("Alice"));
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot read = await scan.CollectAsync();
        DirectoryObject found = Assert.Single(read.Get(Datasets.Principals).Items, p => p.Id == agents);
        Assert.Equal((TenantBuilder.Id("tenant:Fabrikam"), "group"), (found.ExternalPartnerTenantId, found.ObjectType));
        Assert.Equal(2, scan.Requests("getByIds").Count);
        Assert.Equal(PrincipalType.Partner, PrivilegeAnalyzer.Analyze(read, PostureSettings.Default).Find(agents)!.Type);
    }

    [Fact]
    public async Task Where_everything_resolves_nothing_is_asked_twice()
    {
        var tenant = new TenantBuilder();
        tenant.Assign(Global, tenant.User("Alice"));
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        await scan.CollectAsync();
        Assert.Single(scan.Requests("getByIds"));
        Assert.Empty(scan.Requests("deletedItems"));
    }

    [Fact]
    public async Task A_deleted_principal_is_looked_up_in_the_recycle_bin_and_one_that_is_gone_is_not_there()
    {
        var tenant = new TenantBuilder();
        string deleted = TenantBuilder.Id("deleted"), gone = TenantBuilder.Id("gone");
        tenant.Assign(Global, deleted);
        tenant.Assign(Global, gone);
        tenant.DeletedPrincipals.Add(new DirectoryObject { Id = deleted, ODataType = "#microsoft.graph.user", DisplayName = "Dan", DeletedDateTime = TenantBuilder.Now.AddDays(-2) });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot read = await scan.CollectAsync();
        Assert.Equal(DatasetStatus.Complete, read.Get(Datasets.DeletedPrincipals).State.Status);
        Assert.Equal("Dan", Assert.Single(read.Get(Datasets.DeletedPrincipals).Items).DisplayName);
        PrivilegeInventory inventory = PrivilegeAnalyzer.Analyze(read, PostureSettings.Default);
        Assert.Equal([("Dan", PrincipalType.Deleted), (gone, PrincipalType.Deleted)], [(inventory.Find(deleted)!.DisplayName, inventory.Find(deleted)!.Type), (inventory.Find(gone)!.DisplayName, inventory.Find(gone)!.Type)]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Grants_to_managed_identities_are_found_though_the_resource_leaves_them_out(bool leavesOut)
    {
        var tenant = new TenantBuilder();
        string identity = tenant.ManagedIdentity("vm", "/subscriptions/x/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm"), plain = tenant.Application("plain");
        tenant.Grant(identity, "RoleManagement.ReadWrite.Directory").Grant(plain, "Directory.ReadWrite.All").Grant(plain, "User.Read.All");
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), ResourcesLeaveOutManagedIdentities = leavesOut });
        Snapshot read = await scan.CollectAsync(Datasets.AppRoleAssignments);
        Assert.Equal(3, read.Get(Datasets.AppRoleAssignments).Count);
        Assert.Equal(1, read.Get(Datasets.AppRoleAssignments).Items.Count(g => g.PrincipalId == identity));
        Assert.Single(scan.Simulator.Log, r => r.IsBatchPart && r.PathAndQuery.Contains("/appRoleAssignments", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Resources_with_identities_are_one_paged_query()
    {
        var tenant = new TenantBuilder();
        string subscription = tenant.Subscription("Production"), identity = tenant.ManagedIdentity("factory", subscription + "/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/factory", userAssigned: true);
        for (int i = 0; i < 7; i++)
        {
            tenant.Host($"{subscription}/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm{i}", [identity]);
        }

        string cluster = tenant.Cluster($"{subscription}/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/web", "MC_g_web");
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = 3 });
        Snapshot read = await scan.CollectAsync(Datasets.IdentityHosts);
        Assert.Equal("MC_g_web", Assert.Single(read.Get(Datasets.IdentityHosts).Items, h => h.Id == cluster).NodeResourceGroup);
        Assert.All(read.Get(Datasets.IdentityHosts).Items.Where(h => h.Id != cluster), h => Assert.Null(h.NodeResourceGroup));
        Assert.Equal((DatasetStatus.Complete, 8), (read.Get(Datasets.IdentityHosts).State.Status, read.Get(Datasets.IdentityHosts).Count));
        Assert.Equal(3, scan.Requests("Microsoft.ResourceGraph").Count);
    }

    [Fact]
    public async Task An_account_without_rights_in_Azure_does_not_prove_that_nothing_carries_an_identity()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = new TenantBuilder().Build(), AzureReader = false });
        Assert.Equal(DatasetStatus.NoPermission, (await scan.CollectAsync(Datasets.IdentityHosts)).Get(Datasets.IdentityHosts).State.Status);
    }
}
