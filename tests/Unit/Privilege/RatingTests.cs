using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class RatingTests : PrivilegeTest
{
    [Theory]
    [InlineData("microsoft.directory/roleAssignments/allProperties/allTasks", 0)]
    [InlineData("microsoft.directory/applications/credentials/update", 0)]
    [InlineData("microsoft.directory/applications.myOrganization/credentials/update", 0)]
    [InlineData("Microsoft.Directory/servicePrincipals/Credentials/update", 0)]
    [InlineData("microsoft.directory/users/password/update", 0)]
    [InlineData("microsoft.directory/users/authenticationMethods/create", 0)]
    [InlineData("microsoft.directory/conditionalAccessPolicies/basic/update", 0)]
    [InlineData("microsoft.directory/domains/federation/update", 0)]
    [InlineData("microsoft.directory/groupsAssignableToRoles/assignedLabels/update", 0)]
    [InlineData("microsoft.directory/groups/members/update", 1)]
    [InlineData("microsoft.directory/users/basic/update", 1)]
    public void A_custom_role_is_rated_by_its_actions(string action, int tier)
    {
        string alice = Custom([action]);
        Assert.Equal(tier, Account(alice).Tier);
    }

    [Theory]
    [InlineData("microsoft.directory/roleAssignments/standard/read")]
    [InlineData("microsoft.directory/users/authenticationMethods/standard/restrictedRead")]
    [InlineData("microsoft.directory/auditLogs/allProperties/read")]
    [InlineData("microsoft.office365.messageCenter/messages/read")]
    public void A_custom_role_that_reads_is_not_privileged(string action)
    {
        Custom([action]);
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void Excluded_actions_and_actions_on_own_objects_do_not_count()
    {
        Custom(["microsoft.directory/applications/credentials/update"], new RolePermission { AllowedResourceActions = ["microsoft.directory/users/password/update"], Condition = "$ResourceIsSelf" }, excluded: ["microsoft.directory/applications/credentials/update"]);
        Assert.Empty(Analyze().Accounts);
    }

    [Fact]
    public void A_built_in_role_newer_than_the_table_is_rated_by_its_actions()
    {
        string alice = Custom(["microsoft.directory/conditionalAccessPolicies/create"]);
        Tenant.RoleDefinitions[^1] = Tenant.RoleDefinitions[^1] with { IsBuiltIn = true };
        Assert.Equal(0, Account(alice).Tier);
    }

    [Theory]
    [InlineData(DatasetStatus.NoPermission, "NoPermission: groupMembers needs GroupMember.Read.All")]
    [InlineData(DatasetStatus.Failed, "Failed: groupMembers")]
    [InlineData(DatasetStatus.NotCollected, "NotCollected: groupMembers")]
    public void What_was_not_read_is_named(DatasetStatus status, string expected)
    {
        string alice = Tenant.User("alice");
        Tenant.Assign(Global, alice);
        Tenant.Unread(Datasets.GroupMembers, status);
        Assert.Equal(expected, Analyze().Completeness);
        Assert.Equal(expected, Account(alice).Completeness);
        Assert.Equal(expected, Analyze().Assignments[0].Completeness);
    }

    [Fact]
    public void Without_a_licence_for_PIM_the_inventory_is_complete()
    {
        Tenant.Unread(Datasets.RoleAssignmentScheduleInstances, DatasetStatus.NotLicensed).Unread(Datasets.RoleEligibilityScheduleInstances, DatasetStatus.NotLicensed);
        Assert.Equal("Complete", Analyze().Completeness);
    }

    [Fact]
    public void Datasets_that_add_no_path_leave_it_complete()
    {
        Tenant.Unread(Datasets.ConditionalAccessPolicies, DatasetStatus.Failed).Unread(Datasets.SignInActivity, DatasetStatus.NotLicensed);
        Assert.Equal("Complete", Analyze().Completeness);
    }

    private string Custom(IReadOnlyList<string> actions, RolePermission? also = null, IReadOnlyList<string>? excluded = null)
    {
        Tenant.RoleDefinitions.Add(new RoleDefinition { Id = TenantBuilder.Id("role:custom"), TemplateId = TenantBuilder.Id("role:custom"), DisplayName = "Custom", IsBuiltIn = false, IsEnabled = true, RolePermissions = [new RolePermission { AllowedResourceActions = actions, ExcludedResourceActions = excluded }, .. also is null ? Array.Empty<RolePermission>() : [also]] });
        string alice = Tenant.User("alice");
        Tenant.Assign("Custom", alice);
        return alice;
    }
}
