using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Users that come with the pages of their groups.</summary>
public sealed class MemberPageTests
{
    private static readonly DatasetDefinition[] Wanted = [Datasets.GroupMembers, Datasets.Users];

    [Fact]
    public async Task Members_are_not_asked_for_by_id()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant());
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        Assert.Equal((DatasetStatus.Complete, 42), (snapshot.Get(Datasets.Users).State.Status, snapshot.Get(Datasets.Users).Count));
        Assert.Single(scan.Requests("/users?"));
        Assert.DoesNotContain(TenantBuilder.Id("user:Member 7"), scan.Requests("/users?")[0].PathAndQuery, StringComparison.Ordinal);
    }

    [Fact]
    public async Task They_have_every_property_that_a_user_asked_for_by_id_has()
    {
        TenantBuilder tenant = Tenant();
        tenant.Assign("Reports Reader", TenantBuilder.Id("user:Member 7"));
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        Core.Snapshots.Items.User read = snapshot.Get(Datasets.Users).Items.Single(u => u.DisplayName == "Member 7"), held = tenant.Users.Single(u => u.DisplayName == "Member 7");
        Assert.Equal(held.AssignedPlans!, read.AssignedPlans!);
        Assert.Equal(held with { AssignedPlans = null, Identities = null }, read with { AssignedPlans = null, Identities = null });
        Assert.True(read.IsManagementRestricted);
    }

    [Fact]
    public async Task A_sign_in_that_may_not_read_users_learns_nothing_of_them_from_their_groups()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant().Build(), Permissions = new HashSet<string>(["RoleManagement.Read.Directory", "GroupMember.Read.All", "Organization.Read.All", "LicenseAssignment.Read.All"]) });
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        Assert.Equal(40, snapshot.Get(Datasets.GroupMembers).Count);
        Assert.Equal((DatasetStatus.NoPermission, 0), (snapshot.Get(Datasets.Users).State.Status, snapshot.Get(Datasets.Users).Count));
    }

    [Fact]
    public async Task A_property_that_the_cloud_does_not_know_is_missed_with_the_users_and_not_with_the_members()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(), o => o.UnknownProperties.Add("user/identityParentId"));
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        Assert.Equal((DatasetStatus.Complete, 40), (snapshot.Get(Datasets.GroupMembers).State.Status, snapshot.Get(Datasets.GroupMembers).Count));
        Assert.Equal((DatasetStatus.Partial, "identityParentId", 42), (snapshot.Get(Datasets.Users).State.Status, snapshot.Get(Datasets.Users).State.NotOffered, snapshot.Get(Datasets.Users).Count));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(501)]
    public async Task A_service_that_refuses_properties_of_users_in_lists_of_members_is_asked_by_ids(int status)
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(), o => o.Faults.Add(new FaultRule { PathContains = "onPremisesImmutableId", Times = 1, Status = status, Body = """{"error":{"code":"NotImplemented","message":"Not for this collection."}}""" }));
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        Assert.Equal((DatasetStatus.Complete, 40), (snapshot.Get(Datasets.GroupMembers).State.Status, snapshot.Get(Datasets.GroupMembers).Count));
        Assert.Equal((DatasetStatus.Complete, 42), (snapshot.Get(Datasets.Users).State.Status, snapshot.Get(Datasets.Users).Count));
        Assert.True(scan.Requests("/users?").Count > 1);
    }

    // Forty members, an owner, and somebody with a role of his own.
    private static TenantBuilder Tenant()
    {
        var tenant = new TenantBuilder();
        string group = tenant.Group("Operators");
        tenant.Assign("Helpdesk Administrator", group);
        tenant.Owner(group, tenant.User("Owner")).Assign("Security Reader", tenant.User("Reader"));
        for (int i = 0; i < 40; i++)
        {
            tenant.Member(group, tenant.User($"Member {i}", u => u with { IsManagementRestricted = true, CreatedDateTime = TenantBuilder.Now, OnPremisesSyncEnabled = false, AssignedPlans = [new() { ServicePlanId = "plan", Service = "exchange", CapabilityStatus = "Enabled" }] }));
        }

        return tenant;
    }
}
