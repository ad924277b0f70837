using Ed2402Posture.Core;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Who has no owner at all, of every application: a page for every 999 and no request for each.</summary>
public sealed class OwnershipListTests
{
    private static readonly DatasetDefinition[] Lists = [Datasets.OwnerlessApplications, Datasets.OwnedServicePrincipals];

    [Fact]
    public async Task They_take_a_page_for_every_999()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant().Build(), Crowd = new Crowd { Applications = 1500, ServicePrincipals = 3000 } });
        Snapshot snapshot = await scan.CollectAsync(Lists);
        Assert.Equal((DatasetStatus.Complete, 1502), (snapshot.Get(Datasets.OwnerlessApplications).State.Status, snapshot.Get(Datasets.OwnerlessApplications).Count));
        Assert.Equal([TenantBuilder.Id("sp:beside")], snapshot.Get(Datasets.OwnedServicePrincipals).Items.Select(o => o.Id));
        Assert.Equal(2, scan.Requests("/v1.0/applications?").Count);
        Assert.Single(scan.Requests("/v1.0/servicePrincipals?"));
    }

    [Fact]
    public async Task What_is_read_tells_ownerless_from_owned_and_from_unknown()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant().Build() });
        Assert.Equal([("beside", null), ("lonely", ""), ("owned", null), ("privileged", "Alice")], await OwnersAsync(scan));
    }

    [Fact]
    public async Task A_cloud_that_does_not_count_owners_leaves_them_unknown()
    {
        var refuse = new FaultRule { PathContains = "owners/$count", Status = 400, Body = "{\"error\":{\"code\":\"Request_UnsupportedQuery\",\"message\":\"Unsupported or invalid query filter clause.\"}}" };
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant().Build(), Faults = { refuse } });
        Assert.Equal([("beside", null), ("lonely", null), ("owned", null), ("privileged", "Alice")], await OwnersAsync(scan));
    }

    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        foreach (string name in (string[])["lonely", "owned", "beside", "privileged"])
        {
            tenant.Application(name, TenantBuilder.Secret(name, 10, 90));
        }

        tenant.OwnedByOthers.UnionWith([TenantBuilder.Id("application:owned"), TenantBuilder.Id("sp:beside")]);
        return tenant.Grant(TenantBuilder.Id("sp:privileged"), "RoleManagement.ReadWrite.Directory").ApplicationOwner(TenantBuilder.Id("sp:privileged"), tenant.User("Alice"));
    }

    private static async Task<IEnumerable<(string, string?)>> OwnersAsync(AzureScan scan)
    {
        Snapshot snapshot = await scan.CollectAsync([.. AppCredentialReader.Needs.Select(n => n.Dataset)]);
        return AppCredentialReader.Read(new TenantAnalysis(snapshot, PostureSettings.Default)).Select(c => (c.Principal, c.Owners)).OrderBy(c => c.Principal, StringComparer.Ordinal);
    }
}
