using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

/// <summary>PIM-08: a review that exists is not yet one that was carried out.</summary>
public sealed class Pim08ReviewRunsTests : CheckTest
{
    private const string Role = EntraRoles.GlobalAdministrator;

    public Pim08ReviewRunsTests()
        : base("PIM-08") => Tenant.Eligible(GlobalAdministrator, Tenant.User("Alice"));

    [Theory]
    [InlineData("Applied", Outcome.Pass)]
    [InlineData("Completed", Outcome.Pass)]
    [InlineData("AutoReviewed", Outcome.Pass)]
    [InlineData("InProgress", Outcome.Fail)]
    [InlineData("NotStarted", Outcome.Fail)]
    [InlineData("Initializing", Outcome.Fail)]
    public void A_run_counts_when_it_is_over(string status, Outcome outcome)
    {
        Reviewed(10, status, Decided("Approve"));
        Expect(Role, outcome);
    }

    [Theory]
    [InlineData(107, Outcome.Pass)]
    [InlineData(108, Outcome.Fail)]
    public void The_last_run_ended_lately(int daysAgo, Outcome outcome)
    {
        // 90 days, 14 of the run itself and three of slack.
        Reviewed(daysAgo, "Applied", Decided("Approve"));
        Expect(Role, outcome);
    }

    [Fact]
    public void A_later_run_that_is_not_over_hides_none_before()
    {
        string review = Reviewed(20, "Applied", Decided("Approve"));
        Tenant.Run(review, -5, "InProgress");
        Expect(Role, Outcome.Pass);
    }

    [Fact]
    public void Of_several_runs_the_last_counts()
    {
        string review = Reviewed(80, "Applied", Decided("Approve"));
        Tenant.Run(review, 3, "Completed", [Decided("NotReviewed", byPerson: false)]);
        Expect(Role, Outcome.Warning, "Nobody decided anything");
    }

    [Fact]
    public void A_review_that_began_yesterday_says_so()
    {
        Begun(Now.AddDays(-1));
        Tenant.Run(Tenant.AccessReviewDefinitions[0].Id, -13, "InProgress");
        Expect(Role, Outcome.Warning, "its first run is not over");
    }

    [Fact]
    public void A_review_that_should_have_run_long_ago_and_never_did_fails()
    {
        Begun(Now.AddDays(-60));
        Expect(Role, Outcome.Fail, "No run of 'Review' is over");
    }

    [Theory]
    [InlineData(null, Outcome.Fail)]
    [InlineData("None", Outcome.Fail)]
    [InlineData("Approve", Outcome.Fail)]
    [InlineData("Deny", Outcome.Warning)]
    [InlineData("Recommendation", Outcome.Warning)]
    public void Where_nobody_decided_the_default_must_take_the_role_away(string? byDefault, Outcome outcome)
    {
        Reviewed(10, "Applied", Decided("NotReviewed", byPerson: false), Decided("NotReviewed", byPerson: false));
        Change(s => s with { DefaultDecisionEnabled = byDefault is not null, DefaultDecision = byDefault });
        Expect(Role, outcome, "Nobody decided anything");
    }

    [Fact]
    public void What_the_service_decides_is_no_decision_of_a_person()
    {
        Reviewed(10, "Applied", Decided("Deny", "AppliedSuccessfully", byPerson: false));
        Change(s => s with { DefaultDecisionEnabled = false });
        Expect(Role, Outcome.Fail, "Nobody decided anything");
    }

    [Theory]
    [InlineData("Deny", Outcome.Pass)]
    [InlineData("Approve", Outcome.Warning)]
    [InlineData(null, Outcome.Warning)]
    public void Some_on_whom_nobody_decided_keep_the_role_unless_the_default_takes_it(string? byDefault, Outcome outcome)
    {
        Reviewed(10, "Applied", Decided("Approve"), Decided("NotReviewed", byPerson: false));
        Change(s => s with { DefaultDecisionEnabled = byDefault is not null, DefaultDecision = byDefault });
        Expect(Role, outcome);
    }

