using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class CollectionTests
{
    [Fact]
    public async Task Every_dataset_of_Graph_comes_whole()
    {
        var tenant = new TenantBuilder();
        string ada = tenant.User("Ada"), ben = tenant.User("Ben"), carl = tenant.User("Carl");
        string group = tenant.Group("Admins"), nested = tenant.Group("Nested admins");
        tenant.Assign("Global Administrator", ada);
        tenant.Assign("Security Reader", group);
        tenant.Member(group, nested).Member(nested, ben).Owner(group, carl).Register(ada, "fido2SecurityKey");
        string app = tenant.Application("Robot", TenantBuilder.Secret("one", 10, 100));
        tenant.Grant(app, "User.Read.All");
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync();

        foreach (Dataset dataset in snapshot.Datasets.Where(d => d.Definition.Service is DatasetService.Graph or DatasetService.GraphBeta))
        {
            Assert.Equal(("", DatasetStatus.Complete, dataset.Definition.Name), (dataset.State.Reason ?? "", dataset.State.Status, dataset.Definition.Name));
            Assert.Equal((dataset.Definition.Name, scan.Simulator.Options.Snapshot.Get(dataset.Definition).Count), (dataset.Definition.Name, dataset.Count));
        }
    }
}
