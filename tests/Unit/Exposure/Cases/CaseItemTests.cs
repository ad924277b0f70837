using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;

namespace Ed2402Posture.Tests.Unit.Exposure.Cases;

public sealed class CaseItemTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void What_is_written_later_wins_and_the_rest_stays()
    {
        ExposureCase c = Case(ExposureState.Open)
            .WithNote(new CaseNote { RecordId = "A", Owner = "dora", PlannedOn = Now.AddDays(5), Note = "asked the vendor" }, Now, "alice")
            .WithNote(new CaseNote { RecordId = "A", PlannedOn = Now.AddDays(9) }, Now.AddHours(1), "bob");
        CaseItem item = Assert.Single(c.Items);
        Assert.Equal(("dora", Now.AddDays(9), "asked the vendor", CaseDecision.Undecided), (item.Owner, item.PlannedOn, item.Note, item.Decision));
        Assert.Equal([CaseEventKind.ItemChanged, CaseEventKind.ItemChanged], c.History.TakeLast(2).Select(e => e.Kind));
        Assert.Equal(("alice", "bob"), (c.History[^2].By, c.History[^1].By));
    }

    [Fact]
    public void A_decision_names_who_took_it_even_when_another_wrote_later()
    {
        CaseItem item = Case(ExposureState.CannotProve)
            .WithNote(new CaseNote { RecordId = "A", Decision = CaseDecision.ResetByHand, ResetOn = Now.AddDays(-1) }, Now, "alice")
            .WithNote(new CaseNote { RecordId = "A", Note = "ticket 12" }, Now.AddDays(1), "bob").Items[0];
        Assert.Equal((CaseDecision.ResetByHand, "alice", Now, Now.AddDays(-1)), (item.Decision, item.DecidedBy, item.DecidedOn, item.ResetOn));
    }

    [Theory]
    [InlineData(ExposureState.Remediated, CaseDecision.Undecided, true)]
    [InlineData(ExposureState.CannotProve, CaseDecision.Undecided, false)]
    [InlineData(ExposureState.CannotProve, CaseDecision.ResetByHand, true)]
    [InlineData(ExposureState.Open, CaseDecision.ResetByHand, false)]
    [InlineData(ExposureState.NotFound, CaseDecision.ResetByHand, false)]
    [InlineData(ExposureState.NotFound, CaseDecision.NotExposed, true)]
    [InlineData(ExposureState.Open, CaseDecision.WillBeDisabled, false)]
    public void No_decision_closes_what_the_data_shows_to_be_open(ExposureState state, CaseDecision decision, bool closed) =>
        Assert.Equal(closed, Case(state).WithNote(new CaseNote { RecordId = "A", Decision = decision }, Now, "alice").Items[0].IsClosed);

    [Fact]
    public void An_item_is_overdue_only_while_it_is_not_closed()
    {
        CaseNote planned = new() { RecordId = "A", PlannedOn = Now };
        Assert.True(Case(ExposureState.Open).WithNote(planned, Now, "alice").Items[0].IsOverdueAt(Now.AddSeconds(1)));
        Assert.False(Case(ExposureState.Open).WithNote(planned, Now, "alice").Items[0].IsOverdueAt(Now));
        Assert.False(Case(ExposureState.Remediated).WithNote(planned, Now, "alice").Items[0].IsOverdueAt(Now.AddDays(9)));
        Assert.False(Case(ExposureState.Open).Items[0].IsOverdueAt(Now.AddDays(9)));
    }

    [Fact]
    public void A_note_of_an_application_is_kept_apart_from_the_records()
    {
        ExposureCase c = Case(ExposureState.Open).WithNote(new CaseNote { AppId = "app", Decision = CaseDecision.WillBeDisabled }, Now, "alice");
        Assert.Equal(CaseDecision.WillBeDisabled, c.Notes["APP"].Decision);
        Assert.Equal(CaseDecision.Undecided, c.Items[0].Decision);
    }

    [Fact]
    public void A_record_that_the_case_does_not_have_is_refused() =>
        Assert.Equal("CaseRecordNotFound", Assert.Throws<ExposureException>(() => Case(ExposureState.Open).WithNote(new CaseNote { RecordId = "B" }, Now, "alice")).ErrorId);

    [Fact]
    public void No_text_of_a_person_brings_a_secret_into_the_case()
    {
        const string Secret = "Passw0rd-2026!";
        ExposureCase c = Case(ExposureState.Open);
        Action[] writes =
        [
            () => c.WithNote(new CaseNote { RecordId = "A", Note = $"the password was {Secret}" }, Now, "alice"),
            () => c.WithNote(new CaseNote { RecordId = "A", Owner = $"pwd={Secret}" }, Now, "alice"),
            () => c.WithExplanation(new CaseExplanation { AuditId = "x", Reason = $"secret: {Secret}" }, Now, "alice"),
            () => ExposureCase.Open(new CaseDetails { Title = $"Leak of password={Secret}" }, Now, "alice"),
        ];
        Assert.All(writes, write =>
        {
            ExposureException error = Assert.Throws<ExposureException>(write);
            Assert.Equal("CaseTextSecret", error.ErrorId);
            Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        });
    }

    [Fact]
    public void An_explanation_is_found_by_the_id_of_the_change()
    {
        ExposureCase c = Case(ExposureState.Open).WithExplanation(new CaseExplanation { AuditId = "Directory_1", Reason = "CHG-7" }, Now, "alice");
        Assert.Equal(("CHG-7", "alice"), (c.Explanations["directory_1"].Explanation!.Reason, c.Explanations["directory_1"].By));
    }

    private static ExposureCase Case(ExposureState state) =>
        ExposureCase.Open(new CaseDetails { Title = "Leak" }, Now, "alice")
            .WithRecords([new ExposureRecord { Id = "A", Reference = "MAIL-1", Kind = ExposureKind.Secret, AppId = "3f2504e0-4f89-41d3-9a0c-0305e82c3301", ExposedOn = Now.AddDays(-30) }], Now, "alice")
            .WithTest("t", Now, [new CaseResult { RecordId = "A", State = state, Reason = "because" }], Now, "alice");
}
