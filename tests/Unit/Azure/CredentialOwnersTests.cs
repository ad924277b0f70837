using Ed2402Posture.Core;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Owners by name of applications without privilege, read when they are asked for.</summary>
public sealed class CredentialOwnersTests
{
    private static readonly DatasetDefinition[] Wanted = [.. AppCredentialReader.Needs.Select(n => n.Dataset), Datasets.CredentialOwners];

    [Fact]
    public async Task Only_holders_of_credentials_that_somebody_owns_are_asked_for_in_batches_of_twenty()
    {
        TenantBuilder tenant = Tenant();
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot snapshot = await scan.CollectAsync(Wanted);
        Assert.Equal(
            ["application:federated", "application:late", "application:owned", "application:privileged", "sp:beside", "sp:foreign", "sp:privileged"],
            Asked(scan).Select(id => new[] { "application:", "sp:" }.SelectMany(kind => Names.Select(n => kind + n)).First(n => TenantBuilder.Id(n) == id)).Order(StringComparer.Ordinal));
        Assert.Equal((DatasetStatus.Complete, 2L), (snapshot.Get(Datasets.CredentialOwners).State.Status, snapshot.Get(Datasets.CredentialOwners).State.Ledger.Requests));
        Assert.Equal(
            [("beside", "Bob", Ownership.Named), ("federated", "Alice", Ownership.Named), ("foreign", "Bob", Ownership.Unnamed), ("late", "", Ownership.None), ("lonely", "", Ownership.None), ("owned", "Alice; Bob", Ownership.Named), ("privileged", "Alice", Ownership.Named)],
            Owners(snapshot));
    }

