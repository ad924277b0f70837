using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim08RoleAccessIsReviewedTests : CheckTest
{
    private const string Role = EntraRoles.GlobalAdministrator;

    public Pim08RoleAccessIsReviewedTests()
        : base("PIM-08") => Tenant.Eligible(GlobalAdministrator, Tenant.User("Alice"));

    [Fact]
    public void A_quarterly_review_that_applies_itself_passes()
    {
        Tenant.Review("Quarterly", [GlobalAdministrator]);
        Expect(Role, Outcome.Pass, "decided on 3 holders and was applied");
    }

    [Fact]
    public void A_role_without_a_review_fails_and_one_that_nobody_holds_is_no_subject()
    {
        Tenant.Review("Other", ["User Administrator"]);
        Expect(Role, Outcome.Fail, "No access review covers");
        Assert.DoesNotContain(Run(), f => f.Subject == "User Administrator");
    }

    [Theory]
    [InlineData("absoluteMonthly", 3, Outcome.Pass)]
    [InlineData("absoluteMonthly", 4, Outcome.Fail)]
    [InlineData("weekly", 12, Outcome.Pass)]
    [InlineData("weekly", 13, Outcome.Fail)]
    [InlineData("daily", 90, Outcome.Pass)]
    [InlineData("absoluteYearly", 1, Outcome.Fail)]
    public void The_interval_decides(string type, int interval, Outcome outcome)
    {
        Tenant.Review("Review", [GlobalAdministrator], r => Recurring(r, p => p with { Pattern = new RecurrencePattern { Type = type, Interval = interval } }));
        Expect(Role, outcome);
    }

    [Fact]
    public void A_review_that_runs_once_fails()
    {
        Tenant.Review("Once", [GlobalAdministrator], r => r with { Settings = r.Settings! with { Recurrence = null } });
        Expect(Role, Outcome.Fail, "'Once' runs once");
    }

    [Theory]
    [InlineData("2026-11-01", Outcome.Fail)]
    [InlineData("2026-11-02", Outcome.Pass)]
    public void A_review_runs_until_the_end_of_its_last_day(string end, Outcome outcome)
    {
        Tenant.Review("Review", [GlobalAdministrator], r => Recurring(r, p => p with { Range = new RecurrenceRange { Type = "endDate", StartDate = "2026-01-01", EndDate = end } }));
        Expect(Role, outcome);
    }

    [Theory]
    [InlineData("numbered", 3, Outcome.Fail)]
    [InlineData("numbered", 4, Outcome.Pass)]
    [InlineData("numbered", 0, Outcome.Pass)]
    [InlineData("noEnd", 3, Outcome.Pass)]
    public void A_review_ends_after_so_many_times(string type, int times, Outcome outcome)
    {
        // Every three months from January; now is November.
        Tenant.Review("Review", [GlobalAdministrator], r => Recurring(r, p => p with { Range = new RecurrenceRange { Type = type, StartDate = "2026-01-15", NumberOfOccurrences = times } }));
        Expect(Role, outcome);
    }

    [Fact]
    public void A_review_that_has_not_begun_fails()
    {
        Tenant.Review("Review", [GlobalAdministrator], r => Recurring(r, p => p with { Range = new RecurrenceRange { Type = "noEnd", StartDate = "2026-12-01" } }));
        Expect(Role, Outcome.Fail, "begins only on 2026-12-01");
    }

    [Theory]
    [InlineData("/users?$filter=(userType eq 'Guest')", null)]
    [InlineData("/users", "P30D")]
    [InlineData("/groups", null)]
    public void A_review_of_some_users_covers_nobody(string query, string? inactive)
    {
        Tenant.Review("Some", [GlobalAdministrator], r => r with { Scope = r.Scope! with { PrincipalScopes = [Query(query) with { InactiveDuration = inactive }] } });
        Expect(Role, Outcome.Fail, "No access review covers");
    }

    [Fact]
    public void A_review_of_users_alone_warns_where_a_group_holds_the_role()
    {
        Tenant.Review("Users", [GlobalAdministrator], r => r with { Scope = r.Scope! with { PrincipalScopes = [Query("/users")] } });
        Expect(Role, Outcome.Pass);
        Tenant.Eligible(GlobalAdministrator, Tenant.Group("Admins"));
        Expect(Role, Outcome.Warning, "groups hold the role too");
    }

    [Theory]
    [InlineData("high", 2, Outcome.Fail)]
    [InlineData("medium", 2, Outcome.Warning)]
    [InlineData("low", 1, Outcome.Warning)]
    public void An_active_alert_weighs_by_its_severity(string severity, int incidents, Outcome outcome)
    {
        Tenant.Alert("Roles are being assigned outside of PIM", severity, incidents);
        Finding alert = Assert.Single(Run(), f => f.SubjectType == Subject.TenantType);
        Assert.Equal(outcome, alert.Outcome);
        Assert.Contains("Roles are being assigned outside of PIM", alert.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_without_even_a_quiet_alert_proves_nothing() =>
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run(), f => f.SubjectType == Subject.TenantType).Outcome);

    [Theory]
    [InlineData(14, Outcome.Pass)]
    [InlineData(15, Outcome.NotAssessed)]
    public void An_alert_that_was_not_looked_for_lately_proves_nothing(int daysAgo, Outcome outcome)
    {
        Tenant.Alert("Redundant assignments", "low", 0, Now.AddDays(-daysAgo));
        Assert.Equal(outcome, Assert.Single(Run(), f => f.SubjectType == Subject.TenantType).Outcome);
    }

    [Theory]
    [InlineData(DatasetStatus.NotSupported)]
    [InlineData(DatasetStatus.NoPermission)]
    public void Without_the_alerts_the_reviews_still_count_and_the_rest_is_not_assessed(DatasetStatus status)
    {
        Tenant.Review("Quarterly", [GlobalAdministrator]).Unread(Datasets.RoleManagementAlerts, status);
        Assert.Equal([Outcome.Pass, Outcome.NotAssessed], Run().Select(f => f.Outcome));
    }

    [Theory]
    [InlineData(DatasetStatus.NotLicensed)]
    [InlineData(DatasetStatus.Partial)]
    public void Without_the_reviews_no_role_passes_or_fails(DatasetStatus status)
    {
        Tenant.Alert("Redundant assignments", "low", 0);
        Tenant.Review("Quarterly", [GlobalAdministrator]).Unread(Datasets.AccessReviewDefinitions, status);
        Assert.Equal([Outcome.NotAssessed], Run().Select(f => f.Outcome));
    }

    private static AccessReviewDefinition Recurring(AccessReviewDefinition review, Func<ReviewRecurrence, ReviewRecurrence> with) =>
        review with { Settings = review.Settings! with { Recurrence = with(review.Settings.Recurrence!) } };
}
