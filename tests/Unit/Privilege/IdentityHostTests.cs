using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

/// <summary>A privileged user-assigned identity sits on many machines: whoever may write any of them comes to its role.</summary>
public sealed class IdentityHostTests : PrivilegeTest
{
    private readonly string alice, identity, subscription;

    public IdentityHostTests()
    {
        alice = Tenant.User("alice");
        subscription = Tenant.Subscription("Production");
        identity = Tenant.ManagedIdentity("factory", $"{Tenant.Subscription("Identity")}/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/factory", userAssigned: true);
        Tenant.Assign(Global, identity);
    }

    [Theory]
    [InlineData("Virtual Machine Contributor", "build", true)]
    [InlineData("Contributor", "build", true)]
    [InlineData("Reader", "build", false)]
    [InlineData("Virtual Machine Contributor", "web", false)]
    [InlineData("Contributor", "elsewhere", false)]
    public void Whoever_may_write_a_machine_that_carries_the_identity_comes_to_its_role(string role, string group, bool reaches)
    {
        Tenant.Host(Resource("build", "Microsoft.Compute/virtualMachines/agent"), [identity]).Host(Resource("web", "Microsoft.Web/sites/shop"), [identity]).Host(Resource("elsewhere", "Microsoft.Compute/virtualMachines/plain"), []);
        Tenant.AssignAzure(role, alice, $"{subscription}/resourceGroups/{group}");
        Assert.Equal(reaches, Reaches());
        if (reaches)
        {
            Assert.Equal($"alice → active {role} (resource group 'build') → may write the host of managed identity 'factory' → active Global Administrator (tenant)", Account(alice).ShortestPath);
        }
    }

    [Fact]
    public void The_identity_is_matched_by_its_own_id_where_the_principal_is_not_told()
    {
        Tenant.Host(Resource("build", "Microsoft.Compute/virtualMachines/agent"), [identity]);
        Tenant.IdentityHosts[0] = Tenant.IdentityHosts[0] with { Identity = Tenant.IdentityHosts[0].Identity! with { UserAssignedIdentities = Tenant.IdentityHosts[0].Identity!.UserAssignedIdentities!.ToDictionary(a => a.Key.ToUpperInvariant(), a => a.Value with { PrincipalId = null }) } };
        Tenant.AssignAzure("Virtual Machine Contributor", alice, $"{subscription}/resourceGroups/build");
        Assert.True(Reaches());
    }

    [Fact]
    public void A_machine_of_another_identity_leads_nowhere()
    {
        string other = Tenant.ManagedIdentity("other", $"{subscription}/resourceGroups/ids/providers/Microsoft.ManagedIdentity/userAssignedIdentities/other", userAssigned: true);
        Tenant.Host(Resource("build", "Microsoft.Compute/virtualMachines/agent"), [other]);
        Tenant.AssignAzure("Virtual Machine Contributor", alice, $"{subscription}/resourceGroups/build");
        Assert.False(Reaches());
    }

    [Fact]
    public void The_own_identity_of_a_machine_that_was_moved_is_found_where_it_is_now()
    {
        string own = Tenant.ManagedIdentity("vm", Resource("old", "Microsoft.Compute/virtualMachines/vm"));
        Tenant.Grant(own, "RoleManagement.ReadWrite.Directory").Host(Resource("new", "Microsoft.Compute/virtualMachines/vm"), [], own);
        Tenant.AssignAzure("Virtual Machine Contributor", alice, $"{subscription}/resourceGroups/new");
        Assert.True(Reaches());
    }

    [Fact]
    public void Who_may_attach_the_identity_or_trust_in_its_name_needs_no_machine()
    {
        Tenant.AzureRoleDefinitions.Add(BuiltInRoles.Azure(TenantBuilder.Id("operator"), "Managed Identity Operator", ["Microsoft.ManagedIdentity/userAssignedIdentities/*/read", "Microsoft.ManagedIdentity/userAssignedIdentities/*/assign/action"]));
        Tenant.AzureRoleDefinitions.Add(BuiltInRoles.Azure(TenantBuilder.Id("contributor"), "Managed Identity Contributor", ["Microsoft.ManagedIdentity/userAssignedIdentities/*"]));
        Tenant.AssignAzure("Managed Identity Contributor", alice, Tenant.AzureSubscriptions[1].Id);
        Assert.True(Reaches());
    }

    [Theory]
    [InlineData("Azure Kubernetes Service Contributor", "clusters", true)]
    [InlineData("Azure Kubernetes Service Contributor", "MC_clusters_web", false)]
    [InlineData("Virtual Machine Contributor", "MC_clusters_web", true)]
    [InlineData("Virtual Machine Contributor", "clusters", false)]
    [InlineData("Contributor", "clusters", true)]
    [InlineData("Contributor", "others", false)]
    public void Whoever_may_write_a_cluster_comes_to_the_identities_of_its_nodes(string role, string group, bool reaches)
    {
        Tenant.AzureRoleDefinitions.Add(BuiltInRoles.Azure("ed7f3fbd-7b88-4dd4-9017-9adb7ce333f8", "Azure Kubernetes Service Contributor", ["Microsoft.ContainerService/managedClusters/read", "Microsoft.ContainerService/managedClusters/write"]));
        Tenant.AzureRoleDefinitions.RemoveAll(r => r.Properties!.RoleName == "Virtual Machine Contributor");
        Tenant.AzureRoleDefinitions.Add(BuiltInRoles.Azure("9980e02c-c2be-4d73-94e8-173b1dc7cf3c", "Virtual Machine Contributor", ["Microsoft.Compute/virtualMachineScaleSets/*"]));
        Tenant.Cluster(Resource("clusters", "Microsoft.ContainerService/managedClusters/web"), "MC_clusters_web");
        Tenant.Cluster(Resource("others", "Microsoft.ContainerService/managedClusters/other"), "MC_others_other");
        Tenant.Host(Resource("mc_clusters_web", "Microsoft.Compute/virtualMachineScaleSets/pool"), [identity]);
        Tenant.AssignAzure(role, alice, $"{subscription}/resourceGroups/{group}");
        Assert.Equal(reaches, Reaches());
    }

    [Fact]
    public void A_cluster_of_another_subscription_with_a_group_of_the_same_name_leads_nowhere()
    {
        string other = Tenant.Subscription("Other");
        Tenant.Cluster($"{other}/resourceGroups/clusters/providers/Microsoft.ContainerService/managedClusters/web", "nodes");
        Tenant.Host(Resource("nodes", "Microsoft.Compute/virtualMachineScaleSets/pool"), [identity]);
        Tenant.AssignAzure("Contributor", alice, $"{other}/resourceGroups/clusters");
        Assert.False(Reaches());
    }

    [Fact]
    public void When_the_resources_were_not_read_every_account_says_so()
    {
        Tenant.AssignAzure("Virtual Machine Contributor", alice, $"{subscription}/resourceGroups/build");
        Tenant.Unread(Datasets.IdentityHosts, DatasetStatus.NoPermission);
        Assert.All(Analyze().Accounts, a => Assert.Equal("NoPermission: identityHosts needs Reader (at the tenant root management group)", a.Completeness));
    }

    private string Resource(string group, string resource) => $"{subscription}/resourceGroups/{group}/providers/{resource}";

    private bool Reaches() => Analyze().Find(alice)?.Paths.Any(p => p.Kind == PathKind.ManagedIdentityHost && p.Tier == 0) == true;
}
