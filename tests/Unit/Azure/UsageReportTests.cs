using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>The reports of last uses: paged beta lists that a cloud may lack.</summary>
public sealed class UsageReportTests
{
    private static readonly DatasetDefinition[] Reports = [Datasets.ServicePrincipalSignInActivities, Datasets.AppCredentialSignInActivities];

    [Fact]
    public async Task They_are_read_whole_in_the_largest_pages()
    {
        var tenant = new TenantBuilder();
        foreach (int i in Enumerable.Range(0, 1001))
        {
            tenant.Used($"a{i}", TenantBuilder.Id($"k{i}"), 1);
        }

        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build() });
        Snapshot snapshot = await scan.CollectAsync(Reports);
        Assert.Equal((DatasetStatus.Complete, 1001), (snapshot.Get(Datasets.AppCredentialSignInActivities).State.Status, snapshot.Get(Datasets.AppCredentialSignInActivities).Count));
        Assert.Equal(2, scan.Requests("/beta/reports/appCredentialSignInActivities?$top=999").Count);
    }

    [Fact]
    public async Task A_cloud_that_answers_400_for_the_segment_does_not_offer_them()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = new TenantBuilder().Build(), Faults = { Answers("BadRequest", "Resource not found for the segment 'servicePrincipalSignInActivities'.") } });
        DatasetState state = await scan.StateAsync(Datasets.ServicePrincipalSignInActivities);
        Assert.Equal(DatasetStatus.NotSupported, state.Status);
    }

    [Fact]
    public async Task Another_400_is_a_failure()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = new TenantBuilder().Build(), Faults = { Answers("BadRequest", "Invalid filter clause.") } });
        Assert.Equal(DatasetStatus.Failed, (await scan.StateAsync(Datasets.ServicePrincipalSignInActivities)).Status);
    }

    private static FaultRule Answers(string code, string message) => new() { PathContains = "/reports/", Status = 400, Body = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"" + message + "\"}}" };
}
