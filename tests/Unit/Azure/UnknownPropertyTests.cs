using System.Text.RegularExpressions;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>Clouds whose version of Graph does not know a property.</summary>
public sealed class UnknownPropertyTests
{
    [Fact]
    public async Task A_list_is_read_without_the_property_and_says_so()
    {
        await using AzureScan scan = await StartAsync(TestTenants.WithApplications(), pageSize: 2, "application/publisherDomain", "application/isDisabled");
        Dataset<Core.Snapshots.Items.Application> applications = (await scan.CollectAsync(Datasets.Applications)).Get(Datasets.Applications);
        Assert.Equal((DatasetStatus.Partial, 7, "isDisabled,publisherDomain"), (applications.State.Status, applications.Count, applications.State.NotOffered));
        Assert.Contains("does not offer isDisabled, publisherDomain", applications.State.Reason, StringComparison.Ordinal);
        Assert.All(applications.Items, a => Assert.NotNull(a.PasswordCredentials));
        Assert.Equal(2, applications.State.Ledger.Retries);
    }

    [Fact]
    public async Task Parts_of_a_batch_are_read_without_it_too()
    {
        var tenant = new TenantBuilder();
        foreach (int number in Enumerable.Range(1, 40))
        {
            tenant.Assign("Security Reader", tenant.User($"Ada {number}"));
        }

        await using AzureScan scan = await StartAsync(tenant, pageSize: null, "user/identityParentId", "user/passwordPolicies");
        Snapshot snapshot = await scan.CollectAsync();
        Assert.Equal((DatasetStatus.Partial, 40, "identityParentId,passwordPolicies"), (snapshot.Get(Datasets.Users).State.Status, snapshot.Get(Datasets.Users).Count, snapshot.Get(Datasets.Users).State.NotOffered));

        // Who they are is known: what is read of them is whole.
        Assert.Equal((DatasetStatus.Complete, DatasetStatus.Complete), (snapshot.Get(Datasets.SignInActivity).State.Status, snapshot.Get(Datasets.TransitiveMemberships).State.Status));
    }

    [Theory]
    [InlineData("user/identityParentId", "HYG-02", true)]
    [InlineData("user/onPremisesImmutableId", "HYG-02", false)]
    [InlineData("user/onPremisesImmutableId", "HYG-03", true)]
    [InlineData("user/onPremisesSyncEnabled", "HYG-02", false)]
    [InlineData("user/mail", "HYG-03", false)]
    public async Task Only_checks_that_rest_on_the_property_are_not_assessed(string property, string checkId, bool isAssessed)
    {
        var tenant = new TenantBuilder();
        tenant.Assign("Global Administrator", tenant.Administrator("Ada", 1, "fido2SecurityKey"));
        tenant.AssignAzure("Reader", TenantBuilder.Id("user:Ada"), tenant.Subscription("Production"));
        await using AzureScan scan = await StartAsync(tenant, pageSize: null, property);
        List<Finding> findings = [.. CheckRunner.Run(new TenantAnalysis(await scan.CollectAsync(), PostureSettings.Default), [CheckCatalogue.Find(checkId)!])];
        Assert.Equal(isAssessed, findings.Exists(f => f.Outcome is Outcome.Pass or Outcome.NotApplicable));
        Assert.Equal(!isAssessed, findings.Exists(f => f.Outcome == Outcome.NotAssessed && f.Reason.Contains("does not offer", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Could not find a property named 'nonsense' on type 'microsoft.graph.application'.")]
    [InlineData("Could not find a property named 'id' on type 'microsoft.graph.application'.")]
    [InlineData("Something else about 'publisherDomain'.")]
    public async Task Another_bad_request_stays_a_failure(string message)
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithApplications(), o => o.Faults.Add(new FaultRule
        {
            PathContains = "/applications", Status = 400, Body = System.Text.Json.JsonSerializer.Serialize(new { error = new { code = "BadRequest", message } }),
        }));
        DatasetState state = await scan.StateAsync(Datasets.Applications);
        Assert.Equal((DatasetStatus.Failed, 1), (state.Status, state.Ledger.Requests));
    }

    [Fact]
    public async Task A_service_that_finds_ever_the_same_fault_is_not_asked_for_ever()
    {
        await using AzureScan scan = await AzureScan.StartAsync(TestTenants.WithApplications(), o => o.Faults.Add(new FaultRule
        {
            PathContains = "/applications", Status = 400, Body = """{"error":{"code":"BadRequest","message":"Could not find a property named 'publisherDomain' on type 'x'."}}""",
        }));
        DatasetState state = await scan.StateAsync(Datasets.Applications);
        Assert.Equal((DatasetStatus.Failed, 2), (state.Status, state.Ledger.Requests));
    }

    /// <summary>What the table says rests on a property is what the code looks at.</summary>
    [Fact]
    public void No_verdict_rests_on_more_than_the_table_says()
    {
        string core = Path.Combine(Docs.GeneratedSection.Root, "src", "Ed2402Posture.Core");
        foreach ((string property, string[] checks) in PropertyUse.Known)
        {
            (DatasetDefinition dataset, string name) = (Datasets.Find(property.Split('.')[0])!, property.Split('.')[1]);
            Assert.Contains(name, dataset.PropertyNames);
            string[] classes = [.. checks.Select(id => CheckCatalogue.Find(id)!.GetType().Name)];
            string member = char.ToUpperInvariant(name[0]) + name[1..];
            string[] users = [.. Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories)
                .Where(f => !f.Contains("/Items/", StringComparison.Ordinal) && !f.Contains("/obj/", StringComparison.Ordinal) && Member(member).IsMatch(File.ReadAllText(f)))
                .Select(Path.GetFileNameWithoutExtension).OfType<string>()];
            Assert.Empty(users.Except(classes));
        }
    }

    private static Regex Member(string name) => new($@"\.{name}\b");

    private static async Task<AzureScan> StartAsync(TenantBuilder tenant, int? pageSize, params string[] unknown)
    {
        var options = new SimulatorOptions { Snapshot = tenant.Build(), PageSize = pageSize };
        options.UnknownProperties.UnionWith(unknown);
        return await AzureScan.StartAsync(options);
    }
}
