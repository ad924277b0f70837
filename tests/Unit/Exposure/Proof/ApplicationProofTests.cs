using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.Tests.Unit.Exposure.Proof.ProofTests;

namespace Ed2402Posture.Tests.Unit.Exposure.Proof;

public sealed class ApplicationProofTests
{
    private static readonly PasswordCredential Old = TenantBuilder.Secret("old", ageDays: 60, lifetimeDays: 180);
    private static readonly PasswordCredential New = TenantBuilder.Secret("new", ageDays: 10, lifetimeDays: 180);
    private static readonly PasswordCredential Expired = TenantBuilder.Secret("expired", ageDays: 200, lifetimeDays: 180);

    private readonly TenantBuilder tenant = new();

    [Fact]
    public void A_replaced_secret_is_remediated()
    {
        tenant.Application("HR", New);
        ExposureResult result = tenant.Prove(App("HR") with { KeyId = Old.KeyId });
        result.Is(ExposureState.Remediated, "No credential from before");
        Assert.Equal(New.StartDateTime, result.RemediatedOn);
        Assert.Contains($"application.passwordCredentials[{New.KeyId}].startDateTime = 2026-10-23T08:00:00Z (read 2026-11-02T08:00:00Z)", result.Evidence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_that_is_still_there_is_open()
    {
        tenant.Application("HR", Old);
        tenant.Prove(App("HR") with { KeyId = Old.KeyId }).Is(ExposureState.Open, $"secret {Old.KeyId} on the application");
        tenant.Prove(App("HR")).Is(ExposureState.Open, $"secret {Old.KeyId} on the application");
    }

    [Fact]
    public void A_new_secret_with_the_old_one_left_is_open()
    {
        tenant.Application("HR", New, Old);
        tenant.Prove(App("HR") with { KeyId = Old.KeyId }).Is(ExposureState.Open, "The exposed credential is still valid");
        tenant.Prove(App("HR")).Is(ExposureState.Open, "Credentials from before");
    }

    [Fact]
    public void Rotation_on_the_application_but_not_on_the_service_principal_is_open()
    {
        tenant.Application("HR", New);
        OnPrincipal("HR", p => p with { PasswordCredentials = [Old] });
        tenant.Prove(App("HR") with { KeyId = Old.KeyId }).Is(ExposureState.Open, $"secret {Old.KeyId} on the service principal");
        tenant.Prove(App("HR")).Is(ExposureState.Open, "on the service principal");
    }

    [Fact]
    public void Rotation_on_the_service_principal_but_not_on_the_application_is_open()
    {
        tenant.Application("HR", Old);
        OnPrincipal("HR", p => p with { PasswordCredentials = [New] });
        tenant.Prove(App("HR")).Is(ExposureState.Open, "on the application");
    }

    [Fact]
    public void Another_credential_from_before_the_exposure_is_open_though_the_exposed_one_is_gone()
    {
        tenant.Application("HR", New);
        OnPrincipal("HR", p => p with { KeyCredentials = [TenantBuilder.Certificate("old", 60, 365)] });
        tenant.Prove(App("HR") with { KeyId = Old.KeyId }).Is(ExposureState.Open, "The exposed credential is gone, but others from before");
    }

    [Fact]
    public void An_expired_secret_from_before_does_no_harm()
    {
        tenant.Application("HR", New, Expired);
        tenant.Prove(App("HR")).Is(ExposureState.Remediated, "1 from before have expired");
    }

    [Fact]
    public void A_secret_without_dates_is_from_before_and_valid()
    {
        tenant.Application("HR", New, Old with { StartDateTime = null, EndDateTime = null });
        tenant.Prove(App("HR")).Is(ExposureState.Open, "until null");
    }

    [Fact]
    public void No_credential_left_at_all_is_remediated()
    {
        tenant.Application("HR");
        ExposureResult result = tenant.Prove(App("HR") with { KeyId = Old.KeyId });
        result.Is(ExposureState.Remediated, "None was made since");
        Assert.Null(result.RemediatedOn);
    }

    [Fact]
    public void The_exposed_key_counts_whatever_its_date()
    {
        tenant.Application("HR", New);
        tenant.Prove(App("HR") with { KeyId = New.KeyId }).Is(ExposureState.Open, "The exposed credential is still valid");
    }

    [Theory]
    [InlineData("abc", "The exposed credential is still valid")]
    [InlineData("xyz", "The exposed credential is gone, but others")]
    public void A_hint_names_secrets_from_before_that_begin_so(string hint, string reason)
    {
        tenant.Application("HR", Old, New);
        tenant.Prove(App("HR") with { Hint = hint }).Is(ExposureState.Open, reason);
    }

    [Fact]
    public void A_new_secret_that_begins_like_the_exposed_one_is_not_it()
    {
        tenant.Application("HR", New);
        tenant.Prove(App("HR") with { Hint = "abc" }).Is(ExposureState.Remediated, "No credential from before");
    }

    [Theory]
    [InlineData("signing", ExposureState.Open)]
    [InlineData("another", ExposureState.Remediated)]
    public void A_thumbprint_is_compared_in_hexadecimal(string name, ExposureState state)
    {
        KeyCredential kept = TenantBuilder.Certificate("signing", ageDays: 10, lifetimeDays: 365);
        tenant.Application("HR");
        OnPrincipal("HR", p => p with { KeyCredentials = [kept] });
        string thumbprint = Convert.ToHexString(Convert.FromBase64String(TenantBuilder.Certificate(name, 1, 1).CustomKeyIdentifier!));
        Assert.Equal(state, tenant.Prove(App("HR", ExposureKind.Certificate) with { Thumbprint = thumbprint }).State);
    }

    [Theory]
    [InlineData("2026-10-03T08:00:00+00:00", false, ExposureState.Open)]
    [InlineData("2026-10-03T10:00:00+02:00", false, ExposureState.Open)]
    [InlineData("2026-10-03T09:59:59+02:00", false, ExposureState.Remediated)]
    [InlineData("2026-10-03T00:00:00+00:00", true, ExposureState.Open)]
    [InlineData("2026-10-02T00:00:00+00:00", true, ExposureState.Remediated)]
    public void Times_are_compared_in_utc_and_a_day_counts_to_its_end(string exposed, bool dayOnly, ExposureState state)
    {
        tenant.Application("HR", New with { StartDateTime = new DateTimeOffset(2026, 10, 3, 7, 59, 59, TimeSpan.Zero) });
        Assert.Equal(state, tenant.Prove(App("HR") with { ExposedOn = DateTimeOffset.Parse(exposed, System.Globalization.CultureInfo.InvariantCulture), DayOnly = dayOnly }).State);
    }

    [Fact]
    public void A_disabled_application_whose_credential_remains_is_remediated_with_a_warning()
    {
        tenant.Application("HR", Old);
        OnPrincipal("HR", p => p with { AccountEnabled = false });
        ExposureResult result = tenant.Prove(App("HR"));
        result.Is(ExposureState.Remediated, "1 of its credentials from before the exposure remain; they would work again");
        Assert.NotNull(result.ToDo);
    }

    [Fact]
    public void A_multitenant_application_disabled_here_alone_is_open()
    {
        tenant.Application("HR", Old);
        tenant.Applications[0] = tenant.Applications[0] with { SignInAudience = "AzureADMultipleOrgs" };
        OnPrincipal("HR", p => p with { AccountEnabled = false });
        tenant.Prove(App("HR")).Is(ExposureState.Open, "Credentials from before");
        tenant.Applications[0] = tenant.Applications[0] with { IsDisabled = true };
        tenant.Prove(App("HR")).Is(ExposureState.Remediated, "The application is disabled");
    }

    [Fact]
    public void A_deleted_application_is_remediated_and_says_until_when_it_can_be_restored()
    {
        tenant.DeletedObjects.Add(new DirectoryObject { Id = TenantBuilder.Id("x"), ODataType = "#microsoft.graph.application", DisplayName = "HR", AppId = TenantBuilder.Id("app:HR"), DeletedDateTime = TenantBuilder.Now.AddDays(-5) });
        ExposureResult result = tenant.WithDeletions().Prove(App("HR"));
        result.Is(ExposureState.Remediated, "until 2026-11-27T08:00:00Z");
        Assert.Equal(TenantBuilder.Now.AddDays(-5), result.RemediatedOn);
    }

    [Fact]
    public void An_application_that_was_there_at_the_last_test_was_deleted_and_one_that_never_was_is_not_found()
    {
        tenant.WithDeletions().Prove(App("HR")).Is(ExposureState.NotFound, "no such application");
        tenant.Prove(App("HR"), new CaseResult { RecordId = "MAIL-1#1", State = ExposureState.Open, Reason = "", SubjectId = TenantBuilder.Id("app:HR") }).Is(ExposureState.Remediated, "it was deleted");
    }

    [Fact]
    public void A_name_that_two_applications_bear_lists_them()
    {
        tenant.Application("HR", New);
        tenant.Application("HR 2", New);
        tenant.Applications[1] = tenant.Applications[1] with { DisplayName = "hr" };
        ExposureResult result = tenant.Prove(Record(ExposureKind.Secret) with { DisplayName = "HR" });
        result.Is(ExposureState.CannotProve, "2 applications are named 'HR'");
        Assert.Equal(2, result.Candidates.Count);
        Assert.Contains(TenantBuilder.Id("app:HR 2"), result.Candidates.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_one_application_bears_is_enough()
    {
        tenant.Application("HR", New);
        tenant.Application("HR 2", Old);
        tenant.Prove(Record(ExposureKind.Secret) with { DisplayName = "hr" }).Is(ExposureState.Remediated, "No credential");
    }

    [Fact]
    public void Object_ids_name_the_application_too()
    {
        string principal = tenant.Application("HR", Old);
        tenant.Prove(Record(ExposureKind.Secret) with { ServicePrincipalId = principal }).Is(ExposureState.Open, "on the application");
        tenant.Prove(Record(ExposureKind.Secret) with { AppId = tenant.Applications[0].Id }).Is(ExposureState.Open, "on the application");
    }

    [Fact]
    public void Ids_of_two_applications_prove_nothing()
    {
        tenant.Application("HR", New);
        string other = tenant.Application("Payroll", New);
        tenant.Prove(App("HR") with { ServicePrincipalId = other }).Is(ExposureState.CannotProve, "its ids name different applications");
    }

    [Fact]
    public void A_foreign_applications_own_credentials_cannot_be_proven()
    {
        string id = tenant.ServicePrincipal("Vendor", p => p with { AppOwnerOrganizationId = TenantBuilder.Id("vendor"), SignInAudience = "AzureADMultipleOrgs" });
        tenant.Prove(App("Vendor")).Is(ExposureState.CannotProve, "belongs to tenant");
        OnPrincipal("Vendor", p => p with { PasswordCredentials = [Old] });
        tenant.Prove(App("Vendor")).Is(ExposureState.Open, "on the service principal");
        OnPrincipal("Vendor", p => p with { AccountEnabled = false });
        tenant.Prove(App("Vendor")).Is(ExposureState.Remediated, "is disabled");
        Assert.NotEmpty(id);
    }

    [Theory]
    [InlineData(DatasetStatus.Partial)]
    [InlineData(DatasetStatus.NoPermission)]
    [InlineData(DatasetStatus.Failed)]
    [InlineData(DatasetStatus.NotCollected)]
    public void Nothing_is_remediated_or_absent_on_data_that_was_not_read(DatasetStatus status)
    {
        tenant.Application("HR", New);
        tenant.Unread(Datasets.ServicePrincipals, status);
        tenant.Prove(App("HR")).Is(ExposureState.CannotProve, status.ToString());
        tenant.Prove(App("Unknown")).Is(ExposureState.CannotProve, status.ToString());
    }

    [Fact]
    public void What_is_open_stays_open_on_partial_data()
    {
        tenant.Application("HR", Old);
        tenant.Unread(Datasets.ServicePrincipals, DatasetStatus.NoPermission);
        tenant.Prove(App("HR")).Is(ExposureState.Open, "on the application");
    }

    [Fact]
    public void Lists_that_the_answer_left_out_prove_nothing()
    {
        tenant.Application("HR", New);
        OnPrincipal("HR", p => p with { KeyCredentials = null });
        tenant.Prove(App("HR")).Is(ExposureState.CannotProve, "were not read");
    }

    private void OnPrincipal(string name, Func<ServicePrincipal, ServicePrincipal> with)
    {
        int index = tenant.ServicePrincipals.FindIndex(p => p.DisplayName == name);
        tenant.ServicePrincipals[index] = with(tenant.ServicePrincipals[index]);
    }
}
