using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

public sealed class BatchTests
{
    [Fact]
    public async Task Many_groups_are_asked_for_twenty_at_a_time()
    {
        await using AzureScan scan = await StartAsync(groups: 45);

        Dataset<ObjectLink> members = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 135), (members.State.Status, members.Count));
        Assert.Equal((3, 45), (members.State.Ledger.Requests, members.State.Ledger.BatchParts));
    }

    [Fact]
    public async Task A_throttled_part_is_sent_again_after_its_own_wait()
    {
        await using AzureScan scan = await StartAsync(3, FaultRule.Throttle("/members", retryAfterSeconds: 7, times: 2));

        Dataset<ObjectLink> members = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 9), (members.State.Status, members.Count));
        Assert.Equal((2, 2, 5), (members.State.Ledger.Throttled, members.State.Ledger.Retries, members.State.Ledger.BatchParts));
        Assert.Contains(scan.Observer.Waits, w => w.Duration > TimeSpan.FromSeconds(5) && w.Lane == "directory");
    }

    [Fact]
    public async Task A_link_inside_a_part_is_followed()
    {
        await using AzureScan scan = await StartAsync(3, pageSize: 2);

        Dataset<ObjectLink> members = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 9), (members.State.Status, members.Count));
        Assert.Equal(3, scan.Requests("/members").Count(r => !r.IsBatchPart));
    }

    [Fact]
    public async Task A_part_that_fails_for_good_leaves_the_rest()
    {
        await using AzureScan scan = await StartAsync(3, new FaultRule { PathContains = TenantBuilder.Id("group:Group 1") + "/members", Status = 503 });

        Dataset<ObjectLink> members = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Partial, 6, 1L), (members.State.Status, members.Count, members.State.Unread));
        Assert.Contains(TenantBuilder.Id("group:Group 1"), members.State.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_all_parts_fail_nothing_is_claimed()
    {
        await using AzureScan scan = await StartAsync(3, new FaultRule { PathContains = "/members", Status = 500 });

        Dataset<ObjectLink> members = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Failed, 0), (members.State.Status, members.Count));
    }

    [Fact]
    public async Task A_group_that_was_deleted_since_has_no_members()
    {
        await using AzureScan scan = await StartAsync(3, new FaultRule { PathContains = TenantBuilder.Id("group:Group 1") + "/members", Status = 404, Body = """{"error":{"code":"Request_ResourceNotFound","message":"gone"}}""" });

        Dataset<ObjectLink> members = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 6), (members.State.Status, members.Count));
    }

    [Fact]
    public async Task A_refused_part_is_the_permission_that_is_missing()
    {
        await using AzureScan scan = await StartAsync(3, new FaultRule { PathContains = "/members", Status = 403, Body = """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges to complete the operation."}}""" });

        DatasetState state = (await ReadAsync(scan)).State;

        Assert.Equal((DatasetStatus.NoPermission, "GroupMember.Read.All"), (state.Status, state.Missing));
    }

    [Fact]
    public async Task An_envelope_that_lacks_a_part_is_sent_again()
    {
        await using AzureScan scan = await StartAsync(3, new FaultRule { PathContains = "beta/$batch", Times = 1, Rewrite = _ => """{"responses":[]}""" });

        Dataset<ObjectLink> members = await ReadAsync(scan);

        Assert.Equal((DatasetStatus.Complete, 9, 1), (members.State.Status, members.Count, members.State.Ledger.Retries));
    }

    /// <summary>Groups with a role and three members each.</summary>
    private static Task<AzureScan> StartAsync(int groups, FaultRule? fault = null, int? pageSize = null)
    {
        var tenant = new TenantBuilder();
        foreach (int number in Enumerable.Range(1, groups))
        {
            string group = tenant.Group($"Group {number}");
            tenant.Assign("Security Reader", group);
            tenant.Member(group, tenant.User($"Ada {number}"), tenant.User($"Ben {number}"), tenant.User($"Carl {number}"));
        }

        return AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = pageSize }, options =>
        {
            if (fault is not null)
            {
                options.Faults.Add(fault);
            }
        });
    }

    private static async Task<Dataset<ObjectLink>> ReadAsync(AzureScan scan) => (await scan.CollectAsync(Datasets.GroupMembers)).Get(Datasets.GroupMembers);
}
