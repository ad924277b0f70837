using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class ApproverTests
{
    [Fact]
    public async Task Approvers_are_read_though_they_hold_no_role()
    {
        var tenant = new TenantBuilder();
        string ada = tenant.User("Ada"), ben = tenant.User("Ben"), carl = tenant.User("Carl"), other = tenant.User("Other");
        string approvers = tenant.Group("Approvers", roleAssignable: false), nested = tenant.Group("Nested", roleAssignable: false);
        tenant.Member(approvers, nested).Member(nested, carl).Eligible("Global Administrator", ada);
        tenant.PimPolicy("Global Administrator", new PimSettings { ApproverUserIds = [ben, approvers] });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync();

        Assert.Equal(new[] { ada, ben, carl }.Order(), snapshot.Get(Datasets.Users).Items.Select(u => u.Id).Order());
        Assert.Equal(new[] { approvers, nested }.Order(), snapshot.Get(Datasets.Groups).Items.Select(g => g.Id).Order());
        Assert.DoesNotContain(snapshot.Get(Datasets.Users).Items, u => u.Id == other);
    }
}
