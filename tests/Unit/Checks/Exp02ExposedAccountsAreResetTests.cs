using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Snapshots;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Exp02ExposedAccountsAreResetTests : ExposureCheckTest
{
    private static readonly DateTimeOffset After = Exposed.AddDays(1);

    public Exp02ExposedAccountsAreResetTests()
        : base("EXP-02")
    {
        Tenant.Read(Datasets.DeletedObjects);
        Leak(Record("MAIL-1", ExposureKind.Password) with { UserId = Id("user:Ann") });
    }

    [Theory]
    [InlineData(1, 1, Outcome.Pass)]
    [InlineData(-1, 1, Outcome.Fail)]
    [InlineData(1, -1, Outcome.Fail)]
    [InlineData(-1, -1, Outcome.Fail)]
    [InlineData(0, 0, Outcome.Pass)]
    public void Password_and_sessions_have_to_be_of_after_the_exposure(int password, int sessions, Outcome outcome)
    {
        Ann(Exposed.AddDays(password), Exposed.AddDays(sessions));
        Expect(Id("user:Ann"), outcome);
    }

    [Fact]
    public void A_synchronised_account_is_a_warning_that_says_what_the_cloud_cannot_prove()
    {
        Ann(After, After, synced: true);
        Expect(Id("user:Ann"), Outcome.Warning, "does not prove that it was changed there");
    }

    [Fact]
    public void Who_reset_it_by_hand_is_named_and_it_stays_a_warning()
    {
        Ann(After, After, synced: true);
        Case = Case!.WithNote(new CaseNote { RecordId = "MAIL-1", Decision = CaseDecision.ResetByHand, ResetOn = After, Note = "ticket 12" }, Now, "bob");
        Assert.Equal(Severity.Informational, Expect(Id("user:Ann"), Outcome.Warning, "bob decided on").Severity);
    }

    [Fact]
    public void An_administrator_whom_the_case_does_not_name_is_a_warning_while_the_old_password_holds()
    {
        Ann(After, After);
        string old = Tenant.User("Old", u => u with { LastPasswordChangeDateTime = Exposed.AddDays(-1) }), reset = Tenant.User("Reset", u => u with { LastPasswordChangeDateTime = After, SignInSessionsValidFromDateTime = After }), nobody = Tenant.User("Nobody");
        Tenant.Assign(GlobalAdministrator, old);
        Tenant.Assign(GlobalAdministrator, reset);
        Assert.Equal(Severity.Medium, Expect(old, Outcome.Warning, "The case does not name the account, but it is privileged.").Severity);
        Expect(reset, Outcome.Pass);
        Assert.DoesNotContain(Run(), f => f.SubjectId == nobody);
    }

    [Fact]
    public void An_administrator_whom_the_case_names_is_judged_once()
    {
        Ann(Exposed.AddDays(-1), After);
        Tenant.Assign(GlobalAdministrator, Id("user:Ann"));
        Expect(Id("user:Ann"), Outcome.Fail);
    }

    [Fact]
    public void A_user_whom_nobody_asked_for_is_not_assessed() => Assert.Contains(Run(), f => f.Outcome == Outcome.NotAssessed && f.Reason.StartsWith("NotCollected", StringComparison.Ordinal));

    [Fact]
    public void Without_the_domains_nothing_passes()
    {
        Ann(After, After);
        Tenant.Unread(Datasets.Domains, DatasetStatus.NoPermission);
        Assert.DoesNotContain(Run(), f => f.Outcome == Outcome.Pass);
    }

    [Fact]
    public void Without_a_case_the_question_does_not_arise() => AssertNothingWithoutACase();

    private void Ann(DateTimeOffset password, DateTimeOffset sessions, bool synced = false) =>
        Tenant.Ask(Tenant.User("Ann", u => u with { LastPasswordChangeDateTime = password, SignInSessionsValidFromDateTime = sessions, OnPremisesSyncEnabled = synced }));
}
