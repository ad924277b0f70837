using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca05SessionsAreShortTests() : AccessCheckTest("CA-05")
{
    private static readonly PersistentBrowserControl Never = new() { IsEnabled = true, Mode = "never" };
    private static readonly EnabledControl Bound = new() { IsEnabled = true };

    [Theory]
    [InlineData("timeBased", "hours", 4, Outcome.Pass)]
    [InlineData("everyTime", null, null, Outcome.Pass)]
    [InlineData("timeBased", "hours", 5, Outcome.Fail)]
    [InlineData("timeBased", "days", 1, Outcome.Fail)]
    public void A_session_must_end_within_the_hours(string interval, string? type, int? value, Outcome outcome)
    {
        Tenant.Policy("Sessions", "enabled", Everyone, session: new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = interval, Type = type, Value = value }, PersistentBrowser = Never, SecureSignInSession = Bound });
        Expect(Alice, outcome);
    }

    [Fact]
    public void A_control_that_is_off_does_not_count()
    {
        Tenant.Policy("Sessions", "enabled", Everyone, session: new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = false, FrequencyInterval = "everyTime" }, PersistentBrowser = Never, SecureSignInSession = Bound });
        Expect(Alice, Outcome.Fail, "No policy makes every session end");
    }

    [Fact]
    public void Persistent_browser_sessions_fail()
    {
        Tenant.Policy("Sessions", "enabled", Everyone, session: new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = "everyTime" } });
        Expect(Alice, Outcome.Fail, "No policy keeps every browser session");
    }

    [Fact]
    public void A_control_on_some_platforms_leaves_the_others()
    {
        var session = new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = "everyTime" }, PersistentBrowser = Never, SecureSignInSession = Bound };
        Tenant.Policy("Windows", "enabled", Everyone, session: session, with: c => c with { Platforms = new ConditionPlatforms { IncludePlatforms = ["windows"] } });
        Expect(Alice, Outcome.Fail);
        Tenant.Policy("Rest", "enabled", Everyone, session: session, with: c => c with { Platforms = new ConditionPlatforms { IncludePlatforms = ["all"], ExcludePlatforms = ["windows"] } });
        Expect(Alice, Outcome.Pass);
    }

    [Theory]
    [InlineData(true, "never", Outcome.Pass)]
    [InlineData(true, "always", Outcome.Fail)]
    [InlineData(false, "never", Outcome.Fail)]
    public void Only_never_that_is_on_keeps_browser_sessions_from_persisting(bool on, string mode, Outcome outcome)
    {
        Tenant.Policy("Sessions", "enabled", Everyone, session: new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = "everyTime" }, PersistentBrowser = new PersistentBrowserControl { IsEnabled = on, Mode = mode }, SecureSignInSession = Bound });
        Expect(Alice, outcome);
    }

    [Theory]
    [InlineData("enabled", true, Outcome.Pass)]
    [InlineData("enabled", false, Outcome.Warning)]
    [InlineData("enabledForReportingButNotEnforced", true, Outcome.Warning)]
    public void Token_protection_is_recommended_and_its_absence_is_no_failure(string state, bool on, Outcome outcome)
    {
        Tenant.Policy("Sessions", "enabled", Everyone, session: new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = "everyTime" }, PersistentBrowser = Never });
        Tenant.Policy("Tokens", state, Everyone, session: new SessionControls { SecureSignInSession = new EnabledControl { IsEnabled = on } }, with: c => c with { Platforms = new ConditionPlatforms { IncludePlatforms = ["windows"] }, Applications = new ConditionApplications { IncludeApplications = ["00000002-0000-0ff1-ce00-000000000000"] } });
        Finding finding = Expect(Alice, outcome);
        Assert.Equal(outcome == Outcome.Warning ? Severity.Low : Severity.Medium, finding.Severity);
    }

    [Theory]
    [InlineData("browser", Outcome.Pass)]
    [InlineData("mobileAppsAndDesktopClients", Outcome.Fail)]
    public void Only_browsers_keep_sessions_that_persist(string client, Outcome outcome)
    {
        Tenant.Policy("Sessions", "enabled", Everyone, session: new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = "everyTime" }, SecureSignInSession = Bound });
        Tenant.Policy("Browsers", "enabled", Everyone, session: new SessionControls { PersistentBrowser = Never }, clientAppTypes: [client]);
        Expect(Alice, outcome);
    }
}
