using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

/// <summary>What is over, not yet begun, switched off or gone is shown as what it is.</summary>
public sealed class StateTests : PrivilegeTest
{
    private const string Permission = "RoleManagement.ReadWrite.Directory";

    [Fact]
    public void An_eligibility_that_has_expired_gives_nothing_wherever_it_stands()
    {
        DateTimeOffset ended = Now.AddMinutes(-1);
        string group = Tenant.Group("Admins"), alice = Tenant.User("alice");
        Tenant.Assign(Global, group);
        Tenant.Eligible(Global, alice, end: ended);
        Tenant.EligibleInGroup(group, alice, end: ended).EligibleInGroup(group, alice, owner: true, end: ended);
        Tenant.EligibleAzure("Owner", alice, Tenant.Subscription("Production"), end: ended);
        Assert.Empty(Analyze().Accounts);
        Assert.DoesNotContain(Analyze().Assignments, a => a.PrincipalId == alice);
    }

    [Fact]
    public void One_that_ends_in_a_minute_still_counts()
    {
        string alice = Tenant.User("alice");
        Tenant.Eligible(Global, alice, end: Now.AddMinutes(1));
        Assert.Equal((true, false), (Account(alice).Eligible, Account(alice).Standing));
    }

    [Fact]
    public void A_disabled_account_keeps_its_paths_and_is_shown_as_disabled()
    {
        string dan = Tenant.User("dan", u => u with { AccountEnabled = false }), off = Tenant.ServicePrincipal("off", s => s with { AccountEnabled = false }), blocked = Tenant.ServicePrincipal("blocked", s => s with { IsDisabled = true });
        Tenant.Assign(Global, dan);
        Tenant.Assign(Global, off);
        Tenant.Assign(Global, blocked);
        Assert.All((string[])[dan, off, blocked], id => Assert.Equal((false, true, 0), (Account(id).Enabled, Account(id).Standing, Account(id).Tier)));
    }

    [Fact]
    public void A_deleted_principal_is_shown_as_deleted_by_its_name_where_the_recycle_bin_has_it()
    {
        string restorable = TenantBuilder.Id("restorable"), gone = TenantBuilder.Id("gone");
        Tenant.Assign(Global, restorable);
        Tenant.Assign(Global, gone);
        Tenant.DeletedPrincipals.Add(new DirectoryObject { Id = restorable, ODataType = "#microsoft.graph.user", DisplayName = "Dan", DeletedDateTime = Now.AddDays(-2) });
        Assert.Equal((PrincipalType.Deleted, "Dan", false), (Account(restorable).Type, Account(restorable).DisplayName, Account(restorable).Enabled));
        Assert.Equal((PrincipalType.Deleted, gone, false), (Account(gone).Type, Account(gone).DisplayName, Account(gone).Enabled));
    }

    [Fact]
    public void A_deleted_member_of_a_group_in_PIM_is_deleted_too()
    {
        string group = Tenant.Group("Admins"), gone = TenantBuilder.Id("gone");
        Tenant.Assign(Global, group);
        Tenant.EligibleInGroup(group, gone);
        Assert.Equal(PrincipalType.Deleted, Account(gone).Type);
    }

    [Fact]
    public void A_revoked_grant_gives_nothing_and_an_owner_of_its_holder_neither()
    {
        string app = Tenant.Application("sync"), alice = Tenant.User("alice");
        Tenant.Grant(app, Permission).Delegate(app, Permission).ApplicationOwner(app, alice);
        Assert.Equal(2, Analyze().Accounts.Count);
        Tenant.AppRoleAssignments.Clear();
        Tenant.PermissionGrants.Clear();
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void A_grant_for_one_user_is_none_for_all()
    {
        string app = Tenant.Application("sync");
        Tenant.Delegate(app, Permission, userId: Tenant.User("alice"));
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void What_starts_next_week_is_shown_with_its_date_and_does_not_stand()
    {
        DateTimeOffset start = Now.AddDays(7);
        string direct = Tenant.User("direct"), eligible = Tenant.User("eligible"), member = Tenant.User("member"), azure = Tenant.User("azure"), group = Tenant.Group("Admins");
        Tenant.Assign(Global, group);
        Tenant.Assign(Global, direct, start: start);
        Tenant.RoleAssignments.RemoveAll(a => a.PrincipalId == direct);
        Tenant.Eligible(Global, eligible, start: start);
        Tenant.EligibleInGroup(group, member, start: start);
        Tenant.ActiveAzure("Owner", azure, Tenant.Subscription("Production"), start: start);
        Tenant.AzureRoleAssignments.Clear();
        Assert.All((string[])[direct, eligible, member, azure], id =>
        {
            PrivilegedAccount account = Account(id);
            AccessPath path = Assert.Single(account.Paths);
            Assert.Equal((true, start, false, false), (path.NotYetStarted, path.StartDateTime, path.Standing, account.Standing));
            Assert.Contains("from 2026-11-09", path.Text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Steps_that_are_never_in_force_together_are_no_path()
    {
        string group = Tenant.Group("Admins"), alice = Tenant.User("alice");
        Tenant.Eligible(Global, group, start: Now.AddDays(-5), end: Now.AddDays(5));
        Tenant.EligibleInGroup(group, alice, start: Now.AddDays(6), end: Now.AddDays(60));
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void Resets_of_a_disabled_or_deleted_account_are_told_by_its_state()
    {
        string helen = Tenant.User("helen"), app = Tenant.Application("sync"), dan = Tenant.User("dan", u => u with { AccountEnabled = false }), gone = TenantBuilder.Id("gone");
        Tenant.Grant(app, Permission).ApplicationOwner(app, dan, gone).Assign(Helpdesk, helen);
        AccessPath reset = Account(helen).Paths.Single(p => p.Kind == PathKind.CredentialReset);
        Assert.StartsWith("helen → active Helpdesk Administrator (tenant) → may reset the credentials of 'dan'", reset.Text, StringComparison.Ordinal);
        Assert.False(Account(dan).Enabled);
    }

    public static TheoryData<string> Sources() => [.. Core.Checks.PrivilegeNeeds.Paths.Select(n => n.Dataset.Name)];

    /// <summary>From both sides, of every list that can add a path: read, it says nothing; not read, every object says so.</summary>
    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_list_that_can_add_a_path_is_named_on_every_object_when_it_was_not_read(string dataset)
    {
        DatasetDefinition definition = Datasets.Find(dataset)!;
        string alice = Tenant.User("alice");
        Tenant.Eligible(Global, alice);
        Tenant.Assign(Global, Tenant.User("bob"));
        Tenant.Grant(Tenant.Application("sync"), Permission);
        Tenant.AssignAzure("Owner", Tenant.User("carol"), Tenant.Subscription("Production"));
        Assert.Equal("Complete", Assert.Single(Analyze().Accounts.Select(a => a.Completeness).Distinct()));
        Tenant.Unread(definition, DatasetStatus.Failed, reason: "503");
        PrivilegeInventory inventory = Analyze();
        Assert.NotEmpty(inventory.Accounts);
        Assert.All(inventory.Accounts, a => Assert.Equal($"Failed: {dataset} (503)", a.Completeness));
        Assert.Equal($"Failed: {dataset} (503)", inventory.Graph.Completeness);
    }
}
