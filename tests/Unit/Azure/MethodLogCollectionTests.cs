using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>The logs of methods used and added: of privileged users alone, within days.</summary>
public sealed class MethodLogCollectionTests
{
    private static readonly DateTimeOffset Today = DateTimeOffset.UtcNow;

    [Fact]
    public async Task Sign_ins_of_privileged_users_come_fifteen_users_a_request_with_their_methods()
    {
        var tenant = new TenantBuilder();
        foreach (int number in Enumerable.Range(0, 31))
        {
            string user = tenant.User($"Admin {number}");
            tenant.Assign("Global Administrator", user);
            tenant.SignIn(user, ["Password", "Text message"], s => s with { CreatedDateTime = Today.AddDays(-1) }).SignIn(user, ["FIDO2 security key"], s => s with { CreatedDateTime = Today.AddDays(-8) });
        }

        tenant.SignIn(tenant.User("Staff"), ["Password"], s => s with { CreatedDateTime = Today });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Dataset<SignIn> log = (await scan.CollectAsync(Datasets.PrivilegedSignIns)).Get(Datasets.PrivilegedSignIns);

        Assert.Equal((DatasetStatus.Complete, 31), (log.State.Status, log.Count));
        Assert.All(log.Items, s => Assert.Equal(("multiFactorAuthentication", "Text message"), (s.AuthenticationRequirement, s.AuthenticationDetails![1].AuthenticationMethod)));
        Assert.Equal(3, scan.Requests("/auditLogs/signIns").Count);
        Assert.All(scan.Requests("/auditLogs/signIns"), r => Assert.StartsWith("/beta/", r.PathAndQuery, StringComparison.Ordinal));
        Assert.Equal(7, log.State.Scope!.SignInDays);
        Assert.Equal(Today.AddDays(-7), log.State.Scope.LogsSince!.Value, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task Changes_to_methods_of_other_people_are_dropped_and_the_list_still_ends()
    {
        var tenant = new TenantBuilder();
        string ada = tenant.User("Ada"), staff = tenant.User("Staff");
        tenant.Assign("Global Administrator", ada);
        foreach (int number in Enumerable.Range(0, 150))
        {
            tenant.MethodAudit(staff, "User registered security info", $"number {number}", with: a => a with { ActivityDateTime = Today.AddDays(-1).AddMinutes(-number) });
        }

        tenant.MethodAudit(ada, "Admin registered security info", "mine", by: staff, with: a => a with { ActivityDateTime = Today.AddDays(-29) });
        tenant.MethodAudit(ada, "Admin registered security info", "old", by: staff, with: a => a with { ActivityDateTime = Today.AddDays(-31) });
        tenant.MethodAudit(ada, "Add member to role", "no method", with: a => a with { ActivityDateTime = Today, LoggedByService = "Core Directory" });
        await using AzureScan scan = await AzureScan.StartAsync(new TenantSimulator.SimulatorOptions { Snapshot = tenant.Build(), PageSize = 1 });

        Dataset<DirectoryAudit> log = (await scan.CollectAsync(Datasets.AuthenticationMethodAudits)).Get(Datasets.AuthenticationMethodAudits);

        Assert.Equal(DatasetStatus.Complete, log.State.Status);
        Assert.Equal("mine", Assert.Single(log.Items).ResultReason);
    }

    [Fact]
    public async Task Of_days_that_the_settings_do_not_want_nothing_is_asked()
    {
        TenantBuilder tenant = Tenant();
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(new CollectionScope { SignInDays = 0, MethodAuditDays = 0 }, Datasets.PrivilegedSignIns, Datasets.AuthenticationMethodAudits);

        Assert.All(new DatasetDefinition[] { Datasets.PrivilegedSignIns, Datasets.AuthenticationMethodAudits }, d => Assert.Equal(DatasetStatus.NotCollected, snapshot.Get(d).State.Status));
        Assert.Empty(scan.Requests("/auditLogs/"));
    }

    [Fact]
    public async Task A_longer_window_is_read_anew_and_a_shorter_one_is_held()
    {
        Dataset<SignIn> held = Tenant().Window(Datasets.PrivilegedSignIns, new CollectionScope { SignInDays = 7 }).Build().Get(Datasets.PrivilegedSignIns);
        Assert.True(held.Holds(new CollectionScope { SignInDays = 3 }));
        Assert.True(held.Holds(new CollectionScope { SignInDays = 0 }));
        Assert.False(held.Holds(new CollectionScope { SignInDays = 14 }));
        await using AzureScan scan = await AzureScan.StartAsync(Tenant());
        Snapshot snapshot = await scan.CollectAsync(new CollectionScope { SignInDays = 30 }, Datasets.PrivilegedSignIns);
        Assert.Equal(30, snapshot.Get(Datasets.PrivilegedSignIns).State.Scope!.SignInDays);
    }

    [Fact]
    public async Task Without_P1_the_sign_ins_are_not_licensed_and_the_changes_are_read()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant().Licensed(p1: false, p2: false));
        Snapshot snapshot = await scan.CollectAsync(Datasets.PrivilegedSignIns, Datasets.AuthenticationMethodAudits);
        Assert.Equal(DatasetStatus.NotLicensed, snapshot.Get(Datasets.PrivilegedSignIns).State.Status);
        Assert.Equal(DatasetStatus.Complete, snapshot.Get(Datasets.AuthenticationMethodAudits).State.Status);
    }

    [Fact]
    public async Task In_China_the_methods_of_sign_ins_are_not_offered()
    {
        await using TenantSimulator.Simulator simulator = await TenantSimulator.Simulator.StartAsync(new TenantSimulator.SimulatorOptions { Snapshot = Tenant().Build() }, TestContext.Current.CancellationToken);
        await using Core.Collecting.ITenantSource source = await AzureScan.Factory(simulator).ConnectAsync(AzureScan.SignIn(simulator) with { Environment = AzureScan.Environment(simulator) with { Cloud = Clouds.China } }, TestContext.Current.CancellationToken);
        var builder = new SnapshotBuilder();
        await source.CollectAsync([Datasets.PrivilegedSignIns], builder, new ListeningObserver(), TestContext.Current.CancellationToken);
        Assert.Equal(DatasetStatus.NotSupported, builder.Find(Datasets.PrivilegedSignIns)!.State.Status);
    }

    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        tenant.Assign("Global Administrator", tenant.User("Ada"));
        return tenant;
    }
}
