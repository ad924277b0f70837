using CsCheck;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Reporting;

namespace Ed2402Posture.Tests.Unit.Reporting;

/// <summary>Reports of cases: their numbers, and what changed between them.</summary>
public sealed class StatusReportTests
{
    private static readonly DateTimeOffset Opened = new(2026, 10, 5, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Numbers_of_any_case_add_up() =>
        Gen.Select(Gen.Int[0, 40], Gen.Int[0, 1000]).Sample((count, seed) =>
        {
            StatusReport report = Report(RandomCase(count, new Random(seed)), 3);
            AssertAddsUp(report);
            Assert.Equal(count, report.Numbers.Records);
        });

    [Fact]
    public void The_first_report_has_no_report_before_it_and_the_second_says_that_nothing_changed()
    {
        ExposureCase opened = RandomCase(30, new Random(4));
        StatusReport first = Report(opened, 1);
        Assert.Equal((1, null, "This is the first report of the case."), (first.Number, first.Changes.Since, first.Changes.Text));
        ExposureCase reported = opened.WithReport(StatusReportBuilder.ToCaseReport(first), first.CreatedAt, "alice");
        StatusReport second = Report(reported, 8);
        Assert.Equal((2, 2, 1), (second.Number, second.Week, second.Changes.Since));
        Assert.Empty(second.Changes.Records);
        Assert.DoesNotContain(second.Changes.Numbers, n => !n.StartsWith("Overdue", StringComparison.Ordinal));
        StatusReport same = Report(reported, 1);
        Assert.Empty(same.Changes.Numbers);
        Assert.StartsWith("Nothing changed since report 1", same.Changes.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_changed_is_told_record_by_record()
    {
        ExposureCase opened = Case([Record("a"), Record("b"), Record("c")]).WithTest("t", Opened, [Result("a", ExposureState.Open), Result("b", ExposureState.Open), Result("c", ExposureState.CannotProve)], Opened, "x");
        ExposureCase reported = opened.WithReport(StatusReportBuilder.ToCaseReport(Report(opened, 1)), Opened.AddDays(1), "x");
        ExposureCase later = reported.WithTest("t", Opened.AddDays(2), [Result("a", ExposureState.Remediated), Result("b", ExposureState.Open), Result("c", ExposureState.CannotProve)], Opened.AddDays(2), "x")
            .WithNote(new CaseNote { RecordId = "c", Decision = CaseDecision.ResetByHand, Owner = "dora" }, Opened.AddDays(2), "x").WithRecords([Record("d")], Opened.AddDays(2), "x");
        ReportChanges changes = Report(later, 3).Changes;
        Assert.Equal(
            ["a (Password of a@contoso.com): state Open, now Remediated; closed no, now yes.", "c (Password of c@contoso.com): closed no, now yes; owner none, now dora; decision Undecided, now ResetByHand.", "d (Password of d@contoso.com) is new."],
            changes.Records);
        Assert.Contains("Remediated: 0, now 1", changes.Numbers);
        Assert.Contains("Records: 3, now 4", changes.Numbers);
    }

    [Fact]
    public void Actions_stand_as_their_records_do()
    {
        ExposureCase none = Case([Record("a"), Record("b")]);
        Assert.Equal([ActionState.NotStarted, ActionState.NotApplicable, ActionState.NotStarted, ActionState.NotAssessed, ActionState.InProgress], Report(none, 1).Actions.Select(a => a.State));
        ExposureCase one = none.WithTest("t", Opened, [Result("a", ExposureState.Remediated), Result("b", ExposureState.NotFound)], Opened, "x");
        Assert.Equal((ActionState.InProgress, 1, 2), (Report(one, 1).Actions[0].State, Report(one, 1).Actions[0].Done, Report(one, 1).Actions[0].Total));
        ExposureCase both = one.WithNote(new CaseNote { RecordId = "b", Decision = CaseDecision.NotExposed }, Opened, "x");
        Assert.Equal(ActionState.Done, Report(both, 1).Actions[0].State);
        ExposureCase reviewed = both.WithReview(new CaseReview { TenantId = "t", Records = [Reviewed("a", whole: true), Reviewed("b", whole: false)] }, Opened, "x");
        Assert.Equal((ActionState.InProgress, 1), (Report(reviewed, 1).Actions[2].State, Report(reviewed, 1).Actions[2].Done));
        ReportItem item = Report(reviewed, 1).Items[0];
        Assert.Equal(("InteractiveSignIns", MaliciousActivity.Unknown, 2), (item.LogsReviewed, item.MaliciousActivity, item.ToJudge));

        ExposureCase whole = both.WithReview(new CaseReview { TenantId = "t", Records = [Reviewed("a", whole: true), Reviewed("b", whole: true)] }, Opened, "x").WithNote(new CaseNote { RecordId = "a", Malicious = MaliciousActivity.No }, Opened, "x");
        Assert.Equal(ActionState.InProgress, Report(whole, 1).Actions[2].State);
        ExposureCase judged = whole.WithNote(new CaseNote { RecordId = "b", Malicious = MaliciousActivity.Yes }, Opened, "x");
        Assert.Equal((ActionState.Done, MaliciousActivity.No, MaliciousActivity.Yes), (Report(judged, 1).Actions[2].State, Report(judged, 1).Items[0].MaliciousActivity, Report(judged, 1).Items[1].MaliciousActivity));
    }

    [Fact]
    public void A_date_that_the_directory_does_not_keep_is_the_first_test_that_proved_it()
    {
        ExposureCase proven = Case([Record("a")]).WithTest("t", Opened, [Result("a", ExposureState.Open)], Opened.AddDays(1), "x").WithTest("t", Opened, [Result("a", ExposureState.Remediated)], Opened.AddDays(2), "x")
            .WithTest("t", Opened, [Result("a", ExposureState.Remediated) with { Reason = "other words" }], Opened.AddDays(9), "x");
        ReportItem item = Assert.Single(Report(proven, 10).Items);
        Assert.Equal((null, Opened.AddDays(2)), (item.ResetOn, item.ProvenOn));
    }

    [Fact]
    public void Overdue_is_what_is_planned_in_the_past_and_not_closed()
    {
        ExposureCase planned = Case([Record("a") with { PlannedOn = Opened.AddDays(2) }, Record("b") with { PlannedOn = Opened.AddDays(2) }, Record("c") with { PlannedOn = Opened.AddDays(9) }]).WithTest("t", Opened, [Result("b", ExposureState.Remediated)], Opened, "x");
        Assert.Equal(["a"], Report(planned, 3).Items.Where(i => i.Overdue).Select(i => i.Reference));
        Assert.Equal(0, Report(planned, 1).Numbers.Overdue);
    }

    internal static void AssertAddsUp(StatusReport report)
    {
        CaseNumbers n = report.Numbers;
        Assert.Equal(n.Records, n.Remediated + n.Open + n.CannotProve + n.NotFound + n.NotTested);
        Assert.Equal(n.Records, n.Closed + n.Outstanding);
        Assert.Equal(n.Records, report.Items.Count);
        foreach ((string name, int value) in n.ToDictionary())
        {
            Assert.Equal(value, report.ByKind.Sum(k => k.Numbers.ToDictionary()[name]));
        }

        Assert.Equal((n.Records, n.Closed), (report.Actions[0].Total, report.Actions[0].Done));
        Assert.Equal(n.Overdue, report.Items.Count(i => i.Overdue));
        Assert.All(report.Actions, a => Assert.InRange(a.Done, 0, a.Total));
    }

    internal static StatusReport Report(ExposureCase exposureCase, int day) => StatusReportBuilder.Build(exposureCase, ReportKind.Weekly, null, null, Opened.AddDays(day), "alice");

    internal static ExposureCase Case(IEnumerable<ExposureRecord> records) => ExposureCase.Open(new CaseDetails { Title = "Leak" }, Opened, "alice").WithRecords(records, Opened, "alice");

    internal static ExposureRecord Record(string id) => new() { Id = id, Reference = id, Kind = ExposureKind.Password, UserPrincipalName = $"{id}@contoso.com", ExposedOn = Opened.AddDays(-9) };

    private static CaseResult Result(string id, ExposureState state) => new() { RecordId = id, State = state, Reason = "because" };

    private static ReviewedRecord Reviewed(string id, bool whole) => new() { RecordId = id, Logs = "InteractiveSignIns", From = Opened, To = Opened, IsWhole = whole, Observations = 5, Grave = 2 };

    private static ExposureCase RandomCase(int count, Random random)
    {
        ExposureRecord[] records = [.. Enumerable.Range(0, count).Select(i => Record($"r{i}") with { Kind = (ExposureKind)random.Next(7), PlannedOn = random.Next(2) == 0 ? null : Opened.AddDays(random.Next(20)), Owner = random.Next(2) == 0 ? null : "dora", AppId = random.Next(2) == 0 ? null : "app" })];
        ExposureCase made = Case(records);
        for (int i = 0; i < 3 && count > 0; i++)
        {
            made = made.WithTest("t", Opened, [.. records.Where(_ => random.Next(3) > 0).Select(r => Result(r.Id, (ExposureState)random.Next(4)))], Opened.AddDays(i), "x")
                .WithNote(new CaseNote { RecordId = records[random.Next(count)].Id, Decision = (CaseDecision)random.Next(5) }, Opened.AddDays(i), "x");
        }

        return made;
    }
}
