using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Ca05SessionsAreShortTests() : AccessCheckTest("CA-05")
{
    private static readonly PersistentBrowserControl Never = new() { IsEnabled = true, Mode = "never" };

    [Theory]
    [InlineData("timeBased", "hours", 4, Outcome.Pass)]
    [InlineData("everyTime", null, null, Outcome.Pass)]
    [InlineData("timeBased", "hours", 5, Outcome.Fail)]
    [InlineData("timeBased", "days", 1, Outcome.Fail)]
    public void A_session_must_end_within_the_hours(string interval, string? type, int? value, Outcome outcome)
    {
        Tenant.Policy("Sessions", "enabled", Everyone, session: new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = interval, Type = type, Value = value }, PersistentBrowser = Never });
        Expect(Alice, outcome);
    }

    [Fact]
    public void A_control_that_is_off_does_not_count()
    {
        Tenant.Policy("Sessions", "enabled", Everyone, session: new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = false, FrequencyInterval = "everyTime" }, PersistentBrowser = Never });
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
        var session = new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = "everyTime" }, PersistentBrowser = Never };
        Tenant.Policy("Windows", "enabled", Everyone, session: session, with: c => c with { Platforms = new ConditionPlatforms { IncludePlatforms = ["windows"] } });
        Expect(Alice, Outcome.Fail);
        Tenant.Policy("Rest", "enabled", Everyone, session: session, with: c => c with { Platforms = new ConditionPlatforms { IncludePlatforms = ["all"], ExcludePlatforms = ["windows"] } });
        Expect(Alice, Outcome.Pass);
    }
}
