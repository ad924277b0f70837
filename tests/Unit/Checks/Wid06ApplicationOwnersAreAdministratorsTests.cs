using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid06ApplicationOwnersAreAdministratorsTests : AccessCheckTest
{
    private const string Key = "fido2SecurityKey", Push = "microsoftAuthenticatorPush", SignIn = "Sign-in of the owner";

    public Wid06ApplicationOwnersAreAdministratorsTests()
        : base("WID-06") =>
        Tenant.AuthenticationMethodsPolicy[0] = Tenant.AuthenticationMethodsPolicy[0] with { AuthenticationMethodConfigurations = [.. new[] { "Fido2", "MicrosoftAuthenticator" }.Select(m => new AuthenticationMethodConfiguration { Id = m, State = "enabled", IncludeTargets = [new MethodTarget { TargetType = "group", Id = "all_users" }] })] };

    [Fact]
    public void An_owner_without_a_role_fails_and_an_administrator_of_tier_0_passes()
    {
        string app = Tenant.Application("sync"), olga = Tenant.User("Olga"), adam = Tenant.User("Adam"), helen = Tenant.User("Helen");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, olga, adam).ServicePrincipalOwner(app, helen);
        Tenant.Eligible("Application Administrator", adam);
        Tenant.Assign("Security Reader", helen);
        Role(olga, Outcome.Fail, "owner of application 'sync'");
        Role(adam, Outcome.Pass);
        Role(helen, Outcome.Fail, "owner of service principal 'sync'");
    }

    [Theory]
    [InlineData(Key, true, Outcome.Pass, "every sign-in demands such a method")]
    [InlineData(Key, false, Outcome.Fail, "the weakest sign-in demands nothing")]
    [InlineData(Push, true, Outcome.Warning, "in the owner's place")]
    [InlineData(Push, false, Outcome.Fail, "Has only")]
    [InlineData("securityQuestion", false, Outcome.Fail, "no method beside the password")]
    public void An_owner_who_can_be_phished_fails_however_privileged(string method, bool demanded, Outcome outcome, string words)
    {
        string owner = Owner("RoleManagement.ReadWrite.Directory", method);
        Tenant.Assign(GlobalAdministrator, owner);
        Demand(demanded);
        Finding finding = Strength(owner, outcome, words);
        Assert.Equal(outcome == Outcome.Warning ? Severity.Low : Severity.High, finding.Severity);
        Role(owner, Outcome.Pass);
    }

    [Fact]
    public void An_owner_of_an_application_of_tier_1_is_judged_by_the_sign_in_alone()
    {
        string weak = Tenant.User("Olga"), app = Tenant.Application("tier1");
        Tenant.Assign("Security Reader", app);
        Tenant.ApplicationOwner(app, weak).Register(weak, Push);
        Finding finding = Strength(weak, Outcome.Fail, "Has only");
        Assert.Equal(Severity.Medium, finding.Severity);
        Assert.Contains("owner of application 'tier1'", finding.Evidence, StringComparison.Ordinal);
        Assert.Single(Run(), f => f.SubjectId == weak);
    }

    [Fact]
    public void The_policy_counts_only_where_it_covers_the_owner()
    {
        string covered = Owner("RoleManagement.ReadWrite.Directory", Key), left = Owner("Application.ReadWrite.All", Key, "left");
        Tenant.Policy("Keys", "enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = [Excluding("Exceptions", left)] }, PhishingResistant);
        Strength(covered, Outcome.Pass);
        Strength(left, Outcome.Fail, "the weakest sign-in demands nothing");
    }

    [Fact]
    public void A_policy_that_is_only_reported_demands_nothing()
    {
        string owner = Owner("RoleManagement.ReadWrite.Directory", Key);
        Tenant.Policy("Keys", "enabledForReportingButNotEnforced", Everyone, PhishingResistant);
        Strength(owner, Outcome.Fail);
    }

    [Fact]
    public void A_disabled_owner_signs_in_nowhere()
    {
        string owner = Owner("RoleManagement.ReadWrite.Directory", Push, with: u => u with { AccountEnabled = false });
        Strength(owner, Outcome.NotApplicable, "disabled");
        Role(owner, Outcome.Fail);
    }

    [Fact]
    public void A_declared_break_glass_account_is_left_to_its_own_check()
    {
        string owner = Owner("RoleManagement.ReadWrite.Directory", Push);
        Settings = new PostureSettings { BreakGlassAccounts = [owner] };
        Strength(owner, Outcome.NotApplicable, "CA-09");
    }

    [Fact]
    public void An_owner_that_is_a_workload_has_no_sign_in_to_phish()
    {
        string app = Tenant.Application("sync"), robot = Tenant.Application("robot");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, robot);
        Assert.DoesNotContain(Run(), f => f.Resource == SignIn);
        Role(robot, Outcome.Fail);
    }

    [Fact]
    public void An_owner_of_an_owning_application_is_an_owner_too()
    {
        string app = Tenant.Application("sync"), robot = Tenant.Application("robot"), olga = Tenant.User("Olga");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, robot).ApplicationOwner(robot, olga).Register(olga, Push);
        Strength(olga, Outcome.Fail, "Has only");
    }

    [Fact]
    public void The_owner_of_an_application_without_privilege_is_no_subject()
    {
        string app = Tenant.Application("web");
        Tenant.Grant(app, "User.Read.All").ApplicationOwner(app, Tenant.User("Olga"));
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void Without_the_owners_nothing_is_said()
    {
        Tenant.Unread(Datasets.ApplicationOwners, DatasetStatus.NoPermission);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    [Theory]
    [InlineData("userRegistrationDetails")]
    [InlineData("conditionalAccessPolicies")]
    [InlineData("authenticationMethodsPolicy")]
    [InlineData("authenticationStrengthPolicies")]
    [InlineData("transitiveMemberships")]
    public void What_was_not_read_of_the_sign_in_leaves_that_part_open_and_the_role_judged(string dataset)
    {
        string owner = Owner("RoleManagement.ReadWrite.Directory", Key);
        Demand(true);
        Tenant.Unread(Datasets.Find(dataset)!, DatasetStatus.NoPermission);
        Strength(owner, Outcome.NotAssessed, "NoPermission");
        Role(owner, Outcome.Fail);
    }

    [Fact]
    public void An_owner_without_a_row_or_with_an_old_one_is_not_assessed()
    {
        string app = Tenant.Application("sync"), olga = Tenant.User("Olga"), late = Tenant.User("Late");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, olga, late).Register(late, Key);
        Tenant.UserRegistrationDetails[^1] = Tenant.UserRegistrationDetails[^1] with { LastUpdatedDateTime = TenantBuilder.Now.AddDays(-8) };
        Demand(true);
        Strength(olga, Outcome.NotAssessed, "Partial: userRegistrationDetails has no row");
        Strength(late, Outcome.NotAssessed, "too old to prove anything");
    }

    private string Owner(string permission, string method, string name = "sync", Func<User, User>? with = null)
    {
        string app = Tenant.Application(name), owner = Tenant.User($"{name}-owner", with);
        Tenant.Grant(app, permission).ApplicationOwner(app, owner).Register(owner, method);
        return owner;
    }

    private void Demand(bool demanded)
    {
        if (demanded)
        {
            Tenant.Policy("Keys", "enabled", Everyone, PhishingResistant);
        }
    }

    private Finding Strength(string owner, Outcome outcome, string words = "") => Found(Run().Where(f => f.Resource == SignIn), owner, outcome, words);

    private void Role(string owner, Outcome outcome, string words = "") => Found(Run().Where(f => f.Resource != SignIn), owner, outcome, words);

    private static Finding Found(IEnumerable<Finding> findings, string owner, Outcome outcome, string words)
    {
        Finding finding = Assert.Single(findings, f => f.SubjectId == owner);
        Assert.True(finding.Outcome == outcome, $"Expected {outcome}: {finding}");
        Assert.Contains(words, finding.Reason, StringComparison.Ordinal);
        return finding;
    }
}
