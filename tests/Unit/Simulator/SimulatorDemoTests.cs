using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Docs;

namespace Ed2402Posture.Tests.Unit.Simulator;

public sealed class SimulatorDemoTests
{
    [Fact]
    public async Task The_shipped_sample_tenant_is_what_the_generator_writes()
    {
        string shipped = Path.Combine(GeneratedSection.Root, "src", "Ed2402Posture", "Demo");
        string written = Directory.CreateTempSubdirectory("contoso").FullName;
        try
        {
            await SnapshotStore.SaveAsync(Contoso.Build(), written, overwrite: true, TestContext.Current.CancellationToken);

            Assert.Equal(Directory.GetFiles(written).Select(Path.GetFileName).Order(), Directory.GetFiles(shipped).Select(Path.GetFileName).Order());
            foreach (string file in Directory.GetFiles(written))
            {
                string other = Path.Combine(shipped, Path.GetFileName(file));
                Assert.True(File.ReadAllText(file) == File.ReadAllText(other), $"{other} is not what the generator writes; run: dotnet run --project tests/TenantSimulator -- --write-demo src/Ed2402Posture/Demo");
            }
        }
        finally
        {
            Directory.Delete(written, recursive: true);
        }
    }

    [Fact]
    public async Task The_shipped_sample_tenant_loads_and_is_marked_as_such()
    {
        Snapshot snapshot = await SnapshotStore.LoadAsync(Path.Combine(GeneratedSection.Root, "src", "Ed2402Posture", "Demo"), TestContext.Current.CancellationToken);

        Assert.True(snapshot.Info.IsDemo);
        Assert.All(Datasets.All.Select(snapshot.Get), d => Assert.True(d is { IsComplete: true, Count: > 0 }, d.Definition.Name));
    }

    [Fact]
    public void No_edge_or_assignment_of_the_sample_tenant_leads_nowhere_unplanned()
    {
        TenantBuilder tenant = Contoso.Tenant();
        string[] known = [.. tenant.Users.Select(u => u.Id), .. tenant.Groups.Select(g => g.Id), .. tenant.ServicePrincipals.Select(s => s.Id), .. tenant.OtherPrincipals.Select(o => o.Id)];
        string[] deleted = [TenantBuilder.Id("user:deleted in March"), TenantBuilder.Id("user:deleted in May"), TenantBuilder.Id("user:Piotr Zielinski")];

        Assert.Empty(tenant.GroupMembers.Concat(tenant.GroupOwners).Select(l => l.Id).Except(known));
        Assert.Equal(
            deleted.Order(),
            tenant.RoleAssignments.Select(a => a.PrincipalId!).Concat(tenant.AzureRoleAssignments.Select(a => a.Properties!.PrincipalId!)).Except(known).Order());
    }
}