    [Theory]
    [InlineData("AppliedSuccessfully", 10, true, Outcome.Pass)]
    [InlineData("AppliedSuccessfullyButObjectNotFound", 10, true, Outcome.Pass)]
    [InlineData("AppliedWithUnknownFailure", 10, true, Outcome.Fail)]
    [InlineData("ApplyNotSupported", 10, true, Outcome.Fail)]
    [InlineData("New", 10, true, Outcome.Fail)]
    [InlineData("New", 1, true, Outcome.Warning)]
    [InlineData("New", 1, false, Outcome.Fail)]
    [InlineData("AppliedSuccessfully", 10, false, Outcome.Pass)]
    public void Who_was_denied_the_role_must_have_lost_it(string applied, int daysAgo, bool byItself, Outcome outcome)
    {
        Reviewed(daysAgo, "Completed", Decided("Approve"), Decided("Deny", applied));
        Change(s => s with { AutoApplyDecisionsEnabled = byItself });
        Expect(Role, outcome);
    }

    [Fact]
    public void A_run_that_reviewed_nobody_is_a_warning()
    {
        Reviewed(10, "Applied");
        Expect(Role, Outcome.Warning, "reviewed nobody");
    }

    [Fact]
    public void A_run_of_another_role_of_the_same_review_does_not_count()
    {
        Reviewed(10, "Applied", Decided("Approve"));
        Tenant.AccessReviewInstances[0] = Tenant.AccessReviewInstances[0] with { Scope = new AccessReviewScope { ResourceScopes = [Query("/roleManagement/directory/roleDefinitions/" + EntraRoles.PrivilegedRoleAdministrator)] } };
        Expect(Role, Outcome.Fail, "No run");
    }

    [Fact]
    public void One_review_that_was_carried_out_is_enough()
    {
        Reviewed(200, "Applied", Decided("Approve"));
        Tenant.Review("Other", [GlobalAdministrator]);
        Expect(Role, Outcome.Pass, "'Other'");
    }

    [Theory]
    [InlineData(true, DatasetStatus.NoPermission)]
    [InlineData(false, DatasetStatus.NoPermission)]
    [InlineData(true, DatasetStatus.NotCollected)]
    [InlineData(false, DatasetStatus.Partial)]
    public void Without_the_runs_or_their_decisions_no_review_passes(bool runs, DatasetStatus status)
    {
        Tenant.Review("Review", [GlobalAdministrator]);
        DatasetDefinition unread = runs ? Datasets.AccessReviewInstances : Datasets.AccessReviewDecisions;
        Tenant.Unread(unread, status);
        Expect(Role, Outcome.NotAssessed, unread.Name);
    }

    [Fact]
    public void A_role_without_a_review_fails_whether_runs_were_read_or_not()
    {
        Tenant.Unread(Datasets.AccessReviewInstances, DatasetStatus.NoPermission);
        Expect(Role, Outcome.Fail, "No access review covers");
    }

    private string Reviewed(int endedDaysAgo, string status, params AccessReviewDecision[] decisions)
    {
        Tenant.Review("Review", [GlobalAdministrator]);
        Tenant.AccessReviewInstances.Clear();
        Tenant.AccessReviewDecisions.Clear();
        string id = Tenant.AccessReviewDefinitions[0].Id;
        Tenant.Run(id, endedDaysAgo, status, decisions);
        return id;
    }

    private void Begun(DateTimeOffset start)
    {
        Tenant.Review("Review", [GlobalAdministrator], r => r with { Settings = r.Settings! with { Recurrence = r.Settings.Recurrence! with { Range = new RecurrenceRange { Type = "noEnd", StartDate = start.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) } } } });
        Tenant.AccessReviewInstances.Clear();
        Tenant.AccessReviewDecisions.Clear();
    }

    private void Change(Func<AccessReviewSettings, AccessReviewSettings> with) => Tenant.AccessReviewDefinitions[0] = Tenant.AccessReviewDefinitions[0] with { Settings = with(Tenant.AccessReviewDefinitions[0].Settings!) };
}
