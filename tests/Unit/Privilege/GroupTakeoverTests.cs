using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

/// <summary>Roles that change members of groups which are not role-assignable, towards groups that hold roles in Azure.</summary>
public sealed class GroupTakeoverTests : PrivilegeTest
{
    [Theory]
    [InlineData("Groups Administrator", "security", true)]
    [InlineData("Groups Administrator", "unified", true)]
    [InlineData("Knowledge Administrator", "security", true)]
    [InlineData("Knowledge Administrator", "unified", false)]
    [InlineData("Windows 365 Administrator", "security", true)]
    [InlineData("Teams Administrator", "unified", true)]
    [InlineData("Teams Administrator", "security", false)]
    [InlineData("Helpdesk Administrator", "security", false)]
    [InlineData("Reports Reader", "security", false)]
    [InlineData("Groups Administrator", "role-assignable", false)]
    [InlineData("Groups Administrator", "synchronised", false)]
    [InlineData("Groups Administrator", "restricted", false)]
    public void Who_may_add_members_comes_to_what_the_group_holds(string role, string kind, bool reaches)
    {
        string alice = Tenant.User("alice");
        Owners(kind);
        Tenant.Assign(role, alice);
        Assert.Equal(reaches, Joins(alice).Any());
        if (reaches)
        {
            AccessPath path = Joins(alice).Single();
            Assert.Equal($"alice → active {role} (tenant) → may add members to 'owners' → active Owner (subscription 'Production')", path.Text);
            Assert.Equal((1, Plane.Azure, PathState.Active, 3), (path.Tier, path.Plane, path.State, path.Length));
            Assert.Equal(1, Account(alice).Tier);
        }
    }

    [Theory]
    [InlineData("Knowledge Administrator")]
    [InlineData("Teams Administrator")]
    public void A_role_without_privilege_is_none_where_no_group_can_be_taken_over(string role)
    {
        Tenant.Assign(role, Tenant.User("alice"));
        Owners("role-assignable");
        AssertAccounts();
        Assert.DoesNotContain(Analyze().Graph.Nodes, n => n.Name.StartsWith(role, StringComparison.Ordinal));
    }

    [Fact]
    public void An_eligible_role_through_a_group_reaches_too()
    {
        string alice = Tenant.User("alice"), stewards = Tenant.Group("stewards");
        Owners("security");
        Tenant.Eligible("Knowledge Manager", stewards);
        Tenant.Member(stewards, alice);
        Assert.Equal("alice → member of 'stewards' → eligible Knowledge Manager (tenant) → may add members to 'owners' → active Owner (subscription 'Production')", Account(alice).ShortestPath);
        Assert.Equal((PathState.Eligible, PathKind.GroupOwner), (Account(alice).Paths.Single().State, Account(alice).Paths.Single().Kind));
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, false, false)]
    [InlineData(true, true, true)]
    public void In_a_unit_its_groups_are_reached(bool member, bool restricted, bool reaches)
    {
        string alice = Tenant.User("alice"), group = Owners(restricted ? "restricted" : "security");
        string unit = Tenant.AdministrativeUnit("unit", restricted, member ? group : Tenant.Group("other", roleAssignable: false));
        Tenant.Assign("Groups Administrator", alice, "/administrativeUnits/" + unit);
        Assert.Equal(reaches, Joins(alice).Any());
    }

    [Theory]
    [InlineData("microsoft.directory/groups/members/update", "security", true)]
    [InlineData("microsoft.directory/groups.security.assignedMembership/members/update", "security", true)]
    [InlineData("microsoft.directory/groups.unified/members/update", "security", false)]
    [InlineData("microsoft.directory/groups/basic/update", "security", false)]
    [InlineData("microsoft.directory/groupsAssignableToRoles/members/update", "security", false)]
    public void Custom_roles_reach_by_their_actions(string action, string kind, bool reaches)
    {
        string alice = Tenant.User("alice"), bob = Tenant.User("bob"), carol = Tenant.User("carol"), group = Owners(kind);
        Tenant.RoleDefinitions.Add(new RoleDefinition { Id = "custom", TemplateId = "custom", DisplayName = "Steward", IsBuiltIn = false, RolePermissions = [new RolePermission { AllowedResourceActions = [action] }] });
        Tenant.Assign("Steward", alice);
        Tenant.Assign("Steward", bob, "/" + group);
        Tenant.Assign("Steward", carol, "/" + Tenant.Group("other", roleAssignable: false));
        Assert.Equal((reaches, reaches, false), (Joins(alice).Any(), Joins(bob).Any(p => p.Tier < 2), Joins(carol).Any()));
    }

    [Theory]
    [InlineData("Group.ReadWrite.All", "/", true)]
    [InlineData("GroupMember.ReadWrite.All", "/", true)]
    [InlineData("RoleManagement.ReadWrite.Directory", "/", false)]
    public void An_application_that_may_write_groups_reaches_those_of_its_tier(string permission, string scope, bool reaches)
    {
        string app = Tenant.Application("sync"), group = Tenant.Group("root", roleAssignable: false);
        Tenant.AssignAzure("User Access Administrator", group, scope);
        Tenant.Grant(app, permission);
        Assert.Equal(reaches, Joins(app).Any());
    }

    [Fact]
    public void A_delegated_permission_reaches_no_further_than_its_user()
    {
        string app = Tenant.Application("portal"), group = Tenant.Group("root", roleAssignable: false);
        Tenant.AssignAzure("User Access Administrator", group, "/");
        Tenant.Delegate(app, "Group.ReadWrite.All");
        Assert.Empty(Joins(app));
    }

    [Fact]
    public void A_weaker_group_gives_nothing_that_the_role_lacks()
    {
        string alice = Tenant.User("alice");
        Owners("security");
        Tenant.Assign("User Administrator", alice);
        Assert.Empty(Joins(alice));
    }

    [Fact]
    public void The_graph_has_an_edge_from_the_role_to_the_group()
    {
        string group = Owners("security");
        Tenant.Assign("Groups Administrator", Tenant.User("alice"));
        PrivilegeGraph graph = Analyze().Graph;
        GraphEdge edge = Assert.Single(graph.Edges, e => e.Label == "may add members to");
        Assert.Equal((group, PathKind.GroupOwner), (edge.Target, edge.Kind));
        Assert.StartsWith("Groups Administrator", graph.Nodes.Single(n => n.Id == edge.Source).Name, StringComparison.Ordinal);
    }

    private string Owners(string kind)
    {
        string group = Tenant.Group("owners", roleAssignable: kind == "role-assignable", g => kind switch
        {
            "unified" => g with { GroupTypes = ["Unified"], MailEnabled = true },
            "synchronised" => g with { OnPremisesSyncEnabled = true },
            "restricted" => g with { IsManagementRestricted = true },
            _ => g,
        });
        Tenant.AssignAzure("Owner", group, Tenant.Subscription("Production"));
        return group;
    }

    private IEnumerable<AccessPath> Joins(string id) => Analyze().Find(id)?.Paths.Where(p => p.Kind == PathKind.GroupOwner) ?? [];
}
