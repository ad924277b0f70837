using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class PlanTests
{
    [Fact]
    public void Every_dataset_of_a_scan_tells_what_it_takes() =>
        Assert.All(Datasets.All, d => Assert.True(
            CollectorCatalogue.For(d).Cost is not null,
            $"{CollectorCatalogue.For(d).GetType().Name} tells no Cost, so a plan cannot say what {d.Name} takes. Override Collector.Cost (docs/design.md, Planning); lists and single objects of Graph have one from their base."));

    [Fact]
    public async Task After_a_scan_the_plan_of_the_next_one_is_exact()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Contoso.Tenant());
        await AssertExactAsync(scan);
    }

    [Theory]
    [InlineData(11, 3)]
    [InlineData(12, 6)]
    [InlineData(13, 12)]
    [InlineData(14, 30)]
    public async Task The_plan_is_exact_for_generated_tenants(int seed, int size)
    {
        await using AzureScan scan = await AzureScan.StartAsync(RandomTenant.Make(seed, size));
        await AssertExactAsync(scan);
    }

    [Fact]
    public async Task Without_knowledge_a_plan_asks_little_and_says_what_is_estimated()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Contoso.Tenant());

        ScanPlan plan = await scan.Source.PlanAsync(Datasets.All, null, true, scan.Observer, TestContext.Current.CancellationToken);

        Assert.InRange(scan.Observer.Requests.Distinct().Count(), 1, 8);
        Assert.Equal(PlanBasis.Counted, Of(plan, Datasets.ServicePrincipals).Basis);
        Assert.Equal(PlanBasis.Known, Of(plan, Datasets.RoleAssignments).Basis);
        Assert.Equal(PlanBasis.Estimated, Of(plan, Datasets.Users).Basis);
        Assert.Equal(PlanBasis.Fixed, Of(plan, Datasets.AuthorizationPolicy).Basis);
        Assert.Equal(plan.Datasets.Sum(d => d.Requests), plan.Lanes.Sum(l => l.Requests));
        Assert.True(plan.Seconds >= plan.Lanes.Max(l => l.Seconds));
        scan.Observer.Done.Clear();
        Snapshot snapshot = await scan.CollectAsync();
        Assert.InRange(plan.Lanes.Sum(l => l.Requests), snapshot.Ledger.Requests / 2, snapshot.Ledger.Requests * 2);
    }

    [Fact]
    public async Task What_may_not_be_counted_is_estimated()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Contoso.Build(), Permissions = new HashSet<string> { "Organization.Read.All" } });

        ScanPlan plan = await scan.Source.PlanAsync([Datasets.ServicePrincipals], null, true, scan.Observer, TestContext.Current.CancellationToken);

        Assert.Equal(PlanBasis.Estimated, Assert.Single(plan.Lanes).Basis);
    }

    [Fact]
    public async Task What_the_sign_in_cannot_reach_takes_no_request()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Contoso.Tenant());
        await using ITenantSource entraOnly = await AzureScan.Factory(scan.Simulator).ConnectAsync(
            AzureScan.SignIn(scan.Simulator) with { Environment = AzureScan.Environment(scan.Simulator) with { ResourceManager = null } }, TestContext.Current.CancellationToken);

        ScanPlan plan = await entraOnly.PlanAsync(Datasets.All, null, true, scan.Observer, TestContext.Current.CancellationToken);

        Assert.Equal(0, Of(plan, Datasets.AzureSubscriptions).Requests);
        Assert.DoesNotContain(plan.Lanes, l => l.Lane.StartsWith("resource", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_session_holds_is_not_planned_again_unless_it_is_read_anew()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Contoso.Tenant());
        Snapshot snapshot = await scan.CollectAsync(Datasets.ServicePrincipals, Datasets.Domains);

        ScanPlan rest = await scan.Source.PlanAsync([Datasets.ServicePrincipals, Datasets.Applications], snapshot, false, scan.Observer, TestContext.Current.CancellationToken);
        ScanPlan anew = await scan.Source.PlanAsync([Datasets.ServicePrincipals, Datasets.Applications], snapshot, true, scan.Observer, TestContext.Current.CancellationToken);

        Assert.Equal(["applications"], rest.Datasets.Select(d => d.Dataset));
        Assert.Equal(["servicePrincipals", "applications"], anew.Datasets.Select(d => d.Dataset));
    }

    private static PlannedDataset Of(ScanPlan plan, DatasetDefinition dataset) => Assert.Single(plan.Datasets, d => d.Dataset == dataset.Name);

    private static async Task AssertExactAsync(AzureScan scan)
    {
        Snapshot snapshot = await scan.CollectAsync();
        int sent = scan.Observer.Requests.Count;

        ScanPlan plan = await scan.Source.PlanAsync(Datasets.All, snapshot, true, scan.Observer, TestContext.Current.CancellationToken);

        Assert.Equal(sent, scan.Observer.Requests.Count);
        Assert.All(plan.Datasets, d => Assert.NotEqual(PlanBasis.Estimated, d.Basis));
        Assert.Equal(
            snapshot.Datasets.Where(d => !d.Definition.IsOnDemand).Select(d => (d.Definition.Name, d.State.Ledger.Requests, d.State.Ledger.BatchParts)).Order(),
            plan.Datasets.Select(d => (d.Dataset, d.Requests, d.BatchParts)).Order());
    }
}