    [Fact]
    public async Task A_scan_that_does_not_ask_reads_none_of_them()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant());
        Snapshot snapshot = await scan.CollectAsync();
        Assert.Superset(Asked(scan).ToHashSet(), new HashSet<string> { TenantBuilder.Id("application:privileged"), TenantBuilder.Id("sp:privileged") });
        Assert.Equal(DatasetStatus.NotCollected, snapshot.Get(Datasets.CredentialOwners).State.Status);
        Assert.Contains(("owned", null, Ownership.Unnamed), Owners(snapshot));
    }

    [Fact]
    public async Task More_owners_than_an_expanded_list_holds_are_all_named()
    {
        TenantBuilder tenant = Tenant();
        tenant.Application("many", TenantBuilder.Secret("m", 10, 90));
        tenant.OwnedBy(TenantBuilder.Id("application:many"), [.. Enumerable.Range(0, 47).Select(i => tenant.User($"Owner {i:00}"))]);
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = 20 });
        (string Principal, string? Owners, Ownership Known) many = Owners(await scan.CollectAsync(Wanted)).Single(o => o.Principal == "many");
        Assert.Equal((47, Ownership.Named), (many.Owners!.Split("; ").Distinct().Count(), many.Known));
    }

    [Fact]
    public async Task A_list_that_breaks_off_is_no_list()
    {
        TenantBuilder tenant = Tenant();
        tenant.Application("many", TenantBuilder.Secret("m", 10, 90));
        tenant.OwnedBy(TenantBuilder.Id("application:many"), [.. Enumerable.Range(0, 47).Select(i => tenant.User($"Owner {i:00}"))]);
        var broken = new FaultRule { PathContains = "skiptoken", Status = 503, Times = int.MaxValue };
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = 20 });
        Snapshot whole = await scan.CollectAsync([.. Wanted.Where(d => d != Datasets.CredentialOwners)]);
        scan.Simulator.Options.Faults.Add(broken);
        var builder = new SnapshotBuilder(whole);
        await scan.Source.CollectAsync(Wanted, builder, new ListeningObserver(), TestContext.Current.CancellationToken);
        Snapshot snapshot = builder.Build(whole.Info);
        Assert.Equal((DatasetStatus.Partial, 1L), (snapshot.Get(Datasets.CredentialOwners).State.Status, snapshot.Get(Datasets.CredentialOwners).State.Unread));
        Assert.Contains(("many", null, Ownership.Unnamed), Owners(snapshot));
        Assert.Contains(("owned", "Alice; Bob", Ownership.Named), Owners(snapshot));
    }

    [Fact]
    public async Task Without_the_permission_the_names_are_unread_and_nobody_is_called_ownerless_for_it()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant());
        Snapshot whole = await scan.CollectAsync([.. Wanted.Where(d => d != Datasets.CredentialOwners)]);
        scan.Simulator.Options.Faults.Add(new FaultRule { PathContains = "/owners?", Status = 403, Body = "{\"error\":{\"code\":\"Authorization_RequestDenied\",\"message\":\"Insufficient privileges to complete the operation.\"}}", Times = int.MaxValue });
        var builder = new SnapshotBuilder(whole);
        await scan.Source.CollectAsync(Wanted, builder, new ListeningObserver(), TestContext.Current.CancellationToken);
        Snapshot snapshot = builder.Build(whole.Info);
        Assert.Equal(DatasetStatus.NoPermission, snapshot.Get(Datasets.CredentialOwners).State.Status);
        Assert.Contains(("late", null, Ownership.Unnamed), Owners(snapshot));
    }

    [Fact]
    public async Task A_cloud_that_does_not_count_owners_has_every_holder_asked()
    {
        var refuse = new FaultRule { PathContains = "owners/$count", Status = 400, Body = "{\"error\":{\"code\":\"Request_UnsupportedQuery\",\"message\":\"Unsupported or invalid query filter clause.\"}}" };
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant().Build(), Faults = { refuse } });
        Snapshot snapshot = await scan.CollectAsync(Wanted);
        Assert.Contains(("lonely", "", Ownership.None), Owners(snapshot));
        Assert.Contains(("owned", "Alice; Bob", Ownership.Named), Owners(snapshot));
    }

    private static readonly string[] Names = ["lonely", "owned", "beside", "late", "federated", "bare", "privileged", "foreign"];

    // Owners of the privileged one are read by every scan, and not again. 'bare' has an owner and no credential; of 'late' the service still counts an owner that is gone.
    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        string alice = tenant.User("Alice"), bob = tenant.User("Bob");
        foreach (string name in (string[])["lonely", "owned", "beside", "late", "privileged"])
        {
            tenant.Application(name, TenantBuilder.Secret(name, 10, 90));
        }

        tenant.Federate(tenant.Application("federated"), "repo:contoso/web:ref:refs/heads/main");
        tenant.Application("bare");
        tenant.ServicePrincipal("foreign", s => s with { AppOwnerOrganizationId = TenantBuilder.Id("tenant:Fabrikam"), PasswordCredentials = [TenantBuilder.Secret("f", 10, 90)] });
        tenant.OwnedBy(TenantBuilder.Id("application:owned"), alice, bob).OwnedBy(TenantBuilder.Id("sp:beside"), bob).OwnedBy(TenantBuilder.Id("application:late"))
            .OwnedBy(TenantBuilder.Id("application:federated"), alice).OwnedBy(TenantBuilder.Id("application:bare"), bob).OwnedBy(TenantBuilder.Id("sp:foreign"), bob);
        return tenant.Grant(TenantBuilder.Id("sp:privileged"), "RoleManagement.ReadWrite.Directory").ApplicationOwner(TenantBuilder.Id("sp:privileged"), alice);
    }

    private static IEnumerable<string> Asked(AzureScan scan) => scan.Requests("/owners?").Select(r => r.PathAndQuery.Split('/')[3]);

    private static List<(string Principal, string? Owners, Ownership Known)> Owners(Snapshot snapshot) =>
        [.. AppCredentialReader.Read(new TenantAnalysis(snapshot, PostureSettings.Default)).Select(c => (c.Principal, c.Owners, c.Ownership)).OrderBy(c => c.Principal, StringComparer.Ordinal)];
}
