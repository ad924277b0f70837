using System.Text;
using CsCheck;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Azure;

namespace Ed2402Posture.Tests.Unit.Simulator;

/// <summary>What is collected from a simulated snapshot is the snapshot: the simulator and the scanner check each other.</summary>
public sealed class RoundTripTests
{
    private static readonly Gen<(int Seed, int Size, int PageSize)> Tenants = Gen.Select(Gen.Int[0, int.MaxValue - 1], Gen.Int[0, 9], Gen.Int[1, 5]);

    [Fact]
    public Task Collecting_a_simulated_tenant_gives_the_tenant() => Tenants.SampleAsync(
        async tenant =>
        {
            Snapshot expected = RandomTenant.Make(tenant.Seed, tenant.Size).Build();
            await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = expected, PageSize = tenant.PageSize });

            Snapshot collected = await scan.CollectAsync();

            await AssertSameAsync(expected, collected);
            AssertOnlyReads(scan.Simulator.Log);
        },
        iter: 25, threads: 2);

    [Fact]
    public void Every_dataset_is_generated()
    {
        List<Snapshot> tenants = [.. Enumerable.Range(0, 30).Select(seed => RandomTenant.Make(seed, 9).Build())];

        Assert.All(Datasets.All, d => Assert.True(tenants.Exists(t => t.Get(d).Count > 0), d.Name));
    }

    [Fact]
    public async Task Of_the_sample_tenant_the_privileged_part_is_collected_and_nobody_else()
    {
        // Its logs end at a fixed day, which any clock leaves behind.
        Snapshot whole = Contoso.Build();
        Snapshot contoso = whole.With(whole.Info, new SnapshotBuilder().Complete(Datasets.PrivilegedSignIns).Complete(Datasets.AuthenticationMethodAudits).Complete(Datasets.PimAudits).Datasets);
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = contoso, PageSize = 7 });

        Snapshot collected = await scan.CollectAsync();

        await AssertSameAsync(Privileged(contoso), collected);
        AssertOnlyReads(scan.Simulator.Log);
        Assert.True(collected.Get(Datasets.Users).Count < contoso.Get(Datasets.Users).Count);
    }

    /// <summary>What a scan keeps: groups that an assignment names and those nested in them, their members and owners, now and by PIM, owners of privileged
    /// workloads, the users among all these; and the members of administrative units in which somebody holds a role.</summary>
    private static Snapshot Privileged(Snapshot whole)
    {
        var ids = new HashSet<string>(whole.Get(Datasets.Principals).Items.Select(p => p.Id));
        var groups = new HashSet<string>(whole.Get(Datasets.Groups).Items.Select(g => g.Id).Where(ids.Contains));
        while (whole.Get(Datasets.GroupMembers).Items.Any(m => groups.Contains(m.ParentId) && m.ODataType == "#microsoft.graph.group" && groups.Add(m.Id)))
        {
        }

        List<ObjectLink> members = [.. whole.Get(Datasets.GroupMembers).Items.Where(m => groups.Contains(m.ParentId))];
        List<ObjectLink> owners = [.. whole.Get(Datasets.GroupOwners).Items.Where(o => groups.Contains(o.ParentId))];
        ids.UnionWith(members.Concat(owners).Concat(whole.Get(Datasets.ApplicationOwners).Items).Concat(whole.Get(Datasets.ServicePrincipalOwners).Items).Select(l => l.Id));
        ids.UnionWith(whole.Get(Datasets.PimGroupAssignmentInstances).Items.Concat(whole.Get(Datasets.PimGroupEligibilityInstances).Items).Select(i => i.PrincipalId!));
        HashSet<string> scopes = [.. whole.Get(Datasets.RoleAssignments).Items.Select(a => a.DirectoryScopeId!)];
        return whole.With(whole.Info, new SnapshotBuilder()
            .Complete(Datasets.Groups, [.. whole.Get(Datasets.Groups).Items.Where(g => groups.Contains(g.Id))])
            .Complete(Datasets.GroupMembers, members)
            .Complete(Datasets.GroupOwners, owners)
            .Complete(Datasets.AdministrativeUnitMembers, [.. whole.Get(Datasets.AdministrativeUnitMembers).Items.Where(m => scopes.Contains("/administrativeUnits/" + m.ParentId))])
            .Complete(Datasets.Users, [.. whole.Get(Datasets.Users).Items.Where(u => ids.Contains(u.Id))])
            .Complete(Datasets.SignInActivity, [.. whole.Get(Datasets.SignInActivity).Items.Where(u => ids.Contains(u.Id))])
            .Complete(Datasets.UserRegistrationDetails, [.. whole.Get(Datasets.UserRegistrationDetails).Items.Where(u => ids.Contains(u.Id))])
            .Complete(Datasets.AuthenticationMethods, [.. whole.Get(Datasets.AuthenticationMethods).Items.Where(m => ids.Contains(m.ParentId))])
            .Complete(Datasets.TransitiveMemberships, [.. whole.Get(Datasets.TransitiveMemberships).Items.Where(l => ids.Contains(l.ParentId))])
            .Datasets);
    }

    internal static async Task AssertSameAsync(Snapshot expected, Snapshot collected)
    {
        foreach (DatasetDefinition dataset in Datasets.All)
        {
            Dataset found = collected.Get(dataset);
            Assert.Equal((dataset.Name, DatasetStatus.Complete, null), (dataset.Name, found.State.Status, found.State.Reason));
            Assert.Equal((dataset.Name, found.Count), (dataset.Name, (int)found.State.Ledger.Items));
            Assert.Equal($"{dataset.Name}\n{await LinesAsync(expected.Get(dataset))}", $"{dataset.Name}\n{await LinesAsync(found)}");
        }
    }

    internal static void AssertOnlyReads(IReadOnlyList<RequestRecord> log)
    {
        string[] readingPosts = ["/v1.0/$batch", "/beta/$batch", "/v1.0/directoryObjects/getByIds", "/providers/Microsoft.Management/getEntities", "/providers/Microsoft.ResourceGraph/resources"];
        Assert.NotEmpty(log);
        Assert.All(log, r => Assert.True(r.Method == "GET" || r.Service == SimulatedService.Authority || (r.Method == "POST" && !r.IsBatchPart && readingPosts.Contains(r.Path)), $"{r.Method} {r.PathAndQuery}"));
        Assert.All(log, r => Assert.True(r.Status is 200 or 404, $"{r.Status} {r.Method} {r.PathAndQuery}"));
    }

    /// <summary>The dataset's lines, in an order of their own: the services give none.</summary>
    internal static async Task<string> LinesAsync(Dataset dataset)
    {
        using var stream = new MemoryStream();
        await dataset.WriteAsync(stream, TestContext.Current.CancellationToken);
        return string.Join('\n', Encoding.UTF8.GetString(stream.ToArray()).Split('\n').Order(StringComparer.Ordinal));
    }
}
