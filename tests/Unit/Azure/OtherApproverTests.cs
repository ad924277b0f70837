using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Approvers that only PIM's settings of groups and of Azure roles name, read from the simulated tenant.</summary>
public sealed class OtherApproverTests
{
    private readonly TenantBuilder tenant = new();
    private readonly string alice, group, scope;

    public OtherApproverTests()
    {
        (alice, group, scope) = (tenant.User("Alice"), tenant.Group("Tier0"), tenant.Subscription("Production", tenant.ManagementGroup(tenant.TenantId)));
        tenant.Assign("Global Administrator", group);
        tenant.EligibleInGroup(group, alice);
        tenant.EligibleAzure("Owner", alice, scope);
    }

    [Fact]
    public async Task They_are_read_with_the_groups_nested_in_them_and_nobody_twice()
    {
        string outer = tenant.Group("Approvers", roleAssignable: false), inner = tenant.Group("Inner", roleAssignable: false), dora = tenant.User("Dora"), emil = tenant.User("Emil"), finn = tenant.User("Finn");
        tenant.Member(outer, inner).Member(inner, dora, outer, alice).Member(outer, dora);
        Approve([outer, emil], [outer, finn]);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(Datasets.PimApprovers);

        Assert.Equal([outer, inner], snapshot.Get(Datasets.PimApproverGroupMembers).Items.Select(m => m.ParentId).Distinct().OrderBy(id => id == outer ? 0 : 1));
        Assert.Equal(new[] { dora, emil, finn }.Order(), snapshot.Get(Datasets.PimApprovers).Items.Select(u => u.Id).Order());
        Assert.Equal((2, 2), (snapshot.Get(Datasets.PimApproverGroupMembers).State.Ledger.Requests, snapshot.Get(Datasets.PimApproverGroupMembers).State.Ledger.BatchParts));
        Assert.Equal((1, 1), (snapshot.Get(Datasets.PimApprovers).State.Ledger.Requests, snapshot.Get(Datasets.PimApprovers).State.Ledger.BatchParts));
        Assert.Equal(["Approvers", "finn@contoso.com"], PimPolicyReader.Read(new TenantAnalysis(snapshot, PostureSettings.Default)).Single(p => p.TargetType == PimTargetType.AzureRole).Approvers);
    }

    [Fact]
    public async Task Those_that_are_known_anyway_take_no_request()
    {
        Approve([group, alice], [group, alice]);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(Datasets.PimApprovers);

        Assert.All(new DatasetDefinition[] { Datasets.PimApproverGroupMembers, Datasets.PimApprovers }, d => Assert.Equal((DatasetStatus.Complete, 0, 0L), (snapshot.Get(d).State.Status, snapshot.Get(d).Count, snapshot.Get(d).State.Ledger.Requests)));
    }

    [Fact]
    public async Task A_group_that_is_gone_has_no_members()
    {
        string gone = tenant.OtherApproverGroup("Gone");
        Approve([gone], [gone]);
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(Datasets.PimApprovers);

        Assert.Equal((DatasetStatus.Complete, 0), (snapshot.Get(Datasets.PimApproverGroupMembers).State.Status, snapshot.Get(Datasets.PimApproverGroupMembers).Count));
        Assert.Single(scan.Requests($"/groups/{gone}/members"));
    }

    [Fact]
    public async Task Members_that_are_refused_leave_the_group_not_assessed()
    {
        string approvers = tenant.Group("Approvers", roleAssignable: false);
        tenant.Member(approvers, tenant.User("Dora"));
        Approve([approvers], [approvers]);
        await using AzureScan scan = await AzureScan.StartAsync(tenant, o => o.Faults.Add(new FaultRule { PathContains = $"/groups/{approvers}/members", Status = 403, Body = """{"error":{"code":"Authorization_RequestDenied","message":"Insufficient privileges."}}""" }));

        Snapshot snapshot = await scan.CollectAsync(Datasets.All);

        Assert.Equal((DatasetStatus.NoPermission, DatasetStatus.NoPermission), (snapshot.Get(Datasets.PimApproverGroupMembers).State.Status, snapshot.Get(Datasets.PimApprovers).State.Status));
        Finding finding = Assert.Single(CheckRunner.Run(new TenantAnalysis(snapshot, PostureSettings.Default), [CheckCatalogue.Find("PIM-03")!]), f => f.SubjectId == group);
        Assert.Equal(Outcome.NotAssessed, finding.Outcome);
        Assert.StartsWith("NoPermission: pimApproverGroupMembers", finding.Reason, StringComparison.Ordinal);
    }

    private void Approve(string[] forGroup, string[] forAzure) =>
        tenant.PimGroupPolicy(group, new PimSettings { ApproverUserIds = forGroup }).PimAzurePolicy("Owner", scope, new PimSettings { ApproverUserIds = forAzure });
}
