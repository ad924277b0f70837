using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid04CredentialsAreUsedTests() : CheckTest("WID-04")
{
    private const string Tier0Permission = "RoleManagement.ReadWrite.Directory";

    [Theory]
    [InlineData(3, Outcome.Pass, "was last used 3 days ago")]
    [InlineData(90, Outcome.Pass, "90 days")]
    [InlineData(91, Outcome.Fail, "was last used 91 days ago (limit 90)")]
    public void A_use_within_the_limit_passes_and_an_older_one_fails(int daysAgo, Outcome outcome, string words)
    {
        string app = App();
        Tenant.UsageReports().Used("app", Id("secret:s"), daysAgo);
        Expect(app, outcome, words);
    }

    [Fact]
    public void A_secret_without_a_row_fails_when_the_report_reaches_back_far_enough()
    {
        string app = App();
        Tenant.UsageReports(reachDays: 120);
        Expect(app, Outcome.Fail, "has not been used in the 100 days that the record of it covers");
    }

    [Fact]
    public void A_report_that_reaches_back_less_than_the_limit_proves_no_disuse()
    {
        string app = App();
        Tenant.UsageReports(reachDays: 60);
        Expect(app, Outcome.NotAssessed, "Partial: appCredentialSignInActivities reaches back 60 days");
    }

    [Fact]
    public void A_report_without_any_row_proves_nothing() => Expect(App(), Outcome.NotAssessed, "so it is late");

    [Theory]
    [InlineData(null)]
    [InlineData(120)]
    public void A_late_report_proves_no_disuse(int? lastUsed)
    {
        string app = App();
        Tenant.Used("report oldest", Id("oldest"), 200).Used("report newest", Id("newest"), 8).WorkloadUsed("report newest", 0);
        if (lastUsed is { } days)
        {
            Tenant.Used("app", Id("secret:s"), days);
        }

        Expect(app, Outcome.NotAssessed, "Partial: appCredentialSignInActivities has no use of the last 7 days");
    }

    [Fact]
    public void A_late_report_still_proves_a_use()
    {
        string app = App();
        Tenant.Used("app", Id("secret:s"), 20);
        Expect(app, Outcome.Pass, "20 days ago");
    }

    [Theory]
    [InlineData(90, Outcome.Pass)]
    [InlineData(91, Outcome.Fail)]
    public void A_secret_younger_than_the_limit_need_not_have_been_used(int ageDays, Outcome outcome)
    {
        string app = App(ageDays);
        Tenant.UsageReports();
        Expect(app, outcome);
    }

    [Theory]
    [InlineData(10, Outcome.NotAssessed)]
    [InlineData(91, Outcome.Fail)]
    public void A_secret_that_may_serve_the_sign_ins_of_users_is_not_called_unused(int daysAgo, Outcome outcome)
    {
        string app = App();
        Tenant.UsageReports().WorkloadUsed("app", null, daysAgo);
        Expect(app, outcome);
    }

    [Fact]
    public void A_row_of_the_same_key_of_another_application_is_no_use()
    {
        string app = App();
        Tenant.UsageReports().Used("other", Id("secret:s"), 1);
        Expect(app, Outcome.Fail);
    }

    [Theory]
    [InlineData(DatasetStatus.NoPermission)]
    [InlineData(DatasetStatus.NotSupported)]
    [InlineData(DatasetStatus.NotLicensed)]
    [InlineData(DatasetStatus.Partial)]
    public void Without_the_report_nothing_passes_and_nothing_fails(DatasetStatus status)
    {
        App();
        Tenant.UsageReports().Used("app", Id("secret:s"), 120).Unread(Datasets.AppCredentialSignInActivities, status);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run().Select(f => f.Outcome).Distinct()));
        Assert.Contains(Run(), f => f.Reason.StartsWith($"{status}: appCredentialSignInActivities", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_credential_is_judged_by_itself_and_expired_ones_are_another_checks_matter()
    {
        Tenant.Grant(Tenant.Application("app", Secret("used", 100, 180), Secret("unused", 100, 180), Secret("over", 200, 180)), Tier0Permission);
        Tenant.UsageReports().Used("app", Id("secret:used"), 1);
        Assert.Equal([Outcome.Pass, Outcome.Fail], Run().Select(f => f.Outcome));
    }

    [Fact]
    public void A_secret_that_lives_only_on_the_service_principal_is_judged()
    {
        string hidden = Tenant.ServicePrincipal("hidden", s => s with { PasswordCredentials = [Secret("s", 100, 180)] });
        Tenant.Grant(hidden, Tier0Permission).UsageReports();
        Assert.Contains("on=ServicePrincipal", Expect(hidden, Outcome.Fail).Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, Outcome.Pass)]
    [InlineData(100, Outcome.Fail)]
    [InlineData(null, Outcome.Fail)]
    public void A_managed_identity_is_judged_by_its_own_use(int? daysAgo, Outcome outcome)
    {
        string identity = Tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("vm", 10, 90)] });
        Tenant.Grant(identity, Tier0Permission).UsageReports();
        if (daysAgo is { } days)
        {
            Tenant.WorkloadUsed("vm", days);
        }

        Expect(identity, outcome, "The managed identity");
    }

    [Fact]
    public void A_managed_identity_of_unknown_age_without_a_row_is_not_called_unused()
    {
        string identity = Tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity" });
        Tenant.Assign("Global Administrator", identity);
        Tenant.UsageReports();
        Expect(identity, Outcome.NotAssessed, "it is unknown how old it is");
    }

    [Fact]
    public void Use_as_a_resource_is_no_use_of_a_workload()
    {
        string app = Tenant.Application("app");
        Tenant.Grant(app, Tier0Permission).UsageReports();
        Tenant.ServicePrincipalSignInActivities.Add(new() { Id = "r", AppId = Id("app:app"), LastSignInActivity = new() { LastSignInDateTime = Now }, ApplicationAuthenticationResourceSignInActivity = new() { LastSignInDateTime = Now } });
        Expect(app, Outcome.Fail, "has not been used");
    }

    [Fact]
    public void A_disabled_service_principal_is_not_called_unused_again()
    {
        string app = Tenant.Application("app", Secret("s", 120, 150));
        Tenant.Grant(app, Tier0Permission).UsageReports();
        Expect(app, Outcome.Fail);
        Tenant.ServicePrincipals[0] = Tenant.ServicePrincipals[0] with { AccountEnabled = false };
        Expect(app, Outcome.NotApplicable, "disabled");
    }

    [Fact]
    public void The_limit_is_a_setting()
    {
        string app = App();
        Tenant.UsageReports().Used("app", Id("secret:s"), 40);
        Settings = With("maximumUnusedDays", 30);
        Expect(app, Outcome.Fail, "(limit 30)");
    }

    [Fact]
    public void Unprivileged_applications_are_no_subjects()
    {
        Tenant.Application("app", Secret("s", 100, 180));
        Assert.Equal((Outcome.NotApplicable, Subject.TenantType), (Assert.Single(Run()).Outcome, Run()[0].SubjectType));
    }

    private string App(int ageDays = 100)
    {
        string app = Tenant.Application("app", Secret("s", ageDays, 180));
        Tenant.Grant(app, Tier0Permission);
        return app;
    }
}
