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
        Tenant.Read(Datasets.DeletedObjects, Datasets.TokenLifetimePolicies, Datasets.ContinuousAccessPolicies);
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
    public void An_administrator_whom_the_case_does_not_name_fails_while_the_old_password_holds()
    {
        Ann(After, After);
        string old = Tenant.User("Old", u => u with { LastPasswordChangeDateTime = Exposed.AddDays(-1) }), reset = Tenant.User("Reset", u => u with { LastPasswordChangeDateTime = After, SignInSessionsValidFromDateTime = After }), nobody = Tenant.User("Nobody");
        string off = Tenant.User("Off", u => u with { LastPasswordChangeDateTime = Exposed.AddDays(-1), AccountEnabled = false });
        Tenant.Assign(GlobalAdministrator, old);
        Tenant.Assign(GlobalAdministrator, reset);
        Tenant.Assign(GlobalAdministrator, off);
        Assert.Equal(Severity.High, Expect(old, Outcome.Fail, "The case does not name the account, but it is privileged.").Severity);
        Expect(reset, Outcome.Pass);
        Expect(off, Outcome.NotApplicable);
        Assert.DoesNotContain(Run(), f => f.SubjectId == nobody);
    }

    [Theory]
    [InlineData(1, Severity.Low, "its password is kept on-premises")]
    [InlineData(-1, Severity.Medium, "Sessions were not revoked")]
    public void An_administrator_whose_password_is_kept_elsewhere_is_a_warning_that_points_there(int sessions, Severity severity, string words)
    {
        Ann(After, After);
        string synced = Tenant.User("Synced", u => u with { OnPremisesSyncEnabled = true, LastPasswordChangeDateTime = Exposed.AddDays(-1), SignInSessionsValidFromDateTime = Exposed.AddDays(sessions) });
        Tenant.Assign(GlobalAdministrator, synced);
        Assert.Equal(severity, Expect(synced, Outcome.Warning, words).Severity);
    }

    [Fact]
    public void Without_token_lifetime_policies_the_verdicts_stand_and_it_is_said_what_was_not_read()
    {
        Ann(After, After);
        Tenant.Unread(Datasets.TokenLifetimePolicies, DatasetStatus.NoPermission);
        Expect(Id("user:Ann"), Outcome.Pass);
        Assert.Contains(Run(), f => f.Outcome == Outcome.NotAssessed && f.Reason.Contains("tokenLifetimePolicies", StringComparison.Ordinal));
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
