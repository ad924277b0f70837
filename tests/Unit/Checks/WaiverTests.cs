using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class WaiverTests
{
    private static readonly DateOnly Today = DateOnly.FromDateTime(TenantBuilder.Now.UtcDateTime);

    [Theory]
    [InlineData("a-1")]
    [InlineData("A-1")]
    [InlineData("Alice@contoso.com")]
    [InlineData("*")]
    public void A_waived_failure_says_until_when_and_why(string subject)
    {
        Finding finding = Assert.Single(Run(Waiver(subject, Today)), f => f.Outcome == Outcome.Waived);
        Assert.Equal("alice@contoso.com", finding.Subject);
        Assert.Equal(new DateTimeOffset(2026, 11, 2, 0, 0, 0, TimeSpan.Zero), finding.WaivedUntil);
        Assert.Equal("Waived until 2026-11-02 (migration): It does not hold.", finding.Reason);
    }

    [Fact]
    public void A_waiver_never_touches_what_passes()
    {
        Assert.Equal(2, Run(Waiver("*", Today)).Count(f => f.Outcome == Outcome.Pass));
    }

    [Fact]
    public void A_waiver_that_expired_yesterday_leaves_the_failure_and_warns()
    {
        List<Finding> findings = Run(Waiver("a-1", Today.AddDays(-1)));
        Assert.Contains(findings, f => f.Outcome == Outcome.Fail);
        Finding warning = Assert.Single(findings, f => f.Outcome == Outcome.Warning);
        Assert.Equal(Subject.WaiverType, warning.SubjectType);
        Assert.Contains("expired on 2026-11-01", warning.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiver_that_matches_nothing_warns()
    {
        Finding warning = Assert.Single(Run(Waiver("b-1", Today)), f => f.Outcome == Outcome.Warning);
        Assert.Equal("b-1", warning.SubjectId);
        Assert.Contains("matches nothing", warning.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_waiver_that_matches_nothing_of_what_could_be_read_is_not_called_unmatched()
    {
        List<Finding> findings = [.. CheckRunner.Run(new TenantAnalysis(new TenantBuilder().Unread(Datasets.Users, DatasetStatus.Partial).Build(), Settings(Waiver("c-1", Today))), [new Probe()])];
        Assert.DoesNotContain(findings, f => f.SubjectType == Subject.WaiverType);
    }

    [Fact]
    public void A_waiver_of_another_check_is_left_alone()
    {
        Assert.DoesNotContain(Run(Waiver("*", Today) with { CheckId = "PRB-02" }), f => f.Outcome is Outcome.Waived or Outcome.Warning);
    }

    [Fact]
    public void A_second_waiver_for_the_same_failure_is_no_unmatched_one()
    {
        List<Finding> findings = Run(Waiver("*", Today), Waiver("a-1", Today.AddDays(5)));
        Assert.Equal(Today.AddDays(5), DateOnly.FromDateTime(Assert.Single(findings, f => f.Outcome == Outcome.Waived).WaivedUntil!.Value.UtcDateTime));
        Assert.DoesNotContain(findings, f => f.Outcome == Outcome.Warning);
    }

    private static Waiver Waiver(string subject, DateOnly expires) => new() { CheckId = "prb-01", Subject = subject, Reason = "migration", Expires = expires };

    private static PostureSettings Settings(params Waiver[] waivers) => new() { Waivers = waivers };

    private static List<Finding> Run(params Waiver[] waivers) =>
        [.. CheckRunner.Run(new TenantAnalysis(new TenantBuilder().Build(), Settings(waivers)), [new Probe()])];

    [Theory]
    [InlineData("deploy", false)]
    [InlineData("id", true)]
    public void A_name_that_stands_for_two_subjects_waives_neither(string subject, bool waived)
    {
        var tenant = new TenantBuilder();
        string known = tenant.ServicePrincipal("deploy"), other = tenant.ServicePrincipal("other", s => s with { DisplayName = "deploy" });
        tenant.Assign("Global Administrator", known);
        tenant.Assign("Global Administrator", other);
        var waiver = new Waiver { CheckId = "PIM-01", Subject = subject == "id" ? known : subject, Reason = "migration", Expires = Today };
        List<Finding> findings = [.. CheckRunner.Run(new TenantAnalysis(tenant.Build(), Settings(waiver)), [CheckCatalogue.Find("PIM-01")!])];
        Assert.Equal(waived ? Outcome.Waived : Outcome.Fail, Assert.Single(findings, f => f.SubjectId == known).Outcome);
        Assert.Equal(Outcome.Fail, Assert.Single(findings, f => f.SubjectId == other).Outcome);
        Assert.Equal(waived ? 0 : 1, findings.Count(f => f.SubjectType == Subject.WaiverType && f.Reason.Contains("2 different subjects have that name", StringComparison.Ordinal)));
    }
}
