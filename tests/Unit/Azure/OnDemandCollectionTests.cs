using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class OnDemandCollectionTests
{
    private const string Storage = "/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301/resourceGroups/rg (old)/providers/Microsoft.Storage/storageAccounts/contoso";
    private const string Gone = "/subscriptions/3f2504e0-4f89-41d3-9a0c-0305e82c3301/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/v/secrets/gone";
    private static readonly DateTimeOffset Since = TenantBuilder.Now.AddDays(-10);
    private static readonly string Alice = TenantBuilder.Id("user:Alice");

    [Fact]
    public async Task Users_are_asked_for_by_id_and_by_name_and_absence_is_an_answer()
    {
        TenantBuilder tenant = Tenant();
        string guest = tenant.Guest("Eve");
        string guestName = tenant.Users[^1].UserPrincipalName!;
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        string[] asked = [Alice.ToUpperInvariant(), "o'hara@contoso.com", "nobody@contoso.com", guestName, .. Enumerable.Range(0, 40).Select(i => $"n{i}@contoso.com")];

        Dataset<NamedUser> users = (await scan.CollectAsync(new CollectionScope { Users = asked }, Datasets.NamedUsers)).Get(Datasets.NamedUsers);

        Assert.Equal(DatasetStatus.Complete, users.State.Status);
        Assert.Equal(asked, users.Items.Select(n => n.Asked));
        Assert.Equal([Alice, TenantBuilder.Id("user:O'Hara"), null, guest], users.Items.Take(4).Select(n => n.User?.Id));
        Assert.Equal(tenant.Users[0].LastPasswordChangeDateTime, users.Items[0].User!.LastPasswordChangeDateTime);
        Assert.Equal(asked, users.State.Scope!.Users);
        Assert.True(scan.Requests("$batch").Count <= 1);
    }

    [Fact]
    public async Task Deleted_objects_come_with_their_types()
    {
        TenantBuilder tenant = Tenant();
        foreach (string type in (string[])["user", "application", "servicePrincipal", "group"])
        {
            tenant.DeletedObjects.Add(new DirectoryObject { Id = TenantBuilder.Id(type), ODataType = $"#microsoft.graph.{type}", DisplayName = type, DeletedDateTime = Since });
        }

        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Dataset<DirectoryObject> deleted = (await scan.CollectAsync(CollectionScope.None, Datasets.DeletedObjects)).Get(Datasets.DeletedObjects);
        Assert.Equal((DatasetStatus.Complete, null), (deleted.State.Status, deleted.State.Reason));
        Assert.Equal(tenant.DeletedObjects.Take(3).ToHashSet(), deleted.Items.ToHashSet());
    }

    [Fact]
    public async Task Policies_of_tokens_come_as_they_are_and_continuous_access_from_beta_alone()
    {
        TenantBuilder tenant = Tenant();
        tenant.TokenLifetimePolicies.Add(new TokenLifetimePolicy { Id = TenantBuilder.Id("t"), DisplayName = "Long scripts", Definition = ["""{"TokenLifetimePolicy":{"Version":1,"AccessTokenLifetime":"8:00:00"}}"""], IsOrganizationDefault = false });
        tenant.ContinuousAccessPolicies.Add(new ContinuousAccessPolicy { Id = TenantBuilder.Id("c"), SessionControls = new ContinuousAccessControls { ContinuousAccessEvaluation = new ContinuousAccessControl { Mode = "disabled" } } });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(CollectionScope.None, Datasets.TokenLifetimePolicies, Datasets.ContinuousAccessPolicies);

        TokenLifetimePolicy read = Assert.Single(snapshot.Get(Datasets.TokenLifetimePolicies).Items);
        Assert.Equal((tenant.TokenLifetimePolicies[0].DisplayName, tenant.TokenLifetimePolicies[0].Definition![0]), (read.DisplayName, read.Definition![0]));
        Assert.Equal(tenant.ContinuousAccessPolicies, snapshot.Get(Datasets.ContinuousAccessPolicies).Items);
        Assert.Single(scan.Requests("/beta/identity/conditionalAccess/policies?$select=id,sessionControls"));
    }

    [Fact]
    public async Task Resources_tell_when_their_keys_were_made_and_absence_is_an_answer()
    {
        TenantBuilder tenant = Tenant();
        tenant.NamedResources.Add(new NamedResource { Asked = Storage, Resource = new AzureResource { Id = Storage, Name = "contoso", Type = "Microsoft.Storage/storageAccounts", Properties = new AzureResourceProperties { KeyCreationTime = new KeyCreationTime { Key1 = Since, Key2 = Since.AddDays(1) } } } });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        var scope = new CollectionScope { Resources = [Storage, Gone, Storage.Replace("Storage/storageAccounts", "ServiceBus/namespaces", StringComparison.Ordinal)] };

        Dataset<NamedResource> resources = (await scan.CollectAsync(scope, Datasets.NamedResources)).Get(Datasets.NamedResources);
        Assert.Equal(DatasetStatus.Complete, resources.State.Status);
        Assert.Equal(tenant.NamedResources[0], resources.Items.Single(r => r.Asked == Storage));
        Assert.Null(resources.Items.Single(r => r.Asked == Gone).Resource);
        Assert.Equal(2, resources.Count);

        await using AzureScan refused = await AzureScan.StartAsync(tenant, o => o.AzureReader = false);
        resources = (await refused.CollectAsync(scope, Datasets.NamedResources)).Get(Datasets.NamedResources);
        Assert.NotEqual(DatasetStatus.Complete, resources.State.Status);
        Assert.Empty(resources.Items);
    }

    [Fact]
    public async Task Logs_are_read_of_those_named_since_then()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant());
        var scope = new CollectionScope { Users = [Alice, "o'hara@contoso.com"], Applications = [TenantBuilder.Id("app:HR")], LogsSince = Since };

        Snapshot snapshot = await scan.CollectAsync(scope, Datasets.SignIns, Datasets.OtherSignIns, Datasets.DirectoryAudits);

        Assert.Equal(["alice 1", "ohara 1"], snapshot.Get(Datasets.SignIns).Items.Select(s => s.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["alice token", "hr identity", "hr secret"], snapshot.Get(Datasets.OtherSignIns).Items.Select(s => s.Id).Order(StringComparer.Ordinal));
        Assert.Equal(["new secret"], snapshot.Get(Datasets.DirectoryAudits).Items.Select(s => s.Id));
        Assert.All(new Dataset[] { snapshot.Get(Datasets.SignIns), snapshot.Get(Datasets.OtherSignIns), snapshot.Get(Datasets.DirectoryAudits) }, d => Assert.Equal((DatasetStatus.Complete, Since), (d.State.Status, d.State.Scope!.LogsSince)));
    }

    [Fact]
    public async Task Logs_of_everyone_come_page_by_page_through_the_reports_lane()
    {
        TenantBuilder tenant = Tenant();
        tenant.SignIns.AddRange(Enumerable.Range(0, 50).Select(i => SignIn($"s{i}", "x", i)));
        await using AzureScan scan = await AzureScan.StartAsync(new TenantSimulator.SimulatorOptions { Snapshot = tenant.Build(), PageSize = 7 });
        Dataset<SignIn> signIns = (await scan.CollectAsync(new CollectionScope { LogsSince = TenantBuilder.Now.AddYears(-1), LogsOfEveryone = true }, Datasets.SignIns)).Get(Datasets.SignIns);
        Assert.Equal(tenant.SignIns.Count, signIns.Count);
        Assert.Equal(8, signIns.State.Ledger.Pages);
        LaneLedger lane = Assert.Single(signIns.State.Ledger.Lanes!);
        Assert.Equal(("reports", 8), (lane.Lane, lane.Requests));
    }

    [Fact]
    public async Task Without_a_time_no_log_is_read()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant());
        Snapshot snapshot = await scan.CollectAsync(new CollectionScope { Users = [Alice] }, Datasets.SignIns);
        Assert.Empty(snapshot.Get(Datasets.SignIns).Items);
        Assert.Empty(scan.Requests("auditLogs"));
    }

    [Fact]
    public async Task A_wider_scope_is_read_again_and_a_narrower_one_is_not()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant());
        Snapshot first = await scan.CollectAsync(new CollectionScope { Users = [Alice, "o'hara@contoso.com"] }, Datasets.NamedUsers);
        int requests = scan.Requests("/users").Count;
        var narrower = new SnapshotBuilder(first) { Scope = new CollectionScope { Users = [Alice] } };
        await scan.Source.CollectAsync([Datasets.NamedUsers], narrower, new ListeningObserver(), TestContext.Current.CancellationToken);
        Assert.Equal(requests, scan.Requests("/users").Count);
        var wider = new SnapshotBuilder(first) { Scope = new CollectionScope { Users = [Alice, "bob@contoso.com"] } };
        await scan.Source.CollectAsync([Datasets.NamedUsers], wider, new ListeningObserver(), TestContext.Current.CancellationToken);
        Assert.True(scan.Requests("/users").Count > requests);
    }

    [Fact]
    public async Task A_refused_log_says_which_permission_or_licence_it_needs()
    {
        var scope = new CollectionScope { LogsSince = Since, LogsOfEveryone = true };
        await using AzureScan refused = await AzureScan.StartAsync(new TenantSimulator.SimulatorOptions { Snapshot = Tenant().Build(), Permissions = new HashSet<string>(["User.Read.All", "Organization.Read.All", "LicenseAssignment.Read.All"]) });
        DatasetState state = (await refused.CollectAsync(scope, Datasets.SignIns)).Get(Datasets.SignIns).State;
        Assert.Equal((DatasetStatus.NoPermission, "AuditLog.Read.All"), (state.Status, state.Missing));
        await using AzureScan free = await AzureScan.StartAsync(Tenant().Licensed(p1: false, p2: false));
        Assert.Equal(DatasetStatus.NotLicensed, (await free.CollectAsync(scope, Datasets.SignIns)).Get(Datasets.SignIns).State.Status);
        Assert.Equal(DatasetStatus.Complete, (await free.CollectAsync(scope, Datasets.DirectoryAudits)).Get(Datasets.DirectoryAudits).State.Status);
    }

    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        tenant.User("Alice");
        tenant.User("O'Hara", u => u with { UserPrincipalName = "o'hara@contoso.com" });
        tenant.Application("HR");
        tenant.SignIns.AddRange([SignIn("alice 1", Alice, 1), SignIn("alice 0", Alice, 11), SignIn("ohara 1", TenantBuilder.Id("user:O'Hara"), 2, "o'hara@contoso.com"), SignIn("bob 1", "b", 1)]);
        tenant.OtherSignIns.AddRange(
        [
            SignIn("alice token", Alice, 1) with { SignInEventTypes = ["nonInteractiveUser"], IsInteractive = false },
            SignIn("hr secret", "", 1) with { AppId = TenantBuilder.Id("app:HR"), SignInEventTypes = ["servicePrincipal"] },
            SignIn("hr identity", "", 2) with { AppId = TenantBuilder.Id("app:HR"), SignInEventTypes = ["managedIdentity"] },
            SignIn("other app", "", 1) with { AppId = "other", SignInEventTypes = ["servicePrincipal"] },
        ]);
        tenant.DirectoryAudits.AddRange([Audit("new secret", 1), Audit("old secret", 12)]);
        return tenant;
    }

    private static SignIn SignIn(string id, string user, int daysAgo, string? name = null) => new()
    {
        Id = id, UserId = user, UserPrincipalName = name, CreatedDateTime = TenantBuilder.Now.AddDays(-daysAgo), AppId = "app", IpAddress = "192.0.2.1", Status = new SignInStatus { ErrorCode = 0 },
    };

    private static DirectoryAudit Audit(string id, int daysAgo) => new() { Id = id, ActivityDateTime = TenantBuilder.Now.AddDays(-daysAgo), ActivityDisplayName = "Update application – Certificates and secrets management", Result = "success" };
}
