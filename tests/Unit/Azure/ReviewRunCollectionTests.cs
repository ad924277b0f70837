using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Runs and decisions of access reviews, read from the simulated tenant.</summary>
public sealed class ReviewRunCollectionTests
{
    [Fact]
    public async Task Runs_of_recurring_reviews_of_roles_are_read_and_the_decisions_of_the_last_of_each()
    {
        var tenant = new TenantBuilder();
        tenant.Review("One", ["Global Administrator"]).Review("Two", ["User Administrator"]).Review("Once", ["Global Administrator"], r => r with { Settings = r.Settings! with { Recurrence = null } })
            .Review("Guests of a group", [], r => r with { Scope = new AccessReviewScope { Query = "/groups/x/members" } });
        string one = tenant.AccessReviewDefinitions[0].Id;
        tenant.Run(one, 94, decisions: [TenantBuilder.Decided("Approve")]);
        tenant.Run(one, -5, "InProgress", [TenantBuilder.Decided("NotReviewed", byPerson: false)]);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(Datasets.AccessReviewDecisions);

        Assert.Equal(4, snapshot.Get(Datasets.AccessReviewInstances).Count);
        Assert.Equal((6, 2), (snapshot.Get(Datasets.AccessReviewDecisions).Count, snapshot.Get(Datasets.AccessReviewDecisions).Items.Select(d => d.ParentId).Distinct().Count()));
        Assert.All(new DatasetDefinition[] { Datasets.AccessReviewInstances, Datasets.AccessReviewDecisions }, d => Assert.Equal((1L, 2L), ((long)snapshot.Get(d).State.Ledger.Requests, (long)snapshot.Get(d).State.Ledger.BatchParts)));
    }

    [Fact]
    public async Task Decisions_that_are_refused_are_said_to_be()
    {
        var tenant = new TenantBuilder();
        tenant.Review("One", ["Global Administrator"]);
        await using AzureScan scan = await AzureScan.StartAsync(tenant, o => o.Faults.Add(new FaultRule { PathContains = "/decisions", Status = 403, Body = """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}""" }));

        Snapshot snapshot = await scan.CollectAsync(Datasets.AccessReviewDecisions);

        Assert.Equal((DatasetStatus.Complete, DatasetStatus.NoPermission), (snapshot.Get(Datasets.AccessReviewInstances).State.Status, snapshot.Get(Datasets.AccessReviewDecisions).State.Status));
    }
}
