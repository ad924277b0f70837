using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>What is read of applications that nobody gave anything, of linked accounts, and of PIM's settings beside those of roles.</summary>
public sealed class WorkloadCollectionTests
{
    [Theory]
    [InlineData(false, 2)]
    [InlineData(true, 30)]
    public async Task Federated_credentials_of_every_application_are_read_and_only_those_that_have_any_are_asked(bool noFilter, int asked)
    {
        var tenant = new TenantBuilder();
        foreach (int i in Enumerable.Range(0, 30))
        {
            tenant.Application($"a{i}");
        }

        tenant.Grant(tenant.ServicePrincipals[0].Id, "RoleManagement.ReadWrite.Directory").Federate(tenant.ServicePrincipals[0].Id, "repo:contoso/a:ref:refs/heads/main").Federate(tenant.ServicePrincipals[7].Id, null, expression: "claims['sub'] matches 'repo:contoso/*'");
        var options = new SimulatorOptions { Snapshot = tenant.Build() };
        if (noFilter)
        {
            options.Faults.Add(new FaultRule { PathContains = "federatedIdentityCredentials/$count", Status = 400, Body = "{\"error\":{\"code\":\"Request_UnsupportedQuery\",\"message\":\"Unsupported query.\"}}" });
        }

        await using AzureScan scan = await AzureScan.StartAsync(options);
        Dataset<FederatedIdentityCredential> read = (await scan.CollectAsync(Datasets.FederatedIdentityCredentials)).Get(Datasets.FederatedIdentityCredentials);

        Assert.Equal(DatasetStatus.Complete, read.State.Status);
        Assert.Equal(["claims['sub'] matches 'repo:contoso/*'", "repo:contoso/a:ref:refs/heads/main"], read.Items.Select(c => c.Subject ?? c.ClaimsMatchingExpression!.Value).Order(StringComparer.Ordinal));
        Assert.Equal(asked, scan.Simulator.Log.Count(r => r.IsBatchPart && r.Path.EndsWith("/federatedIdentityCredentials", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_daily_account_of_an_administrator_is_read_and_no_other()
    {
        var tenant = new TenantBuilder();
        string daily = tenant.User("Alice"), admin = tenant.User("Alice Admin", u => u with { IdentityParentId = daily });
        tenant.User("Staff");
        tenant.Assign("Global Administrator", admin);
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build() });
        Assert.Equal(new[] { daily, admin }.Order(StringComparer.Ordinal), (await scan.CollectAsync(Datasets.Users)).Get(Datasets.Users).Items.Select(u => u.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task More_than_a_page_of_role_policies_is_read_whole()
    {
        var tenant = new TenantBuilder();
        foreach (string role in tenant.RoleDefinitions.Select(r => r.Id).Take(120).ToList())
        {
            tenant.PimPolicy(role, new PimSettings());
        }

        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build() });
        Dataset read = (await scan.CollectAsync(Datasets.RoleManagementPolicyAssignments)).Get(Datasets.RoleManagementPolicyAssignments);
        Assert.Equal((DatasetStatus.Complete, 120, 3L), (read.State.Status, read.Count, read.State.Ledger.Pages));
    }

    [Fact]
    public async Task Settings_are_read_of_groups_of_privilege_and_of_azure_roles_that_are_held()
    {
        var tenant = new TenantBuilder();
        string group = tenant.Group("Tier0"), plain = tenant.Group("Plain"), root = tenant.ManagementGroup(tenant.TenantId), production = tenant.Subscription("Production", root), test = tenant.Subscription("Test", root), alice = tenant.User("Alice");
        tenant.Assign("Global Administrator", group);
        tenant.PimGroupPolicy(group, new PimSettings()).PimGroupPolicy(group, new PimSettings(), owners: true).PimGroupPolicy(plain, new PimSettings());
        tenant.EligibleAzure("Owner", alice, production);
        tenant.AssignAzure("Owner", alice, $"{test}/resourceGroups/g");
        tenant.PimAzurePolicy("Owner", production, new PimSettings()).PimAzurePolicy("Contributor", production, new PimSettings()).PimAzurePolicy("Owner", test, new PimSettings());
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build() });

        Snapshot snapshot = await scan.CollectAsync(Datasets.PimGroupPolicyAssignments, Datasets.AzureRolePolicyAssignments);

        Assert.Equal([(group, "member"), (group, "owner")], snapshot.Get(Datasets.PimGroupPolicyAssignments).Items.Select(p => (p.ScopeId!, p.RoleDefinitionId!)).Order());
        Assert.Equal(production, Assert.Single(snapshot.Get(Datasets.AzureRolePolicyAssignments).Items).Properties!.Scope);
        Assert.Single(scan.Requests("roleManagementPolicyAssignments?api-version"));
    }

    [Fact]
    public async Task A_tenant_that_never_used_pim_for_azure_has_settings_of_none()
    {
        var tenant = new TenantBuilder();
        tenant.AssignAzure("Owner", tenant.User("Alice"), tenant.Subscription("Production", tenant.ManagementGroup(tenant.TenantId)));
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions
        {
            Snapshot = tenant.Build(), Faults = { new FaultRule { PathContains = "roleManagementPolicyAssignments?api-version", Status = 400, Body = "{\"error\":{\"code\":\"TenantNotOnboarded\",\"message\":\"The tenant has not onboarded to PIM.\"}}" } },
        });
        Assert.Equal(DatasetStatus.Complete, (await scan.StateAsync(Datasets.AzureRolePolicyAssignments)).Status);
    }
}
