using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Mfa05NewMethodsAreExplainedTests() : AccessCheckTest("MFA-05")
{
    private const string Registered = "User registered security info", ByAdministrator = "Admin registered security info", App = "User registered Authenticator App with Notification and Code";

    [Fact]
    public void A_method_that_the_person_adds_in_onboarding_passes()
    {
        Expect(Alice, Outcome.Pass, "No method was added");
        Tenant.SignIn(Alice, ["Temporary Access Pass"], s => s with { CreatedDateTime = TenantBuilder.Now.AddDays(-2).AddHours(-1) });
        Tenant.MethodAudit(Alice, Registered, "User registered Fido");
        Tenant.MethodAudit(Alice, "User registered all required security info", "User registered all required security info.");
        Expect(Alice, Outcome.Pass, "The person added");
    }

    [Theory]
    [InlineData(ByAdministrator, "Admin registered temporary access pass method for user")]
    [InlineData(ByAdministrator, "Admin registered phone method for user")]
    [InlineData("Admin updated security info", "Admin changed phone method for user")]
    [InlineData("Create Temporary Access Pass method for user", "")]
    [InlineData("Add Passkey (device-bound)", "")]
    public void A_method_that_someone_else_adds_fails(string activity, string reason)
    {
        string bob = Tenant.User("Bob");
        Tenant.MethodAudit(Alice, activity, reason, by: bob);
        Expect(Alice, Outcome.Fail, "bob@contoso.com added a method");
    }

    [Fact]
    public void So_does_one_that_an_application_adds_or_that_nobody_is_named_for()
    {
        Tenant.MethodAudit(Alice, ByAdministrator, App, with: a => a with { InitiatedBy = new AuditInitiator { App = new AuditApp { DisplayName = "Provisioning", AppId = TenantBuilder.Id("app") } } });
        Expect(Alice, Outcome.Fail, "application Provisioning added");
        Tenant.AuthenticationMethodAudits.Clear();
        Tenant.MethodAudit(Alice, ByAdministrator, App, with: a => a with { InitiatedBy = null });
        Expect(Alice, Outcome.Fail, "does not name");
    }

    [Theory]
    [InlineData("Admin deleted security info", "success")]
    [InlineData("User deleted security info", "success")]
    [InlineData("User changed default security info", "success")]
    [InlineData(ByAdministrator, "failure")]
    public void What_adds_nothing_or_did_not_succeed_passes(string activity, string result)
    {
        Tenant.MethodAudit(Alice, activity, "", by: Tenant.User("Bob"), with: a => a with { Result = result });
        Expect(Alice, Outcome.Pass, "No method was added");
    }

    [Theory]
    [InlineData("high", "atRisk", 2, Outcome.Fail)]
    [InlineData("medium", "atRisk", 23, Outcome.Fail)]
    [InlineData("high", "atRisk", 25, Outcome.Pass)]
    [InlineData("high", "dismissed", 2, Outcome.Pass)]
    [InlineData("low", "atRisk", 2, Outcome.Warning)]
    [InlineData("none", "none", 2, Outcome.Pass)]
    public void A_method_added_right_after_a_risky_sign_in_fails(string level, string state, int hours, Outcome outcome)
    {
        Tenant.SignIn(Alice, ["Password"], s => s with { CreatedDateTime = TenantBuilder.Now.AddDays(-2).AddHours(-hours), RiskLevelDuringSignIn = "none", RiskLevelAggregated = level, RiskState = state });
        Tenant.MethodAudit(Alice, Registered, App);
        Expect(Alice, outcome);
    }

    [Fact]
    public void A_risky_sign_in_that_failed_came_later_or_was_someone_elses_does_not_taint()
    {
        string bob = Tenant.User("Bob");
        Tenant.MethodAudit(Alice, Registered, App);
        DateTimeOffset before = TenantBuilder.Now.AddDays(-2).AddHours(-1);
        Tenant.SignIn(Alice, ["Password"], s => s with { CreatedDateTime = before, RiskLevelDuringSignIn = "high", Status = new SignInStatus { ErrorCode = 53003 } });
        Tenant.SignIn(Alice, ["Password"], s => s with { CreatedDateTime = before.AddHours(3), RiskLevelDuringSignIn = "high" });
        Tenant.SignIn(bob, ["Password"], s => s with { CreatedDateTime = before, RiskLevelDuringSignIn = "high" });
        Expect(Alice, Outcome.Pass);
        Tenant.SignIn(Alice, ["Password"], s => s with { CreatedDateTime = before, RiskLevelDuringSignIn = "high" });
        Expect(Alice, Outcome.Fail, "high risk");
    }

    [Fact]
    public void Risk_that_the_service_hides_is_not_assessed()
    {
        Tenant.MethodAudit(Alice, Registered, App);
        Tenant.SignIn(Alice, ["Password"], s => s with { CreatedDateTime = TenantBuilder.Now.AddDays(-2).AddHours(-1), RiskLevelDuringSignIn = "hidden", RiskLevelAggregated = "hidden", RiskState = "none" });
        Expect(Alice, Outcome.NotAssessed, "NotLicensed");
    }

    [Fact]
    public void A_method_added_before_the_sign_ins_that_were_read_is_not_assessed()
    {
        Tenant.Window(Datasets.PrivilegedSignIns, new CollectionScope { SignInDays = 7 });
        Tenant.MethodAudit(Alice, Registered, App, with: a => a with { ActivityDateTime = TenantBuilder.Now.AddDays(-5) });
        Expect(Alice, Outcome.Pass);
        Tenant.MethodAudit(Alice, Registered, App, with: a => a with { ActivityDateTime = TenantBuilder.Now.AddDays(-12) });
        Expect(Alice, Outcome.NotAssessed, "sign-ins before it");
        Tenant.MethodAudit(Alice, ByAdministrator, App, by: Tenant.User("Bob"), with: a => a with { ActivityDateTime = TenantBuilder.Now.AddDays(-12) });
        Expect(Alice, Outcome.Fail, "bob@contoso.com");
    }

    [Fact]
    public void What_is_older_than_the_window_does_not_count_and_fewer_days_than_wanted_prove_nothing()
    {
        Tenant.MethodAudit(Alice, ByAdministrator, App, by: Tenant.User("Bob"), with: a => a with { ActivityDateTime = TenantBuilder.Now.AddDays(-8) });
        Expect(Alice, Outcome.Fail);
        Settings = With("windowDays", 7);
        Expect(Alice, Outcome.Pass);
        Tenant.Window(Datasets.AuthenticationMethodAudits, new CollectionScope { MethodAuditDays = 5 });
        Expect(Alice, Outcome.NotAssessed, "5 of 7 days");
        Settings = With("windowDays", 0);
        Expect(Alice, Outcome.NotAssessed, "NotCollected");
    }

    [Fact]
    public void Without_sign_ins_a_method_from_someone_else_still_fails_and_nothing_passes()
    {
        string bob = Tenant.User("Bob");
        Tenant.Assign(GlobalAdministrator, bob);
        Tenant.MethodAudit(Alice, ByAdministrator, App, by: bob).Unread(Datasets.PrivilegedSignIns, DatasetStatus.NotLicensed);
        Expect(Alice, Outcome.Fail);
        Assert.DoesNotContain(Run(), f => f.Outcome == Outcome.Pass);
    }
}
