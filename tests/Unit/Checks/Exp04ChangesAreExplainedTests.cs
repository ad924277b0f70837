using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Exp04ChangesAreExplainedTests : ExposureCheckTest
{
    private readonly string app;

    public Exp04ChangesAreExplainedTests()
        : base("EXP-04")
    {
        app = Tenant.Application("deploy", Secret("s", 10, 90));
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ReadChanges(Exposed);
        Leak(Record("MAIL-1", ExposureKind.Secret) with { AppId = Id("app:web") });
    }

    [Theory]
    [InlineData("Add service principal credentials")]
    [InlineData("Update application – Certificates and secrets management ")]
    [InlineData("Add app role assignment to service principal")]
    [InlineData("Add delegated permission grant")]
    [InlineData("Consent to application")]
    [InlineData("Add owner to service principal")]
    [InlineData("Add member to role")]
    [InlineData("Set federation settings on domain")]
    public void A_change_that_gives_power_fails_until_it_is_explained(string activity)
    {
        string change = Tenant.Change(activity, "Eve", app);
        Finding finding = Assert.Single(Run(), f => f.Resource == change);
        Assert.Equal((Outcome.Fail, app), (finding.Outcome, finding.SubjectId));
        Assert.Contains("by eve@contoso.com on 2026-11-01", finding.Reason, StringComparison.Ordinal);

        Case = Case!.WithExplanation(new CaseExplanation { AuditId = change, Reason = "CHG-7" }, Now, "bob");
        finding = Assert.Single(Run(), f => f.Resource == change);
        Assert.Equal(Outcome.Pass, finding.Outcome);
        Assert.Contains("bob explained it on 2026-11-02: CHG-7", finding.Reason, StringComparison.Ordinal);
        Assert.Equal(Outcome.Pass, Assert.Single(Run(), f => f.Resource == "window").Outcome);
    }

    [Fact]
    public void What_gives_no_power_and_what_failed_is_left_out()
    {
        Tenant.Change("Add service principal credentials", "Eve", Id("application:harmless"));
        Tenant.Change("Update user", "Eve", app);
        Tenant.Change("Add service principal credentials", "Eve", app, with: a => a with { Result = "failure" });
        Tenant.Change("Add service principal credentials", "Eve", app, daysAgo: 21);
        Assert.Equal(Outcome.Pass, Assert.Single(Run()).Outcome);
    }

    [Theory]
    [InlineData("Add member to role completed (PIM activation)", null)]
    [InlineData("Add member to role in PIM requested (permanent)", null)]
    [InlineData("Add member to role", "MS-PIM")]
    public void An_activation_and_a_mere_request_are_left_out(string activity, string? application)
    {
        Tenant.Change(activity, "Eve", app, with: a => a with { Category = "RoleManagement", InitiatedBy = application is null ? a.InitiatedBy : new AuditInitiator { App = new AuditApp { DisplayName = application } } });
        Assert.Equal(Outcome.Pass, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void A_new_eligible_member_is_a_change()
    {
        string change = Tenant.Change("Add eligible member to role in PIM completed (permanent)", "Eve", Id("user:Eve"), with: a => a with { Category = "RoleManagement" });
        Assert.Equal(Outcome.Fail, Assert.Single(Run(), f => f.Resource == change).Outcome);
    }

    [Fact]
    public void The_case_own_application_and_user_count_though_they_hold_no_role()
    {
        Tenant.Application("web", Secret("web", 10, 90));
        Tenant.Ask(Tenant.User("Ann"));
        Leak(Record("MAIL-1", ExposureKind.Secret) with { AppId = Id("app:web") }, Record("MAIL-2", ExposureKind.Password) with { UserId = Id("user:Ann") });
        string secret = Tenant.Change("Update application – Certificates and secrets management", "Eve", Id("application:web")), method = Tenant.Change("User registered security info", "Ann", Id("user:Ann"));
        Assert.Equal([secret, method], Run().Where(f => f.Outcome == Outcome.Fail && f.Resource != "window").Select(f => f.Resource));
    }

    [Theory]
    [InlineData(true, 10, Outcome.Pass)]
    [InlineData(true, 40, Outcome.NotAssessed)]
    [InlineData(false, 10, Outcome.NotAssessed)]
    [InlineData(false, 5, Outcome.Pass)]
    public void What_retention_no_longer_shows_is_not_assessed(bool licensed, int exposedDaysAgo, Outcome outcome)
    {
        Tenant.Licensed(p1: licensed, p2: false).ReadChanges(Now.AddDays(-exposedDaysAgo));
        Leak(Record("MAIL-1", ExposureKind.Secret) with { AppId = Id("app:web"), ExposedOn = Now.AddDays(-exposedDaysAgo) });
        Assert.Equal(outcome, Assert.Single(Run(), f => f.Resource == "window").Outcome);
    }

    [Fact]
    public void A_log_that_was_read_from_later_on_does_not_pass()
    {
        Tenant.ReadChanges(Exposed.AddDays(3));
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void A_log_that_was_refused_is_not_assessed()
    {
        Tenant.Unread(Datasets.DirectoryAudits, DatasetStatus.NoPermission);
        Assert.All(Run(), f => Assert.Equal(Outcome.NotAssessed, f.Outcome));
    }

    [Fact]
    public void Without_a_case_the_question_does_not_arise() => AssertNothingWithoutACase();
}
