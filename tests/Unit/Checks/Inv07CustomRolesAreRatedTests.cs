using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Inv07CustomRolesAreRatedTests() : CheckTest("INV-07")
{
    [Fact]
    public void A_role_that_adds_credentials_fails_while_it_stands_and_warns_while_it_is_eligible()
    {
        string standing = Custom("Rotator", "microsoft.directory/applications/credentials/update"), eligible = Custom("Granter", "microsoft.directory/roleAssignments/allProperties/allTasks");
        Tenant.Assign("Rotator", Tenant.User("Alice"));
        Tenant.Eligible("Granter", Tenant.User("Bob"));
        Expect(standing, Outcome.Fail, "1 assignment of it stands:");
        Expect(eligible, Outcome.Warning);
    }

    [Fact]
    public void Several_assignments_are_counted()
    {
        string role = Custom("Rotator", "microsoft.directory/applications/credentials/update");
        Tenant.Assign("Rotator", Tenant.User("Alice"));
        Tenant.Assign("Rotator", Tenant.User("Bob"));
        Expect(role, Outcome.Fail, "2 assignments of it stand:");
    }

    [Theory]
    [InlineData("microsoft.directory/applications/standard/read")]
    [InlineData("microsoft.directory/groups/members/update")]
    public void A_role_that_reads_or_manages_less_passes(string action)
    {
        string role = Custom("Lesser", action);
        Tenant.Assign("Lesser", Tenant.User("Alice"));
        Expect(role, Outcome.Pass);
    }

    [Fact]
    public void Built_in_roles_are_no_subject()
    {
        Tenant.Assign(GlobalAdministrator, Tenant.User("Alice"));
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    private string Custom(string name, string action)
    {
        string id = TenantBuilder.Id("role:" + name);
        Tenant.RoleDefinitions.Add(new RoleDefinition { Id = id, TemplateId = id, DisplayName = name, IsBuiltIn = false, RolePermissions = [new RolePermission { AllowedResourceActions = [action] }] });
        return id;
    }
}
