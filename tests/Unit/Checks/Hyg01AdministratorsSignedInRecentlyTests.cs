using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Hyg01AdministratorsSignedInRecentlyTests : CheckTest
{
    private readonly string alice;

    public Hyg01AdministratorsSignedInRecentlyTests()
        : base("HYG-01")
    {
        alice = Tenant.User("Alice");
        Tenant.Eligible(GlobalAdministrator, alice);
    }

    [Theory]
    [InlineData(45, Outcome.Pass)]
    [InlineData(46, Outcome.Fail)]
    public void Forty_five_days_are_the_limit(int days, Outcome outcome)
    {
        Tenant.SignedIn(alice, TenantBuilder.Now.AddDays(-days).AddHours(-5));
        Expect(alice, outcome, $"{days} days ago");
    }

    [Fact]
    public void An_account_that_may_be_disabled_does_not_fail()
    {
        Tenant.SignedIn(alice, TenantBuilder.Now.AddDays(-60)).Unread(Datasets.Users, DatasetStatus.Failed);
        Expect(alice, Outcome.NotAssessed, "the account may be disabled. If it is not: Signed in last 60 days ago");
    }

    [Fact]
    public void An_account_that_never_signed_in_fails()
    {
        Tenant.SignedIn(alice, null);
        Expect(alice, Outcome.Fail, "never signed in");
    }

    [Fact]
    public void Attempts_that_failed_are_no_sign_in()
    {
        Tenant.SignedIn(alice, null, attempted: TenantBuilder.Now.AddDays(-1)).SignedIn(Tenant.User("Bob"), TenantBuilder.Now.AddDays(-1));
        Expect(alice, Outcome.Fail);
    }

    [Fact]
    public void A_cloud_that_tells_attempts_and_of_nobody_a_success_proves_nothing()
    {
        Tenant.SignedIn(alice, null, attempted: TenantBuilder.Now.AddDays(-1)).SignedIn(Tenant.User("Bob"), null, attempted: TenantBuilder.Now.AddDays(-1));
        Expect(alice, Outcome.NotAssessed, "NotSupported");
    }

    [Fact]
    public void Of_an_account_older_than_the_record_never_is_not_said()
    {
        Tenant.Users[0] = Tenant.Users[0] with { CreatedDateTime = new DateTimeOffset(2021, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        Tenant.SignedIn(alice, null);
        Expect(alice, Outcome.Fail, "since 2023-12-01, when the record begins");
    }

    [Fact]
    public void A_new_account_has_time()
    {
        Tenant.Users[0] = Tenant.Users[0] with { CreatedDateTime = TenantBuilder.Now.AddDays(-3) };
        Tenant.SignedIn(alice, null);
        Expect(alice, Outcome.Pass, "created 3 days ago");
    }

    [Fact]
    public void A_user_without_a_row_is_unknown_and_not_never()
    {
        Tenant.SignInActivity.RemoveAll(a => a.Id == alice);
        Expect(alice, Outcome.NotAssessed, "Partial: signInActivity has no row");
    }

    [Fact]
    public void A_disabled_account_is_off()
    {
        Tenant.Users[0] = Tenant.Users[0] with { AccountEnabled = false };
        Tenant.SignedIn(alice, null);
        Expect(alice, Outcome.Pass, "disabled");
    }

    [Fact]
    public void A_break_glass_account_may_rest()
    {
        Tenant.SignedIn(alice, TenantBuilder.Now.AddDays(-300));
        Settings = new PostureSettings { BreakGlassAccounts = [alice] };
        Expect(alice, Outcome.Pass, "alice@contoso.com is a declared break-glass account");
    }
}
