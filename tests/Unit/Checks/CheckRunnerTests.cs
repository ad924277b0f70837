using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class CheckRunnerTests
{
    private static readonly DatasetDefinition Needed = Datasets.Domains, Widening = Datasets.Users;

    [Fact]
    public void Whole_data_gives_the_checks_own_findings()
    {
        List<Finding> findings = Run(new TenantBuilder(), new Probe());
        Assert.Equal([Outcome.Pass, Outcome.Fail, Outcome.Pass], findings.Select(f => f.Outcome));
        Assert.All(findings, f => Assert.Equal(TenantBuilder.Now, f.CollectedAt));
    }

    [Fact]
    public void What_a_refused_dataset_would_prove_is_not_assessed_and_the_permission_is_named()
    {
        List<Finding> findings = Run(new TenantBuilder().Unread(Needed, DatasetStatus.NoPermission), new Probe());
        Assert.DoesNotContain(findings, f => f.Outcome == Outcome.Pass);
        Finding finding = Assert.Single(findings, f => f.Outcome == Outcome.NotAssessed);
        Assert.StartsWith("NoPermission: domains needs Domain.Read.All", finding.Reason, StringComparison.Ordinal);
        Assert.Contains("Grant Domain.Read.All", finding.Remediation, StringComparison.Ordinal);
        Assert.Equal(Subject.TenantType, finding.SubjectType);
    }

    [Fact]
    public void A_failure_found_on_part_of_the_data_stands()
    {
        Assert.Contains(Run(new TenantBuilder().Unread(Needed, DatasetStatus.Partial), new Probe()), f => f.Outcome == Outcome.Fail);
    }

    [Fact]
    public void A_failure_that_more_data_could_refute_does_not_stand()
    {
        Finding finding = Assert.Single(Run(new TenantBuilder().Unread(Needed, DatasetStatus.Partial), new Probe { Stands = false }));
        Assert.Equal(Outcome.NotAssessed, finding.Outcome);
    }

    [Fact]
    public void What_a_widening_dataset_would_add_is_said_and_the_rest_is_judged()
    {
        List<Finding> findings = Run(new TenantBuilder().Unread(Widening, DatasetStatus.Failed, reason: "503 after 6 tries"), new Probe());
        Assert.Equal([Outcome.Fail, Outcome.Pass, Outcome.NotAssessed], findings.Select(f => f.Outcome));
        Assert.Equal("Failed: users (503 after 6 tries)", findings[^1].Reason);
        Assert.DoesNotContain(findings, f => f.SubjectType == Subject.TenantType && f.Outcome == Outcome.Pass);
    }

    [Fact]
    public void A_missing_licence_that_proves_there_is_none_is_enough()
    {
        var probe = new Probe { Need = new DatasetNeed(Needed, UnlicensedMeansNone: true) };
        Assert.DoesNotContain(Run(new TenantBuilder().Unread(Needed, DatasetStatus.NotLicensed), probe), f => f.Outcome == Outcome.NotAssessed);
        Assert.Contains(Run(new TenantBuilder().Unread(Needed, DatasetStatus.NotSupported), probe), f => f.Outcome == Outcome.NotAssessed);
    }

    [Fact]
    public void An_error_inside_a_check_is_our_own_and_is_named()
    {
        Finding finding = Assert.Single(Run(new TenantBuilder(), new Probe { Throws = true }));
        Assert.Equal(Outcome.NotAssessed, finding.Outcome);
        Assert.Contains("PRB-01 stopped with an error of its own (InvalidOperationException: no such thing)", finding.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_datasets_to_collect_are_those_needed_and_widening_in_their_order()
    {
        Assert.Equal([Needed, Widening], CheckRunner.DatasetsFor([new Probe(), new Probe()]));
    }

    private static List<Finding> Run(TenantBuilder tenant, Check check) =>
        [.. CheckRunner.Run(new TenantAnalysis(tenant.Build(), PostureSettings.Default), [check])];

    [Fact]
    public void A_threshold_that_the_settings_changed_is_shown_with_every_verdict_and_a_default_is_not()
    {
        Ed2402Posture.Core.Settings.PostureSettings Of(int most) => new() { Thresholds = new Dictionary<string, IReadOnlyDictionary<string, int>> { ["inv-08"] = new Dictionary<string, int> { ["maximumGlobalAdministrators"] = most } } };
        List<Finding> Findings(int most) => [.. CheckRunner.Run(new TenantAnalysis(new TenantBuilder().Build(), Of(most)), [CheckCatalogue.Find("INV-08")!])];
        Assert.All(Findings(100), f => Assert.EndsWith("settings: maximumGlobalAdministrators=100 (default 8)", f.Evidence, StringComparison.Ordinal));
        Assert.All(Findings(8), f => Assert.DoesNotContain("settings:", f.Evidence ?? "", StringComparison.Ordinal));
    }
}
