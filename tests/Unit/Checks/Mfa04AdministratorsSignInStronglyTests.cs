using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Mfa04AdministratorsSignInStronglyTests() : AccessCheckTest("MFA-04")
{
    private const string Claim = "Previously satisfied|Multifactor authentication|MFA requirement satisfied by claim in the token";

    [Theory]
    [InlineData(Outcome.Pass, "FIDO2 security key")]
    [InlineData(Outcome.Pass, "Passkey (device-bound)")]
    [InlineData(Outcome.Pass, "Windows Hello for Business")]
    [InlineData(Outcome.Pass, "Password", "FIDO2 security key")]
    [InlineData(Outcome.Pass, "Windows Hello for Business", Claim)]
    [InlineData(Outcome.Fail, "Password")]
    [InlineData(Outcome.Fail, "Password", "Mobile app notification")]
    [InlineData(Outcome.Fail, "Password", "Text message")]
    [InlineData(Outcome.Fail, "Password", "Phone call approval (Authentication phone)")]
    [InlineData(Outcome.Fail, "Password", "OATH verification code")]
    [InlineData(Outcome.Fail, "Passwordless phone sign-in")]
    [InlineData(Outcome.Fail, "Temporary Access Pass")]
    [InlineData(Outcome.Fail, "Previously satisfied", "Mobile app notification")]
    public void A_sign_in_is_as_strong_as_the_method_that_completed_it(Outcome outcome, params string[] steps)
    {
        Tenant.SignIn(Alice, steps);
        Expect(Alice, outcome);
    }

    [Theory]
    [InlineData("Previously satisfied")]
    [InlineData("Password", Claim)]
    [InlineData("Password", "Previously satisfied|Multifactor authentication|MFA requirement satisfied by claim provided by external provider")]
    [InlineData("Federated|Primary authentication|")]
    public void A_sign_in_for_which_something_else_answered_tells_nothing(params string[] steps)
    {
        Tenant.SignIn(Alice, steps);
        Expect(Alice, Outcome.NotAssessed, "Partial");
        Tenant.SignIn(Alice, ["FIDO2 security key"]);
        Expect(Alice, Outcome.Pass, "1 of 2");
        Tenant.SignIn(Alice, ["Password", "Text message"]);
        Expect(Alice, Outcome.Fail, "1 of 3");
    }

    [Theory]
    [InlineData("Method of tomorrow", Outcome.NotAssessed)]
    [InlineData("Previously satisfied", Outcome.Pass)]
    public void A_strong_sign_in_does_not_vouch_for_one_by_a_method_that_is_not_known(string other, Outcome outcome)
    {
        Tenant.SignIn(Alice, ["FIDO2 security key"]).SignIn(Alice, ["Password", other]);
        Expect(Alice, outcome);
    }

    [Fact]
    public void Multifactor_that_the_log_attributes_to_a_federated_provider_is_no_lone_password()
    {
        Tenant.SignIn(Alice, ["Password"], s => s with { AuthenticationRequirement = "multiFactorAuthentication" });
        Expect(Alice, Outcome.NotAssessed, "Partial");
        Tenant.PrivilegedSignIns.Clear();
        Tenant.SignIn(Alice, ["Password"]);
        Expect(Alice, Outcome.Fail, "Password");
    }

    [Theory]
    [InlineData("multiFactorAuthentication", Outcome.Pass, "X.509 Certificate")]
    [InlineData("singleFactorAuthentication", Outcome.NotAssessed, "X.509 Certificate")]
    [InlineData("multiFactorAuthentication", Outcome.NotAssessed, "Password", "X.509 Certificate")]
    [InlineData("multiFactorAuthentication", Outcome.Fail, "X.509 Certificate", "Mobile app notification")]
    public void A_certificate_is_two_factors_where_two_were_demanded_of_it_alone(string requirement, Outcome outcome, params string[] steps)
    {
        Tenant.SignIn(Alice, steps, s => s with { AuthenticationRequirement = requirement });
        Expect(Alice, outcome);
    }

    [Fact]
    public void Sign_ins_that_failed_are_older_or_to_daily_work_do_not_count()
    {
        Tenant.SignIn(Alice, ["Password"], s => s with { Status = new SignInStatus { ErrorCode = 50126 } });
        Tenant.SignIn(Alice, ["Password"], s => s with { CreatedDateTime = TenantBuilder.Now.AddDays(-8) });
        Tenant.SignIn(Alice, ["Password"], s => s with { AppId = "5e3ce6c0-2b1f-4285-8d4b-75ee78787346", ResourceId = "00000003-0000-0000-c000-000000000000" });
        Expect(Alice, Outcome.NotApplicable, "No interactive sign-in");
        Settings = With("windowDays", 10);
        Expect(Alice, Outcome.Fail, "Password");
    }

    [Theory]
    [InlineData("14d82eec-204b-4c2f-b7e8-296a70dab67e", null)]
    [InlineData("497effe9-df71-4043-a8bb-14cf78c4b63b", null)]
    [InlineData("00001111-0000-0000-0000-000000000000", "797f4846-ba00-4fd7-ba43-dac1f8f63013")]
    public void Tools_portals_and_azure_management_are_what_one_administers_with(string app, string? resource)
    {
        Tenant.SignIn(Alice, ["Password"], s => s with { AppId = app, ResourceId = resource });
        Expect(Alice, Outcome.Fail);
    }

    [Fact]
    public void A_step_that_failed_did_not_complete_the_sign_in()
    {
        Tenant.SignIn(Alice, ["FIDO2 security key", "Text message"], s => s with { AuthenticationDetails = [s.AuthenticationDetails![0], s.AuthenticationDetails[1] with { Succeeded = false }] });
        Expect(Alice, Outcome.Pass);
        Tenant.SignIn(Alice, ["Password", "FIDO2 security key", "Text message"], s => s with { AuthenticationDetails = [s.AuthenticationDetails![0], s.AuthenticationDetails[1] with { Succeeded = false }, s.AuthenticationDetails[2]] });
        Expect(Alice, Outcome.Fail, "Password + Text message");
    }

    [Theory]
    [InlineData(DatasetStatus.NotLicensed)]
    [InlineData(DatasetStatus.NotSupported)]
    [InlineData(DatasetStatus.NoPermission)]
    [InlineData(DatasetStatus.NotCollected)]
    public void Without_the_log_nothing_is_assessed(DatasetStatus status)
    {
        Tenant.Unread(Datasets.PrivilegedSignIns, status);
        Assert.StartsWith(status.ToString(), Of(Tenant.TenantId).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_holds_fewer_days_than_wanted_proves_no_pass()
    {
        Tenant.SignIn(Alice, ["FIDO2 security key"]).Window(Datasets.PrivilegedSignIns, new CollectionScope { SignInDays = 7 });
        Expect(Alice, Outcome.Pass);
        Settings = With("windowDays", 14);
        Expect(Alice, Outcome.NotAssessed, "7 of 14 days");
        Settings = With("windowDays", 0);
        Expect(Alice, Outcome.NotAssessed, "NotCollected");
        Tenant.Unread(Datasets.PrivilegedSignIns, DatasetStatus.NotCollected);
        Assert.Equal(Tenant.TenantId, Assert.Single(Run()).SubjectId);
    }
}
