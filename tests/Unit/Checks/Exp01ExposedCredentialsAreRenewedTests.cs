using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Snapshots;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Exp01ExposedCredentialsAreRenewedTests : ExposureCheckTest
{
    public Exp01ExposedCredentialsAreRenewedTests()
        : base("EXP-01")
    {
        Tenant.Read(Datasets.DeletedObjects);
        Leak(Record("MAIL-1", ExposureKind.Secret) with { AppId = Id("app:web") });
    }

    [Fact]
    public void A_renewed_application_passes()
    {
        Tenant.Application("web", Secret("new", 10, 90));
        Finding finding = Expect(Id("app:web"), Outcome.Pass, "No credential from before");
        Assert.Equal("MAIL-1: Secret", finding.Resource);
        Assert.Contains("startDateTime", finding.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void An_old_secret_beside_the_new_one_fails()
    {
        Tenant.Application("web", Secret("new", 10, 90), Secret("old", 60, 365));
        Assert.Contains(Id("secret:old"), Expect(Id("app:web"), Outcome.Fail).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_credential_left_on_the_service_principal_fails()
    {
        Tenant.Application("web", Secret("new", 10, 90));
        Tenant.ServicePrincipals[^1] = Tenant.ServicePrincipals[^1] with { PasswordCredentials = [Secret("left", 60, 365)] };
        Expect(Id("app:web"), Outcome.Fail, "on the service principal");
    }

    [Fact]
    public void A_disabled_application_whose_credential_remains_passes_and_says_so()
    {
        Tenant.Application("web", Secret("old", 60, 365));
        Tenant.ServicePrincipals[^1] = Tenant.ServicePrincipals[^1] with { AccountEnabled = false };
        Expect(Id("app:web"), Outcome.Pass, "1 of its credentials from before the exposure remain");
    }

    [Fact]
    public void Applications_of_one_name_are_a_warning_that_lists_them()
    {
        Tenant.Application("web", Secret("new", 10, 90));
        Tenant.Application("other", Secret("old", 60, 365));
        Tenant.Applications[^1] = Tenant.Applications[^1] with { DisplayName = "web" };
        Leak(Record("MAIL-1", ExposureKind.Secret) with { DisplayName = "web" });
        Expect("MAIL-1", Outcome.Warning, "2 applications are named 'web'");
    }

    [Fact]
    public void An_application_that_is_not_there_is_a_warning() => Expect("MAIL-1", Outcome.Warning, "has no such application");

    [Fact]
    public void A_person_who_calls_the_record_a_mistake_is_named()
    {
        Tenant.Application("web", Secret("old", 60, 365));
        Case = Case!.WithNote(new CaseNote { RecordId = "MAIL-1", Decision = CaseDecision.NotExposed, Note = "sample value of the manual" }, Now, "bob");
        Expect(Id("app:web"), Outcome.NotApplicable, "bob decided on");
    }

    [Fact]
    public void No_decision_turns_a_valid_credential_into_a_pass()
    {
        Tenant.Application("web", Secret("old", 60, 365));
        Case = Case!.WithNote(new CaseNote { RecordId = "MAIL-1", Decision = CaseDecision.ResetByHand }, Now, "bob");
        Expect(Id("app:web"), Outcome.Fail, "reset by hand");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Nothing_passes_on_lists_that_were_not_read(bool principals)
    {
        Tenant.Application("web", Secret("new", 10, 90));
        Tenant.Unread(principals ? Datasets.ServicePrincipals : Datasets.Applications, DatasetStatus.NoPermission);
        Assert.DoesNotContain(Run(), f => f.Outcome is Outcome.Pass or Outcome.NotApplicable);
        Assert.Contains(Run(), f => f.Outcome == Outcome.NotAssessed && f.SubjectType == Subject.TenantType);
    }

    [Fact]
    public void A_case_without_an_application_is_not_applicable()
    {
        Leak(Record("MAIL-2", ExposureKind.Password) with { UserId = Id("user:x") });
        Expect(Tenant.TenantId, Outcome.NotApplicable, "names no credential");
    }

    [Fact]
    public void Without_a_case_the_question_does_not_arise() => AssertNothingWithoutACase();
}
