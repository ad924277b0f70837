using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>The reports do not wait for members of groups.</summary>
public sealed class WaveTests
{
    [Theory]
    [InlineData(14, 3, 2)]
    [InlineData(15, 0, 1)]
    [InlineData(16, 5, 2)]
    [InlineData(31, 14, 3)]
    public async Task Sign_ins_of_users_that_assignments_name_are_asked_for_in_no_more_requests(int named, int members, int requests)
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(named, members));

        Snapshot snapshot = await scan.CollectAsync(Datasets.SignInActivity);

        Assert.Equal(named + members, snapshot.Get(Datasets.SignInActivity).Count);
        Assert.Equal(requests, snapshot.Get(Datasets.SignInActivity).State.Ledger.Requests);
        Assert.Equal(DatasetStatus.Complete, snapshot.Get(Datasets.SignInActivity).State.Status);
    }

    [Fact]
    public async Task The_first_of_them_come_in_while_members_are_still_being_read()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(20, 3), o => o.Faults.Add(new FaultRule { PathContains = "/members", Delay = TimeSpan.FromSeconds(1) }));

        await scan.CollectAsync(Datasets.SignInActivity);

        List<string> log = [.. scan.Simulator.Log.Select(r => Uri.UnescapeDataString(r.PathAndQuery))];
        Assert.InRange(log.FindIndex(p => p.Contains("signInActivity", StringComparison.Ordinal)), 0, log.FindIndex(p => p.Contains("/members", StringComparison.Ordinal)) - 1);
        Assert.True(log.FindLastIndex(p => p.Contains("signInActivity", StringComparison.Ordinal)) > log.FindIndex(p => p.Contains("/members", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_refusal_of_the_first_ends_it_and_none_follow()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(15, 20), o => o.Faults.Add(new FaultRule { PathContains = "signInActivity", Status = 403, Body = """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}""" }));

        Snapshot snapshot = await scan.CollectAsync(Datasets.SignInActivity);

        Assert.Equal(DatasetStatus.NoPermission, snapshot.Get(Datasets.SignInActivity).State.Status);
        Assert.Equal(35, snapshot.Get(Datasets.Users).Count);
    }

    private static TenantBuilder Tenant(int named, int members)
    {
        var tenant = new TenantBuilder();
        foreach (int number in Enumerable.Range(0, named))
        {
            tenant.Assign("Global Reader", tenant.User($"Named {number}"));
        }

        string group = tenant.Group("Readers");
        tenant.Assign("Security Reader", group);
        foreach (int number in Enumerable.Range(0, members))
        {
            tenant.Member(group, tenant.User($"Member {number}"));
        }

        return tenant;
    }
}
