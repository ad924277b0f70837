using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Privilege;

/// <summary>Principals that are gone.</summary>
public sealed class DeletedTests : PrivilegeTest
{
    [Fact]
    public void A_member_or_owner_that_was_gone_when_users_were_read_is_deleted()
    {
        Plant();
        PrivilegeInventory inventory = Analyze();
        Assert.All((string[])["gone member", "gone owner"], id => Assert.Equal((PrincipalType.Deleted, (bool?)false), (inventory.Find(id)!.Type, inventory.Find(id)!.Enabled)));
        Assert.Equal("Gone member → member of 'admins' → active Global Administrator (tenant)", inventory.Find("gone member")!.ShortestPath);
        Assert.Equal(PrincipalType.User, inventory.Accounts[0].Type);
    }

    [Theory]
    [InlineData(DatasetStatus.Partial)]
    [InlineData(DatasetStatus.NoPermission)]
    public void Where_not_all_users_were_read_it_is_what_the_list_calls_it(DatasetStatus status)
    {
        Plant();
        Snapshot whole = Tenant.Build();
        var builder = new SnapshotBuilder(whole);
        builder.Set(Datasets.Users, new DatasetState { Status = status, Reason = "unread" }, status == DatasetStatus.Partial ? whole.Get(Datasets.Users).Items : []);
        PrivilegedAccount account = PrivilegeAnalyzer.Analyze(builder.Build(whole.Info), PostureSettings.Default).Find("gone member")!;
        Assert.Equal((PrincipalType.User, (bool?)null), (account.Type, account.Enabled));
    }

    [Fact]
    public void Who_is_gone_takes_nobody_over_and_comes_last_in_its_tier()
    {
        string carol = Tenant.User("carol"), app = Tenant.Application("sync");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, carol);
        Tenant.Assign("User Administrator", "00000000-0000-0000-0000-00000000dead");
        Tenant.Eligible(Global, Tenant.User("zoe"));
        PrivilegeInventory inventory = Analyze();
        PrivilegedAccount gone = inventory.Find("00000000-0000-0000-0000-00000000dead")!;
        Assert.Equal((PrincipalType.Deleted, 1), (gone.Type, gone.PathCount));
        Assert.Equal(gone.Id, inventory.Accounts[^1].Id);
    }

    private void Plant()
    {
        string group = Tenant.Group("admins");
        Tenant.Assign(Global, group);
        Tenant.Member(group, Tenant.User("alice"));
        Tenant.GroupMembers.Add(new ObjectLink { ParentId = group, Id = "gone member", ODataType = "#microsoft.graph.user", DisplayName = "Gone member" });
        Tenant.GroupOwners.Add(new ObjectLink { ParentId = group, Id = "gone owner", ODataType = "#microsoft.graph.user", DisplayName = "Gone owner" });
    }
}
