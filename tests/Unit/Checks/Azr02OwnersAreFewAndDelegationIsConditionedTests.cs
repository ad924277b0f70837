using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Azr02OwnersAreFewAndDelegationIsConditionedTests : CheckTest
{
    private const string Condition = "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7}))";

    private readonly string root, production;

    public Azr02OwnersAreFewAndDelegationIsConditionedTests()
        : base("AZR-02")
    {
        root = Tenant.ManagementGroup(Tenant.TenantId);
        production = Tenant.Subscription("Production", root);
    }

    [Theory]
    [InlineData(0, Outcome.Fail)]
    [InlineData(1, Outcome.Fail)]
    [InlineData(2, Outcome.Pass)]
    [InlineData(3, Outcome.Pass)]
    [InlineData(4, Outcome.Fail)]
    public void Two_or_three_owners_pass(int owners, Outcome outcome)
    {
        Own(owners);
        Expect(production, outcome);
    }

    [Fact]
    public void An_owner_through_a_group_counts_and_one_person_counts_once()
    {
        string group = Tenant.Group("Owners", roleAssignable: false), alice = Tenant.User("Alice");
        Tenant.Member(group, alice, Tenant.User("Bob"));
        Tenant.AssignAzure("Owner", group, production);
        Tenant.AssignAzure("Owner", alice, production);
        Expect(production, Outcome.Pass, "2 people");
    }

    [Fact]
    public void Owners_of_the_management_group_and_of_the_root_count()
    {
        Own(2);
        Tenant.AssignAzure("Owner", Tenant.User("Above"), root);
        Tenant.AssignAzure("Owner", Tenant.User("Root"), "/");
        Expect(production, Outcome.Fail, "4 people");
    }

    [Fact]
    public void Owners_of_another_subscription_or_of_a_resource_group_do_not()
    {
        Own(3);
        Tenant.AssignAzure("Owner", Tenant.User("Elsewhere"), Tenant.Subscription("Test", root));
        Tenant.AssignAzure("Owner", Tenant.User("Below"), production + "/resourceGroups/web");
        Expect(production, Outcome.Pass);
    }

    [Fact]
    public void Service_principals_and_contributors_are_no_owners_that_count()
    {
        Own(3);
        Tenant.AssignAzure("Owner", Tenant.ServicePrincipal("deploy"), production);
        Tenant.AssignAzure("Contributor", Tenant.User("Contributor"), production);
        Expect(production, Outcome.Pass, "3 people");
    }

    [Fact]
    public void A_custom_role_with_every_action_is_an_owner()
    {
        Own(3);
        Tenant.AzureRoleDefinitions.Add(BuiltInRoles.Azure(TenantBuilder.Id("custom"), "Platform", ["*"], custom: true));
        Tenant.AssignAzure("Platform", Tenant.User("Custom"), production);
        Expect(production, Outcome.Fail, "4 people");
    }

    [Theory]
    [InlineData("User Access Administrator")]
    [InlineData("Role Based Access Control Administrator")]
    public void Delegation_without_a_condition_fails(string role)
    {
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure(role, alice, production);
        Expect(alice, Outcome.Fail, "no condition");
    }

    [Fact]
    public void Delegation_within_a_condition_passes()
    {
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure("Role Based Access Control Administrator", alice, root, Condition);
        Expect(alice, Outcome.Pass, "within a condition");
    }

    [Fact]
    public void A_condition_about_something_else_fails()
    {
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure("User Access Administrator", alice, root, "(@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'x')");
        Expect(alice, Outcome.Fail, "says nothing of role assignments");
    }

    [Fact]
    public void Delegation_of_one_resource_group_is_left_alone()
    {
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure("User Access Administrator", alice, production + "/resourceGroups/web");
        Assert.DoesNotContain(Run(), f => f.SubjectId == alice);
    }

    [Fact]
    public void An_account_that_sees_no_subscription_proves_nothing()
    {
        Tenant.AzureSubscriptions.Clear();
        Tenant.ManagementGroups.Clear();
        Assert.StartsWith("Partial: azureSubscriptions lists only", Assert.Single(Run(), f => f.Outcome == Outcome.NotAssessed).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Too_few_owners_are_not_claimed_when_groups_were_not_read()
    {
        Own(1);
        Tenant.Unread(Datasets.GroupMembers, DatasetStatus.NoPermission);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    private void Own(int people)
    {
        for (int i = 0; i < people; i++)
        {
            Tenant.AssignAzure("Owner", Tenant.User($"Owner {i}"), production);
        }
    }

    [Theory]
    [InlineData("@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7, 8e3af657-a8ff-443c-a75c-2fe8c4bcb635}", "roles that assign roles in turn")]
    [InlineData("@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAllValues:GuidNotEquals {8e3af657-a8ff-443c-a75c-2fe8c4bcb635, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9}", "roles that assign roles in turn")]
    [InlineData("@Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}", "does not say which roles")]
    [InlineData("@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAllValues:GuidNotEquals {8e3af657-a8ff-443c-a75c-2fe8c4bcb635, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9, F58310D9-a9f6-439a-9e8d-f62e7b41a168}", null)]
    [InlineData("@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7} OR @Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEqualsIgnoreCase 'User'", "roles that assign roles in turn")]
    [InlineData("NOT @Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7}", "roles that assign roles in turn")]
    [InlineData("@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidNotEquals {8e3af657-a8ff-443c-a75c-2fe8c4bcb635, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9, f58310d9-a9f6-439a-9e8d-f62e7b41a168}", "roles that assign roles in turn")]
    [InlineData("@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7} AND @Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'User'}", null)]
    public void A_condition_must_keep_roles_that_assign_roles_out(string limit, string? lack)
    {
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure("Role Based Access Control Administrator", alice, root, $"((!(ActionMatches{{'Microsoft.Authorization/roleAssignments/write'}})) OR ({limit}))");
        Expect(alice, lack is null ? Outcome.Pass : Outcome.Fail, lack ?? "within a condition");
    }

    [Theory]
    [InlineData("ForAnyOfAllValues:GuidNotEquals {8e3af657-a8ff-443c-a75c-2fe8c4bcb635, 18d7d88d-d35e-4fb5-a5c3-7773c20a72d9, f58310d9-a9f6-439a-9e8d-f62e7b41a168}", false)]
    [InlineData("ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7}", true)]
    public void Who_may_write_roles_gives_the_role_that_he_wrote(string limit, bool bound)
    {
        string alice = Tenant.User("Alice"), bob = Tenant.User("Bob");
        string condition = $"((!(ActionMatches{{'Microsoft.Authorization/roleAssignments/write'}})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] {limit}))";
        Tenant.AssignAzure("User Access Administrator", alice, root, condition);
        Tenant.AssignAzure("Role Based Access Control Administrator", bob, root, condition);
        Expect(alice, bound ? Outcome.Pass : Outcome.Fail, bound ? "within a condition" : "the role allows to write them");
        Expect(bob, Outcome.Pass);
    }

    [Fact]
    public void A_condition_that_cannot_be_read_is_not_assessed()
    {
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure("Role Based Access Control Administrator", alice, root, "@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] GuidEquals {");
        Expect(alice, Outcome.NotAssessed, "written in a way");
    }

    [Fact]
    public void A_built_in_role_is_bound_by_its_own_condition()
    {
        Define(Condition);
        string alice = Tenant.User("Alice");
        Tenant.AssignAzure("Key Vault Data Access Administrator", alice, root);
        Expect(alice, Outcome.Pass, "within a condition");
    }

    [Fact]
    public void A_built_in_role_whose_own_condition_cannot_be_read_is_not_assessed_unless_the_assignments_bounds_it()
    {
        Define("@Request[");
        string alice = Tenant.User("Alice"), bob = Tenant.User("Bob");
        Tenant.AssignAzure("Key Vault Data Access Administrator", alice, root);
        Tenant.AssignAzure("Key Vault Data Access Administrator", bob, root, Condition);
        Expect(alice, Outcome.NotAssessed, "written in a way");
        Expect(bob, Outcome.Pass);
    }

    [Fact]
    public void A_built_in_role_whose_condition_the_service_does_not_tell_is_not_assessed()
    {
        Define(null);
        string alice = Tenant.User("Alice"), bob = Tenant.User("Bob");
        Tenant.AssignAzure("Key Vault Data Access Administrator", alice, root);
        Expect(alice, Outcome.NotAssessed, "does not tell the conditions");
        Tenant.AssignAzure("Key Vault Data Access Administrator", bob, root, Condition);
        Expect(bob, Outcome.Pass);
    }

    [Fact]
    public void A_built_in_role_without_a_condition_among_others_that_have_one_is_unbound()
    {
        Define(Condition);
        Tenant.AzureRoleDefinitions.Add(BuiltInRoles.Azure(TenantBuilder.Id("DevCenter Owner"), "DevCenter Owner", ["Microsoft.Authorization/roleAssignments/write"]));
        string alice = Tenant.User("Alice"), bob = Tenant.User("Bob");
        Tenant.AssignAzure("DevCenter Owner", alice, root);
        Tenant.AssignAzure("Role Based Access Control Administrator", bob, root, Condition.Replace("acdd72a7-3385-48ef-bd42-f606fba81ae7", TenantBuilder.Id("DevCenter Owner"), StringComparison.Ordinal));
        Expect(alice, Outcome.Fail, "no condition");
        Expect(bob, Outcome.Fail, "roles that assign roles in turn");
    }

    private void Define(string? condition)
    {
        AzureRoleDefinition role = BuiltInRoles.Azure("8b54135c-b56d-4d72-a534-26097cfdc8d8", "Key Vault Data Access Administrator", ["Microsoft.Authorization/roleAssignments/write"]);
        Tenant.AzureRoleDefinitions.Add(role with { Properties = role.Properties! with { Permissions = [role.Properties.Permissions![0] with { Condition = condition }] } });
    }

    [Theory]
    [InlineData(3, Outcome.NotAssessed)]
    [InlineData(4, Outcome.Fail)]
    public void Owners_above_are_unknown_where_the_management_group_was_not_told(int owners, Outcome outcome)
    {
        Own(owners);
        Tenant.ManagementGroups.RemoveAll(g => g.Id == root);
        Expect(production, outcome);
        Tenant.ManagementGroups.RemoveAll(g => g.Id == production);
        Expect(production, outcome);
    }
}
