using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class ExclusionEligibilityCollectorTests
{
    private readonly TenantBuilder tenant = new();

    [Fact]
    public async Task Groups_that_enabled_policies_exclude_and_those_nested_there_are_asked_about()
    {
        string excluded = Group("Exceptions"), nested = Group("Nested"), included = Group("Included"), reported = Group("Reported"), ann = tenant.User("ann");
        tenant.Member(excluded, nested);
        Policy("enabled", new ConditionUsers { IncludeGroups = [included], ExcludeGroups = [excluded] });
        Policy("enabledForReportingButNotEnforced", new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = [reported] });
        tenant.EligibleInGroup(excluded, ann).EligibleInGroup(nested, ann).EligibleInGroup(included, ann).EligibleInGroup(reported, ann);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Dataset<PimGroupScheduleInstance> read = (await scan.CollectAsync(Datasets.ExclusionGroupEligibilityInstances)).Get(Datasets.ExclusionGroupEligibilityInstances);
        Assert.Equal((DatasetStatus.Complete, 2L), (read.State.Status, read.State.Ledger.BatchParts));
        Assert.Equal(new[] { excluded, nested }.Order(StringComparer.Ordinal), read.Items.Select(i => i.GroupId!).Order(StringComparer.Ordinal));
        Assert.All(read.Items, i => Assert.Equal((ann, ann), (i.PrincipalId, i.Principal!.Id)));
    }

    [Fact]
    public async Task Without_an_exclusion_nothing_is_asked_and_nothing_is_missing()
    {
        Policy("enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeUsers = [tenant.User("ann")] });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Assert.True((await scan.CollectAsync(Datasets.ExclusionGroupEligibilityInstances)).Get(Datasets.ExclusionGroupEligibilityInstances).IsComplete);
        Assert.Empty(scan.Requests("privilegedAccess"));
    }

    [Theory]
    [InlineData(true, DatasetStatus.NotLicensed)]
    [InlineData(false, DatasetStatus.NoPermission)]
    public async Task A_refusal_is_told(bool unlicensed, DatasetStatus status)
    {
        Policy("enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = [Group("Exceptions")] });
        TenantBuilder licensed = unlicensed ? tenant.Licensed(p1: true, p2: false) : tenant;
        string[] permissions = [.. Datasets.All.SelectMany(d => d.Permissions).Except(unlicensed ? [] : ["PrivilegedEligibilitySchedule.Read.AzureADGroup"])];
        await using AzureScan scan = await AzureScan.StartAsync(new TenantSimulator.SimulatorOptions { Snapshot = licensed.Build(), Permissions = permissions.ToHashSet(StringComparer.OrdinalIgnoreCase) });
        Assert.Equal(status, (await scan.CollectAsync(Datasets.ExclusionGroupEligibilityInstances)).Get(Datasets.ExclusionGroupEligibilityInstances).State.Status);
    }

    private string Group(string name) => tenant.Group(name, roleAssignable: false);

    private void Policy(string state, ConditionUsers users) => tenant.Policy($"P{tenant.ConditionalAccessPolicies.Count}", state, users, new GrantControls { Operator = "OR", BuiltInControls = ["mfa"] });
}
