using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class CollectionTests
{
    [Fact]
    public async Task A_whole_tenant_comes_back_as_it_was_planted()
    {
        TenantBuilder tenant = TestTenants.WithGroups().Licensed(p1: true, p2: true, workloadId: true);
        string app = tenant.Application("Robot app", TenantBuilder.Secret("one", 10, 100));
        tenant.Grant(app, "User.Read.All");
        string subscription = tenant.Subscription("Production", tenant.ManagementGroup("root"));
        tenant.AssignAzure("Owner", tenant.User("Olga"), subscription);
        tenant.AssignAzure("User Access Administrator", tenant.User("Gustav"), "/");
        tenant.Eligible("Security Administrator", tenant.User("Erin"));
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync();

        Assert.All(Datasets.All, d => Assert.Equal((d.Name, DatasetStatus.Complete, (string?)null), (d.Name, snapshot.Get(d).State.Status, snapshot.Get(d).State.Reason)));
        Assert.All(Datasets.All, d => Assert.Equal((d.Name, scan.Simulator.Options.Snapshot.Get(d).Count), (d.Name, snapshot.Get(d).Count)));
        Assert.All(Datasets.All, d => Assert.Equal(snapshot.Get(d).State.Status, scan.Observer.Done[d.Name].Status));
    }

    [Fact]
    public void Every_dataset_has_its_collector() => Assert.Empty(Datasets.All.Concat(Datasets.OnDemand).Except(CollectorCatalogue.All.Select(c => c.Dataset)));

    [Fact]
    public async Task What_a_wanted_dataset_rests_on_is_read_and_nothing_else()
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithApplications());

        Snapshot snapshot = await scan.CollectAsync(Datasets.AppRoleAssignments);

        Assert.Equal(["servicePrincipals", "resourceServicePrincipals", "appRoleAssignments"], snapshot.Datasets.Where(d => d.State.Status != DatasetStatus.NotCollected).Select(d => d.Definition.Name));
    }

    [Fact]
    public async Task What_is_there_is_not_read_again()
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithApplications());
        SnapshotBuilder builder = new SnapshotBuilder().Complete(Datasets.ResourceServicePrincipals).Complete(Datasets.ServicePrincipals);

        await scan.Source.CollectAsync([Datasets.AppRoleAssignments], builder, scan.Observer, TestContext.Current.CancellationToken);

        Assert.Empty(scan.Requests("/v1.0"));
        Assert.Equal(DatasetStatus.Complete, builder.Find(Datasets.AppRoleAssignments)!.State.Status);
    }

    [Fact]
    public async Task Members_of_nested_groups_are_read_level_by_level_service_principals_too()
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithGroups());

        Snapshot snapshot = await scan.CollectAsync(Datasets.Users, Datasets.Groups);

        Assert.Equal(["Admins", "Nested admins"], snapshot.Get(Datasets.Groups).Items.Select(g => g.DisplayName).Order());
        Assert.Contains(snapshot.Get(Datasets.GroupMembers).Items, m => m.DisplayName == "Robot" && m.ODataType == "#microsoft.graph.servicePrincipal");
        Assert.Equal(["Ada", "Ben", "Carl"], snapshot.Get(Datasets.Users).Items.Select(u => u.DisplayName).Order());
    }

    [Fact]
    public async Task Groups_in_a_circle_end()
    {
        var tenant = new TenantBuilder();
        string one = tenant.Group("One"), two = tenant.Group("Two");
        tenant.Assign("Security Reader", one);
        tenant.Member(one, two).Member(two, one);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(Datasets.GroupMembers);

        Assert.Equal(2, snapshot.Get(Datasets.GroupMembers).Count);
        Assert.Equal(DatasetStatus.Complete, snapshot.Get(Datasets.GroupMembers).State.Status);
    }

    [Fact]
    public async Task Requests_do_not_grow_with_the_users_of_the_tenant()
    {
        long small = await RequestsAsync(3), large = await RequestsAsync(300);

        Assert.Equal(small, large);

        static async Task<long> RequestsAsync(int users)
        {
            TenantBuilder tenant = TestTenants.WithGroups();
            foreach (int number in Enumerable.Range(0, users))
            {
                tenant.User("Person " + number);
            }

            await using AzureScan scan = await AzureScan.StartAsync(tenant);
            return (await scan.CollectAsync(Datasets.Users, Datasets.SignInActivity, Datasets.UserRegistrationDetails)).Ledger.Requests;
        }
    }

    [Fact]
    public async Task A_privileged_user_whom_the_report_does_not_list_is_asked_for_and_may_have_no_row()
    {
        var tenant = new TenantBuilder();
        string ada = tenant.User("Ada"), ben = tenant.User("Ben");
        tenant.Assign("Global Administrator", ada);
        tenant.Assign("Security Reader", ben);
        tenant.Register(ada, "fido2SecurityKey");
        tenant.UserRegistrationDetails[0] = tenant.UserRegistrationDetails[0] with { IsAdmin = false };
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Dataset<UserRegistrationDetails> report = (await scan.CollectAsync(Datasets.UserRegistrationDetails)).Get(Datasets.UserRegistrationDetails);

        Assert.Equal(DatasetStatus.Complete, report.State.Status);
        Assert.Equal(ada, Assert.Single(report.Items).Id);
        Assert.Single(scan.Requests("userRegistrationDetails/" + ben), r => r.Status == 404);
    }

    [Fact]
    public async Task The_ledger_counts_what_was_sent_and_the_observer_hears_of_it()
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithGroups());

        Snapshot snapshot = await scan.CollectAsync();

        IReadOnlyList<RequestRecord> sent = [.. scan.Simulator.Log.Where(r => r.Service != SimulatedService.Authority)];
        Assert.Equal(sent.Count(r => !r.IsBatchPart), snapshot.Ledger.Requests);
        Assert.Equal(sent.Count(r => r.IsBatchPart), snapshot.Ledger.BatchParts);
        Assert.Equal(sent.Count, scan.Observer.Requests.Count);
        Assert.True(snapshot.Ledger.Bytes > 0);
        Assert.True(snapshot.Ledger.ResourceUnits > 0);
        Assert.All(sent, r => Assert.True(r.HadAuthorization));
    }
}
