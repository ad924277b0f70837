using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class AzureTests : PrivilegeTest
{
    [Theory]
    [InlineData("Owner", "/", 0)]
    [InlineData("Owner", "root", 0)]
    [InlineData("Owner", "group", 1)]
    [InlineData("Owner", "subscription", 1)]
    [InlineData("Owner", "resources", 2)]
    [InlineData("Owner", "vault", 2)]
    [InlineData("Contributor", "root", 0)]
    [InlineData("Contributor", "subscription", 1)]
    [InlineData("User Access Administrator", "root", 0)]
    [InlineData("Role Based Access Control Administrator", "root", 0)]
    [InlineData("Virtual Machine Contributor", "root", 1)]
    [InlineData("Virtual Machine Contributor", "subscription", 1)]
    [InlineData("Key Vault Administrator", "subscription", 1)]
    [InlineData("Key Vault Administrator", "vault", 2)]
    public void Privileged_roles_are_tiered_by_action_and_scope(string role, string where, int tier)
    {
        string alice = Tenant.User("alice");
        Tenant.AssignAzure(role, alice, Scope(where));
        PrivilegedAccount account = Account(alice);
        Assert.Equal(tier, account.Tier);
        Assert.Equal(Plane.Azure, Assert.Single(account.Paths).Plane);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("root")]
    [InlineData("subscription")]
    public void A_reader_is_not_privileged(string where)
    {
        Tenant.AssignAzure("Reader", Tenant.User("alice"), Scope(where));
        Assert.Empty(Analyze().Accounts);
        Assert.Single(Analyze().Assignments);
    }

    [Theory]
    [InlineData("/", "Azure root")]
    [InlineData("root", "management group 'root'")]
    [InlineData("group", "management group 'landing'")]
    [InlineData("subscription", "subscription 'Production'")]
    [InlineData("resources", "resource group 'rg'")]
    [InlineData("vault", "resource 'kv'")]
    public void Scopes_are_named(string where, string text)
    {
        string alice = Tenant.User("alice");
        Tenant.AssignAzure("Owner", alice, Scope(where));
        Assert.Equal($"alice → active Owner ({text})", Account(alice).ShortestPath);
    }

    [Fact]
    public void User_access_at_the_root_scope_comes_from_elevation()
    {
        string alice = Tenant.User("alice");
        Tenant.AssignAzure("User Access Administrator", alice, "/");
        AccessPath path = Assert.Single(Account(alice).Paths);
        Assert.Equal(PathKind.ElevatedAccess, path.Kind);
        Assert.Equal("alice → active User Access Administrator (Azure root)", path.Text);
    }

    [Fact]
    public void User_access_of_a_group_at_the_root_scope_was_assigned()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("admins");
        Tenant.Member(group, alice).AssignAzure("User Access Administrator", group, "/");
        Assert.Equal(PathKind.GroupMember, Assert.Single(Account(alice).Paths).Kind);
        Assert.Equal(PathKind.Direct, Assert.Single(Analyze().Assignments).Kind);
    }

    [Fact]
    public void Groups_are_expanded_and_conditions_kept()
    {
        string alice = Tenant.User("alice");
        string group = Tenant.Group("platform", roleAssignable: false);
        Tenant.Member(group, alice).AssignAzure("Role Based Access Control Administrator", group, Scope("subscription"), condition: "@Request[…]");
        Assert.Equal("alice → member of 'platform' → active Role Based Access Control Administrator (subscription 'Production') under a condition", Account(alice).ShortestPath);
        Assert.Equal("@Request[…]", Assert.Single(Analyze().Assignments).Condition);
        Assert.Equal("@Request[…]", Assert.Single(Analyze().DerivedAssignments).Condition);
    }

    [Theory]
    [InlineData("Microsoft.Authorization/*/write", "", true)]
    [InlineData("microsoft.authorization/roleassignments/WRITE", "", true)]
    [InlineData("*/write", "", true)]
    [InlineData("*", "Microsoft.Authorization/*/Write", true)]
    [InlineData("Microsoft.Compute/virtualMachines/runCommand/action", "", true)]
    [InlineData("Microsoft.Storage/storageAccounts/listKeys/action", "", true)]
    [InlineData("Microsoft.Storage/*", "Microsoft.Storage/storageAccounts/listKeys/*", false)]
    [InlineData("Microsoft.Authorization/*", "Microsoft.Authorization/*", false)]
    [InlineData("*/read", "", false)]
    [InlineData("Microsoft.Authorization/*/read", "", false)]
    [InlineData("Microsoft.Insights/*", "", false)]
    public void Custom_roles_are_rated_by_wildcards_and_exclusions(string action, string notAction, bool privileged)
    {
        Tenant.AzureRoleDefinitions.Add(BuiltInRoles.Azure(TenantBuilder.Id("custom"), "Custom", [action], notAction.Length == 0 ? [] : [notAction], custom: true));
        Tenant.AssignAzure("Custom", Tenant.User("alice"), Scope("subscription"));
        Assert.Equal(privileged, Analyze().Accounts.Count == 1);
    }

    [Fact]
    public void A_built_in_role_whose_definition_was_not_read_is_known_by_its_id()
    {
        string alice = Tenant.User("alice");
        string bob = Tenant.User("bob");
        Tenant.AssignAzure("Owner", alice, Scope("subscription"));
        Tenant.AssignAzure("Reader", bob, Scope("subscription"));
        Tenant.Unread(Datasets.AzureRoleDefinitions, DatasetStatus.NoPermission);
        Assert.Equal("alice → active Owner (subscription 'Production')", Assert.Single(Analyze().Accounts).ShortestPath);
    }

    [Fact]
    public void A_root_management_group_that_is_not_visible_is_known_by_the_tenants_id()
    {
        string alice = Tenant.User("alice");
        Tenant.AssignAzure("Owner", alice, "/providers/Microsoft.Management/managementGroups/" + Tenant.TenantId);
        Assert.Equal(0, Account(alice).Tier);
    }

    private string Scope(string where)
    {
        string root = Tenant.ManagementGroup("root");
        string group = Tenant.ManagementGroup("landing", root);
        string subscription = Tenant.Subscription("Production", group);
        return where switch
        {
            "root" => root,
            "group" => group,
            "subscription" => subscription,
            "resources" => subscription + "/resourceGroups/rg",
            "vault" => subscription + "/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv",
            _ => where,
        };
    }
}
