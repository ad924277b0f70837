using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Exp03UnusedApplicationsAreDeactivatedTests() : ExposureCheckTest("EXP-03")
{
    [Theory]
    [InlineData(3, Outcome.Pass, "was last used 3 days ago")]
    [InlineData(90, Outcome.Pass, "90 days")]
    [InlineData(91, Outcome.Fail, "was last used 91 days ago")]
    public void An_application_that_nobody_used_for_ninety_days_fails(int daysAgo, Outcome outcome, string words)
    {
        string app = App();
        Tenant.WorkloadUsed("app", daysAgo);
        Expect(app, outcome, words);
    }

    [Fact]
    public void A_disabled_application_passes()
    {
        string app = App();
        Tenant.ServicePrincipals[^1] = Tenant.ServicePrincipals[^1] with { AccountEnabled = false };
        Expect(app, Outcome.Pass, "is disabled");
    }

    [Fact]
    public void An_application_without_a_valid_credential_is_no_subject()
    {
        App(Secret("ended", 400, 365));
        Expect(Tenant.TenantId, Outcome.NotApplicable, "No application has a credential");
    }

    [Fact]
    public void Managed_identities_and_microsofts_own_applications_are_no_subjects()
    {
        Tenant.UsageReports();
        Tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("vm", 10, 90)] });
        Tenant.ServicePrincipal("graph", s => s with { AppOwnerOrganizationId = "f8cdef31-a31e-4b4a-93e4-5f571e91255a", KeyCredentials = [Certificate("graph", 10, 90)] });
        Expect(Tenant.TenantId, Outcome.NotApplicable);
    }

    [Fact]
    public void A_permission_and_the_case_make_it_graver()
    {
        string app = App();
        Tenant.WorkloadUsed("app", 200);
        Assert.Equal(Severity.Medium, Expect(app, Outcome.Fail, "holds none of the application permissions").Severity);
        Leak(Record("MAIL-1", ExposureKind.Secret) with { AppId = Id("app:app") });
        Assert.Equal(Severity.High, Expect(app, Outcome.Fail).Severity);
        Case = null;
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory");
        Assert.Equal(Severity.High, Expect(app, Outcome.Fail, "holds 1 application permission").Severity);
    }

    [Theory]
    [InlineData(CaseDecision.InUse, Outcome.Warning, "is still of use: yearly job")]
    [InlineData(CaseDecision.WillBeDisabled, Outcome.Fail, "will be disabled by 2026-11-12")]
    public void A_decision_is_told_and_never_makes_it_pass(CaseDecision decision, Outcome outcome, string words)
    {
        string app = App();
        Tenant.WorkloadUsed("app", 200);
        Leak();
        Case = Case!.WithNote(new CaseNote { AppId = Id("app:app"), Decision = decision, PlannedOn = Now.AddDays(10), Note = "yearly job" }, Now, "bob");
        Expect(app, outcome, words);
    }

    [Fact]
    public void A_report_that_is_not_offered_assesses_nothing()
    {
        App();
        Tenant.Unread(Datasets.ServicePrincipalSignInActivities, DatasetStatus.NotSupported);
        Assert.All(Run(), f => Assert.Equal(Outcome.NotAssessed, f.Outcome));
    }

    [Fact]
    public void A_late_report_assesses_nothing()
    {
        string app = App();
        Tenant.ServicePrincipalSignInActivities.Clear();
        Expect(app, Outcome.NotAssessed, "so it is late");
    }

    private string App(params Core.Snapshots.Items.PasswordCredential[] secrets)
    {
        Tenant.UsageReports();
        return Tenant.Application("app", secrets.Length == 0 ? [Secret("s", 100, 365)] : secrets);
    }
}
