using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.Tests.Unit.Simulator;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>A workload whose dangerous permission is its twenty-first: an expanded list of permissions ends after twenty, in silence.</summary>
public sealed class TwentyFirstPermissionTests
{
    private const string Dangerous = "RoleManagement.ReadWrite.Directory";

    [Theory]
    [InlineData("Application", Dangerous, null, true)]
    [InlineData("Application", "Calendars.Read", null, false)]
    [InlineData("Application", Dangerous, 20, true)]
    [InlineData("ManagedIdentity", Dangerous, null, true)]
    [InlineData("Foreign", Dangerous, null, true)]
    [InlineData("Foreign", "Calendars.Read", null, false)]
    [InlineData("ManagedIdentity", "Calendars.Read", 20, false)]
    public async Task It_is_found_by_the_checks_and_in_the_graph(string type, string last, int? pageSize, bool found)
    {
        (TenantBuilder tenant, string workload) = Planted(type, last);
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = pageSize, ResourcesLeaveOutManagedIdentities = true });
        Snapshot snapshot = await scan.CollectAsync();
        Assert.Equal(21, snapshot.Get(Datasets.AppRoleAssignments).Count);
        var analysis = new TenantAnalysis(snapshot, PostureSettings.Default);
        Outcome Of(string check) => CheckRunner.Run(analysis, [CheckCatalogue.Find(check)!]).Where(f => f.SubjectId == workload && f.Outcome is not Outcome.NotAssessed).Select(f => f.Outcome).DefaultIfEmpty(Outcome.NotApplicable).First();
        Assert.Equal(found ? Outcome.Fail : Outcome.NotApplicable, Of("WID-01"));
        Assert.Equal(!found ? Outcome.NotApplicable : type == "ManagedIdentity" ? Outcome.Pass : Outcome.Fail, Of("WID-02"));
        Assert.Equal(found ? 0 : null, analysis.Privilege.Find(workload)?.Tier);
        Assert.Equal(found, analysis.Privilege.Graph.Edges.Any(e => e.Source == workload && e.Kind == PathKind.AppPermission && e.Tier == 0));
        Assert.Equal(found && type == "Foreign" ? Outcome.Fail : Outcome.NotApplicable, Of("INV-06"));
        Assert.Contains(found ? "accounts=1" : "accounts=0", Assert.Single(CheckRunner.Run(analysis, [CheckCatalogue.Find("INV-01")!]), f => f.Evidence is not null).Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expanded_list_would_have_left_it_out()
    {
        (TenantBuilder tenant, string workload) = Planted("Application", Dangerous);
        await using SimulatorClient client = await SimulatorClient.StartAsync(tenant.Build());
        var expanded = (await client.AllAsync("/servicePrincipals?$expand=appRoleAssignments")).Single(s => s.GetProperty("id").GetString() == workload).GetProperty("appRoleAssignments");
        Assert.Equal(20, expanded.GetArrayLength());
        Assert.DoesNotContain(expanded.EnumerateArray(), a => a.GetProperty("appRoleId").GetString() == BuiltInRoles.PermissionId(Dangerous));
    }

    private static (TenantBuilder Tenant, string Workload) Planted(string type, string last)
    {
        var tenant = new TenantBuilder();
        tenant.AssignAzure("Reader", tenant.User("Rita"), tenant.Subscription("Production", tenant.RootManagementGroup()));
        string workload = type switch
        {
            "Application" => tenant.Application("app", TenantBuilder.Secret("s", 10, 90)),
            "Foreign" => tenant.ServicePrincipal("partner", s => s with { AppOwnerOrganizationId = TenantBuilder.Id("tenant:Fabrikam"), PasswordCredentials = [TenantBuilder.Secret("s", 10, 90)] }),
            _ => tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = type }),
        };
        foreach (int number in Enumerable.Range(1, 20))
        {
            tenant.Grant(workload, $"Harmless.{number}");
        }

        return (tenant.Grant(workload, last), workload);
    }
}
