using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Last sign-ins and registered methods of very many privileged users: by ids, or from the list of all users.</summary>
public sealed class WholeListTests
{
    /// <summary>More than twenty requests of fifteen.</summary>
    private const int Many = 330;
    private const string Activity = "/users?$select=id,signInActivity", Registration = "/reports/authenticationMethods/userRegistrationDetails";
    private static readonly DatasetDefinition[] Wanted = [Datasets.SignInActivity, Datasets.UserRegistrationDetails];

    [Fact]
    public async Task Many_of_few_are_read_from_the_lists_of_all()
    {
        TenantBuilder tenant = Tenant(Many);
        Simply(tenant, 70);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        AssertWhole(scan, snapshot, Many);
        Assert.Equal(4, ActivityLists(scan));
        Assert.DoesNotContain(scan.Requests("$filter=id in"), r => r.PathAndQuery.Contains("signInActivity", StringComparison.Ordinal));
        // The administrators alone, then all 330.
        Assert.Equal(1 + 4, scan.Requests(Registration).Count);
        Assert.Equal(2, scan.Requests("/users/$count").Count);
    }

    [Fact]
    public async Task Few_of_many_are_asked_for_by_their_ids()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant(15).Build(), Crowd = new Crowd { Users = 2000 } });
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        AssertWhole(scan, snapshot, 15);
        Assert.Single(scan.Requests("signInActivity"));
        Assert.Equal(1 + 15, scan.Requests(Registration).Count);
        Assert.Empty(scan.Requests("/users/$count"));
    }

    [Fact]
    public async Task Many_of_many_more_are_asked_for_by_their_ids()
    {
        // 22 requests by ids, 25 pages of the list.
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant(Many).Build(), Crowd = new Crowd { Users = 3000 - Many } });
        Snapshot snapshot = await scan.CollectAsync(Datasets.SignInActivity);

        Assert.Equal((DatasetStatus.Complete, Many), (snapshot.Get(Datasets.SignInActivity).State.Status, snapshot.Get(Datasets.SignInActivity).Count));
        Assert.Equal(Many / 15, scan.Requests("signInActivity").Count);
        Assert.Single(scan.Requests("/users/$count"));
    }

    [Fact]
    public async Task Nothing_of_other_users_is_kept()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant(Many).Build(), Crowd = new Crowd { Users = 1000 } });
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        AssertWhole(scan, snapshot, Many);
        Assert.Equal(12, ActivityLists(scan));
    }

    [Fact]
    public async Task Users_that_assignments_name_are_many_too()
    {
        var tenant = new TenantBuilder().Licensed(p1: true, p2: true);
        for (int i = 0; i < Many; i++)
        {
            tenant.Assign("Helpdesk Administrator", Registered(tenant, i));
        }

        await using AzureScan scan = await AzureScan.StartAsync(tenant);
        Snapshot snapshot = await scan.CollectAsync(Wanted);

        AssertWhole(scan, snapshot, Many);
        Assert.Equal(3, ActivityLists(scan));
        Assert.Equal(1 + 4, scan.Requests(Registration).Count);
    }

    [Fact]
    public async Task The_plan_tells_the_same_numbers()
    {
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = Tenant(Many, Contoso.Tenant()).Build(), Crowd = new Crowd { Users = 300 } });
        Snapshot snapshot = await scan.CollectAsync();
        scan.Observer.Requests.Clear();

        ScanPlan plan = await scan.Source.PlanAsync(Datasets.All, snapshot, true, scan.Observer, TestContext.Current.CancellationToken);

        Assert.Equal("/v1.0/users/$count", Assert.Single(scan.Observer.Requests.Select(r => r.Address.AbsolutePath).Distinct()));
        Assert.Equal(6, ActivityLists(scan));
        Assert.All(snapshot.Datasets.Where(d => !d.Definition.IsOnDemand), d => Assert.Equal((d.Definition.Name, d.State.Ledger.Requests), (d.Definition.Name, Of(d.Definition))));
        Assert.InRange(Of(Datasets.UserRegistrationDetails), 1 + 1 + 7, Many / 15);

        long Of(DatasetDefinition dataset) => plan.Datasets.Single(d => d.Dataset == dataset.Name).Requests;
    }

    [Theory]
    [InlineData("$top=500", 3)]
    [InlineData("signInActivity&$top=", 0)]
    public async Task A_list_that_the_service_refuses_is_asked_for_in_smaller_pages_and_then_by_ids(string refused, int lists)
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(Many), o => o.Faults.Add(new FaultRule { PathContains = refused, Status = 400, Body = """{"error":{"code":"BadRequest","message":"Cannot query data for more than 120 users at a time."}}""" }));
        Snapshot snapshot = await scan.CollectAsync(Datasets.SignInActivity);

        Assert.Equal((DatasetStatus.Complete, Many), (snapshot.Get(Datasets.SignInActivity).State.Status, snapshot.Get(Datasets.SignInActivity).Count));
        Assert.Equal(lists, scan.Requests("signInActivity&$top=120").Count(r => r.Status == 200));
        Assert.Equal(lists == 0 ? Many / 15 : 0, scan.Requests("$filter=id in").Count(r => r.PathAndQuery.Contains("signInActivity", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_number_of_users_that_is_not_told_leaves_the_ids()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(Many), o => o.Faults.Add(new FaultRule { PathContains = "/users/$count", Status = 403 }));
        Snapshot snapshot = await scan.CollectAsync(Datasets.SignInActivity);

        Assert.Equal((DatasetStatus.Complete, Many), (snapshot.Get(Datasets.SignInActivity).State.Status, snapshot.Get(Datasets.SignInActivity).Count));
        Assert.Equal(0, ActivityLists(scan));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(410)]
    public async Task A_cursor_that_expires_begins_the_list_again(int status)
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(Many), o => o.Faults.Add(new FaultRule { PathContains = "signInActivity&$top=500&$skiptoken", Skip = 1, Times = 1, Status = status, Body = """{"error":{"code":"Directory_ExpiredPageToken","message":"The specified page token value has expired and can no longer be included in your request."}}""" }));
        Snapshot snapshot = await scan.CollectAsync(Datasets.SignInActivity);

        Assert.Equal((DatasetStatus.Complete, Many), (snapshot.Get(Datasets.SignInActivity).State.Status, snapshot.Get(Datasets.SignInActivity).Count));
        Assert.Equal(2 + 3, ActivityLists(scan));
    }

    [Fact]
    public async Task A_list_that_breaks_off_leaves_who_was_not_read_unjudged()
    {
        await using AzureScan scan = await AzureScan.StartAsync(Tenant(Many), o => o.Faults.Add(new FaultRule { PathContains = "signInActivity&$top=500&$skiptoken", Skip = 1, Status = 500 }));
        Snapshot snapshot = await scan.CollectAsync();

        Assert.Equal(DatasetStatus.Partial, snapshot.Get(Datasets.SignInActivity).State.Status);
        Assert.InRange(snapshot.Get(Datasets.SignInActivity).Count, 1, Many - 1);
        Assert.DoesNotContain(Judge(snapshot), f => f.Outcome == Outcome.Pass);
    }

    [Fact]
    public async Task Who_is_wanted_and_not_in_the_list_has_no_last_sign_in_and_not_never()
    {
        TenantBuilder tenant = Tenant(Many);
        string gone = TenantBuilder.Id("user:Member 7");
        await using AzureScan scan = await AzureScan.StartAsync(tenant, o => o.Faults.Add(new FaultRule { PathContains = "/users?$select=id,signInActivity", Rewrite = body => body.Replace(gone, TenantBuilder.Id("user:somebody else"), StringComparison.OrdinalIgnoreCase) }));
        Snapshot snapshot = await scan.CollectAsync();

        Assert.DoesNotContain(snapshot.Get(Datasets.SignInActivity).Items, a => a.Id == gone);
        Finding finding = Assert.Single(Judge(snapshot), f => f.SubjectId == gone);
        Assert.Equal(Outcome.NotAssessed, finding.Outcome);
        Assert.Equal(Many - 1, Judge(snapshot).Count(f => f.Outcome == Outcome.Pass));
        Assert.False(new TenantAnalysis(snapshot, PostureSettings.Default).Privilege.Find(gone)!.LastSignInKnown);
    }

    private static IReadOnlyList<Finding> Judge(Snapshot snapshot) => [.. CheckRunner.Run(new TenantAnalysis(snapshot, PostureSettings.Default), [.. CheckCatalogue.All.Where(c => c.Metadata.Id == "HYG-01")])];

    private static int ActivityLists(AzureScan scan) => scan.Requests(Activity).Count(r => r.Status == 200 && !Uri.UnescapeDataString(r.PathAndQuery).Contains("$filter", StringComparison.Ordinal));

    private static void AssertWhole(AzureScan scan, Snapshot snapshot, int users)
    {
        Snapshot held = scan.Simulator.Options.Snapshot;
        HashSet<string> ids = [.. snapshot.Get(Datasets.Users).Items.Select(u => u.Id)];
        Assert.Equal(users, ids.Count);
        Assert.All(Wanted, d => Assert.Equal((d, DatasetStatus.Complete), (d, snapshot.Get(d).State.Status)));
        Assert.Equal(held.Get(Datasets.SignInActivity).Items.Where(a => ids.Contains(a.Id)).OrderBy(a => a.Id, StringComparer.OrdinalIgnoreCase), snapshot.Get(Datasets.SignInActivity).Items);
        Assert.Equal(
            held.Get(Datasets.UserRegistrationDetails).Items.Where(a => ids.Contains(a.Id)).Select(Text).Order(StringComparer.Ordinal),
            snapshot.Get(Datasets.UserRegistrationDetails).Items.Select(Text).Order(StringComparer.Ordinal));

        static string Text(UserRegistrationDetails row) => $"{row with { MethodsRegistered = null, SystemPreferredAuthenticationMethods = null }} {string.Join(',', row.MethodsRegistered ?? [])}";
    }

    /// <summary>A group with a role and so many members, none of whom the report calls an administrator.</summary>
    private static TenantBuilder Tenant(int members, TenantBuilder? beside = null)
    {
        TenantBuilder tenant = beside ?? new TenantBuilder().Licensed(p1: true, p2: true);
        string group = tenant.Group("Operators");
        tenant.Assign("Helpdesk Administrator", group);
        for (int i = 0; i < members; i++)
        {
            tenant.Member(group, Registered(tenant, i));
        }

        return tenant;
    }

    private static string Registered(TenantBuilder tenant, int number)
    {
        string user = tenant.User($"Member {number}");
        tenant.Register(user, number % 2 == 0 ? ["fido2"] : ["mobilePhone"]);
        tenant.UserRegistrationDetails[^1] = tenant.UserRegistrationDetails[^1] with { IsAdmin = false };
        return user;
    }

    /// <summary>Users without privilege.</summary>
    private static void Simply(TenantBuilder tenant, int users)
    {
        for (int i = 0; i < users; i++)
        {
            tenant.User($"Other {i}");
        }
    }
}
