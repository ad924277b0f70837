using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;
using Ed2402Posture.TenantSimulator.Tokens;
using Ed2402Posture.Tests.Unit.Azure;

namespace Ed2402Posture.Tests.Unit.Simulator;

/// <summary>A scan that may read less says so, and passes nothing that it did not pass before.</summary>
public sealed class NoVacuousPassTests(NoVacuousPassTests.WholeScan whole) : IClassFixture<NoVacuousPassTests.WholeScan>
{
    /// <summary>What is found when everything may be read.</summary>
    public sealed class WholeScan : IAsyncLifetime
    {
        public IReadOnlyList<Finding> Findings { get; private set; } = [];

        public async ValueTask InitializeAsync() => Findings = Judge(await CollectAsync(new SimulatorOptions { Snapshot = Contoso.Build() }));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    public static TheoryData<string> GraphDatasets => [.. Datasets.All.Where(d => d.Service is DatasetService.Graph or DatasetService.GraphBeta).Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(GraphDatasets))]
    public async Task Without_what_lets_one_read_a_dataset_it_is_named_and_nothing_turns_to_pass(string name)
    {
        DatasetDefinition dataset = Datasets.Find(name)!;
        HashSet<string> held = [.. TokenIssuer.AllPermissions.Except(dataset.Permissions).Except(dataset.AlsoEnough)];

        Snapshot snapshot = await CollectAsync(new SimulatorOptions { Snapshot = Contoso.Build(), Permissions = held });

        DatasetState state = snapshot.Get(dataset).State;
        Assert.Equal((DatasetStatus.NoPermission, dataset.PermissionText, 0), (state.Status, state.Missing, snapshot.Get(dataset).Count));
        AssertNoNewPass(snapshot);
        Assert.All(
            CheckCatalogue.All.Where(c => !c.Metadata.NeedsCase && c.Metadata.Needs.Any(n => n.Dataset == dataset)),
            c => Assert.Contains(Judge(snapshot), f => f.CheckId == c.Metadata.Id && f.Outcome == Outcome.NotAssessed && f.Reason.Contains(dataset.Permissions[0], StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("free")]
    [InlineData("p1")]
    [InlineData("p2")]
    public async Task Under_any_licence_nothing_turns_to_pass(string licence)
    {
        Snapshot snapshot = await CollectAsync(new SimulatorOptions { Snapshot = Licensing.Relicense(Contoso.Build(), licence) });

        IReadOnlyCollection<string> plans = Licences.ServicePlans(snapshot.Get(Datasets.SubscribedSkus).Items);
        DatasetStatus Expected(DatasetDefinition dataset) => Licences.Covers(plans, dataset.Licence) ? DatasetStatus.Complete : DatasetStatus.NotLicensed;
        Assert.All(Datasets.All, d => Assert.Equal((d.Name, Expected(d)), (d.Name, snapshot.Get(d).State.Status)));
        AssertNoNewPass(snapshot);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public async Task Without_rights_in_Azure_its_empty_lists_prove_nothing(bool reader, bool rootReader)
    {
        Snapshot snapshot = await CollectAsync(new SimulatorOptions { Snapshot = Contoso.Build(), AzureReader = reader, AzureRootReader = rootReader });

        Assert.Equal(rootReader ? DatasetStatus.Complete : DatasetStatus.NoPermission, snapshot.Get(Datasets.AzureRootRoleAssignments).State.Status);
        Assert.All(
            (DatasetDefinition[])[Datasets.ManagementGroups, Datasets.AzureSubscriptions, Datasets.AzureRoleAssignments, Datasets.AzureRoleDefinitions],
            d => Assert.Equal((d.Name, reader ? DatasetStatus.Complete : DatasetStatus.NoPermission), (d.Name, snapshot.Get(d).State.Status)));
        AssertNoNewPass(snapshot);
    }

    /// <summary>A subject passes a check no more often than when everything was read.</summary>
    private void AssertNoNewPass(Snapshot snapshot)
    {
        Dictionary<(string, string), int> before = Passes(whole.Findings);
        Assert.All(Passes(Judge(snapshot)), pass => Assert.True(pass.Value <= before.GetValueOrDefault(pass.Key), $"{pass.Key}: {before.GetValueOrDefault(pass.Key)} passes turned to {pass.Value}"));
    }

    private static Dictionary<(string Check, string Subject), int> Passes(IEnumerable<Finding> findings) =>
        findings.Where(f => f.Outcome == Outcome.Pass).GroupBy(f => (f.CheckId, f.SubjectId)).ToDictionary(g => g.Key, g => g.Count());

    private static IReadOnlyList<Finding> Judge(Snapshot snapshot) => [.. CheckRunner.Run(new TenantAnalysis(snapshot, PostureSettings.Default), CheckCatalogue.All)];

    private static async Task<Snapshot> CollectAsync(SimulatorOptions options)
    {
        await using AzureScan scan = await AzureScan.StartAsync(options);
        return await scan.CollectAsync();
    }
}
