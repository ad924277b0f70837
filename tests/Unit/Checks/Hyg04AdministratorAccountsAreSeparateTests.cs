using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Hyg04AdministratorAccountsAreSeparateTests() : CheckTest("HYG-04")
{
    private const string Exchange = "00000002-0000-0ff1-ce00-000000000000";

    [Fact]
    public void An_account_without_daily_work_passes()
    {
        string alice = Administrator();
        Tenant.SignIn(alice, ["FIDO2 security key"]);
        Expect(alice, Outcome.Pass, "no daily work");
    }

    [Theory]
    [InlineData(2, Outcome.Warning)]
    [InlineData(3, Outcome.Fail)]
    public void Mail_on_several_days_is_daily_work(int days, Outcome outcome)
    {
        string alice = Administrator();
        foreach (int day in Enumerable.Range(1, days))
        {
            Mail(alice, day).Mail(alice, day);
        }

        Expect(alice, outcome, $"on {days} days");
    }

    [Fact]
    public void A_failed_sign_in_is_no_work()
    {
        string alice = Administrator();
        foreach (int day in Enumerable.Range(1, 5))
        {
            Mail(alice, day, failed: true);
        }

        Expect(alice, Outcome.Pass);
    }

    [Theory]
    [InlineData(true, Outcome.Pass)]
    [InlineData(false, Outcome.Fail)]
    public void The_linked_daily_account_must_be_active(bool enabled, Outcome outcome)
    {
        string daily = Tenant.User("Alice", u => u with { AccountEnabled = enabled }), alice = Administrator(u => u with { IdentityParentId = daily });
        Expect(alice, outcome, enabled ? "linked to an active daily one" : "alice@contoso.com is disabled");
    }

    [Fact]
    public void A_linked_account_that_is_gone_fails_and_one_that_was_not_read_is_not_assessed()
    {
        string alice = Administrator(u => u with { IdentityParentId = Id("user:gone") });
        Expect(alice, Outcome.Fail, "is gone");
        Tenant.Unread(Datasets.Users, DatasetStatus.Partial);
        Assert.DoesNotContain(Run(), f => f.Outcome is Outcome.Pass or Outcome.Fail);
    }

    [Theory]
    [InlineData(DatasetStatus.NotSupported)]
    [InlineData(DatasetStatus.NoPermission)]
    public void Without_the_sign_ins_nothing_passes(DatasetStatus status)
    {
        string alice = Administrator();
        Tenant.Unread(Datasets.PrivilegedSignIns, status);
        Assert.Contains(Run(), f => f.SubjectId == alice && f.Outcome == Outcome.NotAssessed);
        Assert.DoesNotContain(Run(), f => f.Outcome == Outcome.Pass);
    }

    [Fact]
    public void A_guest_is_its_home_tenants_matter()
    {
        string guest = Tenant.Guest("Gina");
        Tenant.Eligible(GlobalAdministrator, guest);
        Expect(guest, Outcome.NotApplicable);
    }

    private string Administrator(Func<User, User>? with = null)
    {
        string id = Tenant.User("Alice Admin", with);
        Tenant.Eligible(GlobalAdministrator, id);
        return id;
    }

    private Hyg04AdministratorAccountsAreSeparateTests Mail(string id, int daysAgo, bool failed = false)
    {
        Tenant.SignIn(id, ["Password"], s => s with { ResourceId = Exchange, CreatedDateTime = Now.AddDays(-daysAgo), Status = new SignInStatus { ErrorCode = failed ? 50126 : 0 } });
        return this;
    }
}
