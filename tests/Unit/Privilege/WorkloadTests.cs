using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class WorkloadTests : PrivilegeTest
{
    private const string Exchange = "00000002-0000-0ff1-ce00-000000000000";

    [Theory]
    [InlineData("RoleManagement.ReadWrite.Directory")]
    [InlineData("AppRoleAssignment.ReadWrite.All")]
    [InlineData("Application.ReadWrite.All")]
    [InlineData("PrivilegedAccess.ReadWrite.AzureADGroup")]
    [InlineData("PrivilegedAccess.ReadWrite.AzureAD")]
    [InlineData("PrivilegedAccess.ReadWrite.AzureResources")]
    [InlineData("UserAuthenticationMethod.ReadWrite.All")]
    [InlineData("Directory.ReadWrite.All")]
    [InlineData("Group.ReadWrite.All")]
    [InlineData("Policy.ReadWrite.ConditionalAccess")]
    [InlineData("Domain.ReadWrite.All")]
    [InlineData("UserAuthMethod-TAP.ReadWrite.All")]
    public void A_takeover_permission_makes_an_account(string permission)
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, permission);
        PrivilegedAccount account = Account(app);
        Assert.Equal((0, PrincipalType.ServicePrincipal), (account.Tier, account.Type));
        Assert.Equal(TenantBuilder.Id("app:sync"), account.UserPrincipalName);
        Assert.Equal($"sync → application permission {permission} (Microsoft Graph)", account.ShortestPath);
        Assert.Equal(PathKind.AppPermission, account.Paths[0].Kind);
        Assert.Equal(Now.AddYears(-1), account.CreatedDateTime);
    }

    [Theory]
    [InlineData("User.Read.All")]
    [InlineData("Directory.Read.All")]
    [InlineData("AuditLog.Read.All")]
    [InlineData("Mail.Read")]
    public void A_lesser_permission_does_not(string permission)
    {
        Tenant.Grant(Tenant.Application("reader"), permission);
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void Permissions_are_matched_by_name_whatever_their_id()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory");
        Tenant.ResourceServicePrincipals[0] = Tenant.ResourceServicePrincipals[0] with { AppRoles = [Tenant.ResourceServicePrincipals[0].AppRoles![0] with { Id = "another-cloud" }] };
        Tenant.AppRoleAssignments[0] = Tenant.AppRoleAssignments[0] with { AppRoleId = "another-cloud" };
        Assert.Equal(0, Account(app).Tier);
    }

    [Fact]
    public void Full_access_to_every_mailbox_is_a_takeover_and_of_Exchange_alone()
    {
        string app = Tenant.Application("journal");
        string other = Tenant.Application("other");
        Tenant.Grant(app, "full_access_as_app", Exchange, "Office 365 Exchange Online");
        Tenant.Grant(other, "full_access_as_app", TenantBuilder.Id("app:own api"), "Own API");
        AssertAccounts("journal");
        Assert.Equal("journal → application permission full_access_as_app (Office 365 Exchange Online)", Account(app).ShortestPath);
    }

    [Fact]
    public void A_permission_of_the_same_name_of_an_own_API_gives_nothing()
    {
        Tenant.Grant(Tenant.Application("client"), "Application.ReadWrite.All", TenantBuilder.Id("app:own api"), "Own API");
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void A_grant_whose_resource_was_not_read_is_known_by_the_id()
    {
        string app = Tenant.Application("sync");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory");
        Tenant.Unread(Datasets.ResourceServicePrincipals, DatasetStatus.NoPermission);
        Assert.Equal("sync → application permission RoleManagement.ReadWrite.Directory (Microsoft Graph)", Account(app).ShortestPath);
    }

    [Fact]
    public void A_permission_added_in_settings_counts()
    {
        string app = Tenant.Application("mailer");
        Tenant.Grant(app, "Mail.Read");
        Assert.Equal(1, Analyze(new PostureSettings { AdditionalRoles = [new AdditionalRole { RoleDefinitionId = "Mail.Read" }] }).Find(app)!.Tier);
    }

    [Fact]
    public void A_managed_identity_is_told_apart()
    {
        string identity = Tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity", AlternativeNames = ["isExplicit=False", "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"] });
        Tenant.AssignAzure("Owner", identity, Tenant.Subscription("Production"));
        Assert.Equal(PrincipalType.ManagedIdentity, Account(identity).Type);
    }

    [Fact]
    public void A_disabled_principal_stays_an_account()
    {
        string alice = Tenant.User("alice", u => u with { AccountEnabled = false });
        string app = Tenant.ServicePrincipal("old", s => s with { AccountEnabled = false });
        Tenant.Assign(Global, alice);
        Tenant.Assign(Global, app);
        Assert.All(Analyze().Accounts, a => Assert.False(a.Enabled));
        Assert.Equal(2, Analyze().Accounts.Count);
    }

    [Fact]
    public void Guests_and_invited_members_are_guests()
    {
        string guest = Tenant.Guest("gina");
        string member = Tenant.Guest("mona", u => u with { UserType = "Member" });
        string invited = Tenant.User("ivan", u => u with { CreationType = "Invitation" });
        foreach (string id in new[] { guest, member, invited })
        {
            Tenant.Assign(Global, id);
        }

        Assert.All(Analyze().Accounts, a => Assert.Equal(PrincipalType.Guest, a.Type));
    }

    [Fact]
    public void An_id_that_does_not_resolve_is_deleted()
    {
        string gone = TenantBuilder.Id("gone");
        Tenant.Assign(Global, gone);
        PrivilegedAccount account = Account(gone);
        Assert.Equal((PrincipalType.Deleted, gone, false), (account.Type, account.DisplayName, account.Enabled));
    }

    [Fact]
    public void An_id_is_unknown_where_principals_were_not_read()
    {
        string gone = TenantBuilder.Id("gone");
        Tenant.Assign(Global, gone);
        Tenant.Unread(Datasets.Principals, DatasetStatus.NoPermission);
        PrivilegedAccount account = Account(gone);
        Assert.Equal(PrincipalType.Unknown, account.Type);
        Assert.Null(account.Enabled);
        Assert.Equal("NoPermission: principals needs Directory.Read.All", account.Completeness);
    }

    [Fact]
    public void A_deleted_object_that_still_answers_is_deleted()
    {
        string gone = TenantBuilder.Id("gone");
        Tenant.OtherPrincipals.Add(new DirectoryObject { Id = gone, ODataType = "#microsoft.graph.user", DisplayName = "gone", DeletedDateTime = Now.AddDays(-3) });
        Tenant.Assign(Global, gone);
        Assert.Equal((PrincipalType.Deleted, "gone"), (Account(gone).Type, Account(gone).DisplayName));
    }

    [Fact]
    public void An_agent_identity_is_told_apart()
    {
        string agent = TenantBuilder.Id("agent");
        Tenant.OtherPrincipals.Add(new DirectoryObject { Id = agent, ODataType = "#microsoft.graph.agentIdentity", DisplayName = "agent" });
        Tenant.Assign(Global, agent);
        Assert.Equal(PrincipalType.AgentIdentity, Account(agent).Type);
    }
}
