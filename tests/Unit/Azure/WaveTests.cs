using System.Text.RegularExpressions;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>The reports do not wait for members of groups.</summary>
public sealed partial class WaveTests
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

    [Theory]
    [InlineData(14, 3, 2)]
    [InlineData(15, 0, 1)]
    [InlineData(16, 5, 2)]
    public async Task So_are_their_entries_in_the_log(int named, int members, int requests)
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(named, members));

        Snapshot snapshot = await scan.CollectAsync(Datasets.PrivilegedSignIns);

        Assert.Equal((DatasetStatus.Complete, requests), (snapshot.Get(Datasets.PrivilegedSignIns).State.Status, (int)snapshot.Get(Datasets.PrivilegedSignIns).State.Ledger.Requests));
        List<string> asked = [.. scan.Requests("/auditLogs/signIns").SelectMany(r => Guids().Matches(Uri.UnescapeDataString(r.PathAndQuery)).Select(m => m.Value))];
        Assert.Equal(snapshot.Get(Datasets.Users).Items.Select(u => u.Id).Order(), asked.Order());
    }

    [Fact]
    public async Task The_logs_are_asked_for_while_members_are_still_being_read()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(20, 3), o => o.Faults.Add(new FaultRule { PathContains = "/members", Delay = TimeSpan.FromSeconds(1) }));

        await scan.CollectAsync(Datasets.PrivilegedSignIns, Datasets.AuthenticationMethodAudits);

        List<string> log = [.. scan.Simulator.Log.Select(r => Uri.UnescapeDataString(r.PathAndQuery))];
        int members = log.FindIndex(p => p.Contains("/members", StringComparison.Ordinal));
        Assert.InRange(log.FindIndex(p => p.Contains("/auditLogs/signIns", StringComparison.Ordinal)), 0, members - 1);
        Assert.InRange(log.FindIndex(p => p.Contains("/auditLogs/directoryAudits", StringComparison.Ordinal)), 0, members - 1);
        Assert.True(log.FindLastIndex(p => p.Contains("/auditLogs/signIns", StringComparison.Ordinal)) > members);
    }

    [Fact]
    public async Task Of_changes_to_methods_one_page_waits_for_the_users_and_the_next_is_asked_for_after_them()
    {
        TenantBuilder tenant = Tenant(1, 1);
        string staff = tenant.User("Staff");
        foreach (int number in Enumerable.Range(0, 3))
        {
            tenant.MethodAudit(staff, "User registered security info", $"number {number}", with: a => a with { ActivityDateTime = DateTimeOffset.UtcNow.AddDays(-1).AddMinutes(-number) });
        }

        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), PageSize = 1 }, o => o.Faults.Add(new FaultRule { PathContains = "/members", Delay = TimeSpan.FromSeconds(1) }));

        Snapshot snapshot = await scan.CollectAsync(Datasets.AuthenticationMethodAudits);

        Assert.Equal((DatasetStatus.Complete, 0), (snapshot.Get(Datasets.AuthenticationMethodAudits).State.Status, snapshot.Get(Datasets.AuthenticationMethodAudits).Count));
        List<string> log = [.. scan.Simulator.Log.Select(r => Uri.UnescapeDataString(r.PathAndQuery))];
        int users = log.FindLastIndex(p => p.Contains("/users?", StringComparison.Ordinal));
        Assert.Equal([false, true, true], log.Index().Where(l => l.Item.Contains("/auditLogs/directoryAudits", StringComparison.Ordinal)).Select(l => l.Index > users));
    }

    [Fact]
    public async Task PIM_settings_of_groups_are_asked_for_together_when_all_groups_are_known()
    {
        var tenant = new TenantBuilder();
        string outer = tenant.Group("Outer"), inner = tenant.Group("Inner"), innermost = tenant.Group("Innermost");
        tenant.Assign("Global Administrator", outer);
        tenant.EligibleInGroup(outer, inner).Member(inner, innermost);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(Datasets.PimGroupPolicyAssignments, Datasets.PimGroupEligibilityInstances, Datasets.GroupMembers);

        Ledger ledger = snapshot.Get(Datasets.PimGroupPolicyAssignments).State.Ledger;
        Assert.Equal((1, 3), (ledger.Requests, ledger.BatchParts));
        Assert.Equal(3, snapshot.Get(Datasets.PimGroupEligibilityInstances).State.Ledger.Requests);
        List<string> log = [.. scan.Simulator.Log.Where(r => r.IsBatchPart).Select(r => Uri.UnescapeDataString(r.PathAndQuery))];
        int settings = log.FindIndex(p => p.Contains("scopeType eq 'Group'", StringComparison.Ordinal));
        Assert.True(settings > log.FindLastIndex(p => p.Contains("eligibilityScheduleInstances", StringComparison.Ordinal)));
        Assert.All([outer, inner, innermost], id => Assert.Contains(log, p => p.Contains($"scopeId eq '{id}'", StringComparison.Ordinal)));
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

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Guids();
}
