using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>What a missing permission, licence or role looks like to a whole scan.</summary>
public sealed class PermissionTests
{
    private static readonly DatasetDefinition[] PrivilegedSources = [Datasets.RoleAssignments, Datasets.RoleAssignmentScheduleInstances, Datasets.RoleEligibilityScheduleInstances];

    [Fact]
    public async Task One_refused_dataset_leaves_the_others_whole()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Options(without: ["AuditLog.Read.All"]));

        Snapshot snapshot = await scan.CollectAsync();

        Assert.Equal(["signInActivity", "userRegistrationDetails", "privilegedSignIns"], Incomplete(snapshot));
    }

    [Fact]
    public async Task Who_is_read_is_in_doubt_when_the_members_of_groups_are()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Options(without: ["GroupMember.Read.All", "Group.Read.All", "Directory.Read.All"]));

        Snapshot snapshot = await scan.CollectAsync(Datasets.Users);

        Assert.Equal(DatasetStatus.Partial, snapshot.Get(Datasets.Users).State.Status);
        Assert.Contains("groupMembers needs GroupMember.Read.All", snapshot.Get(Datasets.Users).State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_is_known_to_be_privileged_when_assignments_cannot_be_read()
    {
        string[] assignments = [.. PrivilegedSources.SelectMany(d => d.Permissions.Concat(d.AlsoEnough))];
        await using AzureScan scan = await AzureScan.StartAsync(Options(without: assignments, azure: false));

        Snapshot snapshot = await scan.CollectAsync(Datasets.Users, Datasets.GroupMembers, Datasets.SignInActivity);

        Assert.All((DatasetDefinition[])[Datasets.Users, Datasets.GroupMembers, Datasets.SignInActivity], d => Assert.Equal((d.Name, DatasetStatus.NoPermission), (d.Name, snapshot.Get(d).State.Status)));
    }

    [Fact]
    public async Task Kinds_that_cannot_be_resolved_are_found_out_by_asking()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Options(without: ["Directory.Read.All"], azure: false));

        Snapshot snapshot = await scan.CollectAsync(Datasets.Users, Datasets.Groups);

        Assert.Equal(DatasetStatus.NoPermission, snapshot.Get(Datasets.Principals).State.Status);
        Assert.Equal(["Ada", "Ben", "Carl"], snapshot.Get(Datasets.Users).Items.Select(u => u.DisplayName).Order());
        Assert.Equal(["Admins", "Nested admins"], snapshot.Get(Datasets.Groups).Items.Select(g => g.DisplayName).Order());
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task What_needs_a_missing_licence_says_so_and_the_rest_is_whole(bool p1, bool p2)
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant().Licensed(p1, p2));

        Snapshot snapshot = await scan.CollectAsync();

        IReadOnlyCollection<string> plans = Licences.ServicePlans(snapshot.Get(Datasets.SubscribedSkus).Items);
        Assert.All(Datasets.All, d => Assert.Equal(
            Licences.Covers(plans, d.Licence) ? (d.Name, DatasetStatus.Complete, null) : (d.Name, DatasetStatus.NotLicensed, (string?)d.Licence.Name()),
            (d.Name, snapshot.Get(d).State.Status, snapshot.Get(d).State.Missing)));
    }

    [Fact]
    public async Task An_empty_conditional_access_list_proves_nothing_while_licences_are_unknown()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Options(without: ["LicenseAssignment.Read.All", "Organization.Read.All", "Directory.Read.All"]));

        DatasetState state = await scan.StateAsync(Datasets.ConditionalAccessPolicies);

        Assert.Equal((DatasetStatus.NoPermission, "LicenseAssignment.Read.All"), (state.Status, state.Missing));
    }

    [Fact]
    public async Task Without_a_role_in_Azure_its_empty_lists_are_no_permission()
    {
        SimulatorOptions options = Options();
        options.AzureReader = options.AzureRootReader = false;
        await using AzureScan scan = await AzureScan.StartAsync(options);

        Snapshot snapshot = await scan.CollectAsync();

        Assert.All(Datasets.All.Where(d => !IsGraph(d)), d => Assert.Equal((d.Name, DatasetStatus.NoPermission, d.PermissionText), (d.Name, snapshot.Get(d).State.Status, snapshot.Get(d).State.Missing)));
        Assert.All(Datasets.All.Where(IsGraph), d => Assert.Equal((d.Name, DatasetStatus.Complete), (d.Name, snapshot.Get(d).State.Status)));
    }

    [Fact]
    public async Task Only_the_root_and_the_export_of_logs_need_a_role_at_the_root()
    {
        SimulatorOptions options = Options();
        options.AzureRootReader = false;
        await using AzureScan scan = await AzureScan.StartAsync(options);

        Snapshot snapshot = await scan.CollectAsync();

        Assert.Equal(["azureRootRoleAssignments", "directoryDiagnosticSettings"], Incomplete(snapshot));
        Assert.Equal("Reader (at the root scope /)", snapshot.Get(Datasets.AzureRootRoleAssignments).State.Missing);
    }

    [Fact]
    public async Task Without_a_token_for_Azure_nothing_is_asked_of_it()
    {
        await using var simulator = await TenantSimulator.Simulator.StartAsync(Options(), TestContext.Current.CancellationToken);
        await using ITenantSource source = await AzureScan.Factory(simulator).ConnectAsync(
            AzureScan.SignIn(simulator) with { Method = SignInMethod.AccessToken, AccessToken = AzureScan.Secure(simulator.CreateToken(SimulatedService.Graph)) }, TestContext.Current.CancellationToken);
        var builder = new SnapshotBuilder();

        await source.CollectAsync(Datasets.All, builder, new ListeningObserver(), TestContext.Current.CancellationToken);

        Assert.All(Datasets.All.Where(d => !IsGraph(d)), d => Assert.Equal((DatasetStatus.NoPermission, source.Identity.ResourceManagerReason), (builder.Find(d)!.State.Status, builder.Find(d)!.State.Reason)));
        Assert.DoesNotContain(simulator.Log, r => r.Service == SimulatedService.ResourceManager);
    }

    [Fact]
    public async Task A_dataset_that_the_cloud_does_not_offer_is_not_asked_for()
    {
        await using var simulator = await TenantSimulator.Simulator.StartAsync(Options(), TestContext.Current.CancellationToken);
        await using ITenantSource source = await AzureScan.Factory(simulator).ConnectAsync(
            AzureScan.SignIn(simulator) with { Environment = AzureScan.Environment(simulator) with { Cloud = Clouds.China, ResourceManager = null } }, TestContext.Current.CancellationToken);
        var builder = new SnapshotBuilder();

        await source.CollectAsync([Datasets.AuthenticationMethodsPolicy, Datasets.AzureSubscriptions], builder, new ListeningObserver(), TestContext.Current.CancellationToken);

        Assert.Equal(DatasetStatus.NotSupported, builder.Find(Datasets.AuthenticationMethodsPolicy)!.State.Status);
        Assert.Equal(DatasetStatus.NotSupported, builder.Find(Datasets.AzureSubscriptions)!.State.Status);
        Assert.DoesNotContain(simulator.Log, r => r.Service != SimulatedService.Authority);
    }

    private static IEnumerable<string> Incomplete(Snapshot snapshot) => Datasets.All.Where(d => !snapshot.Get(d).IsComplete).Select(d => d.Name);

    private static bool IsGraph(DatasetDefinition dataset) => dataset.Service is DatasetService.Graph or DatasetService.GraphBeta;

    private static TenantBuilder Tenant()
    {
        TenantBuilder tenant = TestTenants.WithGroups();
        tenant.Grant(tenant.Application("Robot app"), "User.Read.All");
        tenant.AssignAzure("Owner", tenant.User("Olga"), tenant.Subscription("Production"));
        return tenant;
    }

    private static SimulatorOptions Options(IReadOnlyList<string>? without = null, bool azure = true)
    {
        IEnumerable<string> all = Datasets.All.Where(IsGraph).SelectMany(d => d.Permissions);
        return new SimulatorOptions { Snapshot = (azure ? Tenant() : TestTenants.WithGroups()).Licensed(p1: true, p2: true, workloadId: true).Build(), Permissions = all.Except(without ?? []).ToHashSet() };
    }
}
