using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.Tests.Unit.Exposure.Proof.ProofTests;

namespace Ed2402Posture.Tests.Unit.Exposure.Proof;

public sealed class TokenProofTests
{
    private readonly TenantBuilder tenant = new();
    private readonly ConditionalAccessPolicy everyone;

    public TokenProofTests()
    {
        tenant.Read(Datasets.TokenLifetimePolicies, Datasets.ContinuousAccessPolicies);
        everyone = tenant.Policy("MFA for all", "enabled", new ConditionUsers { IncludeUsers = ["All"] });
        tenant.User("Alice", u => u with { SignInSessionsValidFromDateTime = Exposed.AddDays(-1), LastPasswordChangeDateTime = Exposed.AddDays(1) });
        tenant.Ask("alice@contoso.com");
    }

    [Fact]
    public void A_token_is_open_until_sessions_are_revoked_and_access_tokens_run_out()
    {
        Token().Is(ExposureState.Open, "refresh tokens from before can still be used");
        ExposureResult soon = Revoked(minutesAgo: 89);
        soon.Is(ExposureState.Open, "Access tokens issued before can be used until 2026-11-02T08:01:00Z at most (the default of up to 90 minutes).");
        Assert.Equal(TenantBuilder.Now.AddMinutes(1), soon.UsableUntil);
        Revoked(minutesAgo: 90).Is(ExposureState.Remediated, "have run out (the default of up to 90 minutes)");
        Assert.Null(Token().UsableUntil);
    }

    [Fact]
    public void Without_conditional_access_tokens_live_two_hours()
    {
        tenant.ConditionalAccessPolicies[0] = everyone with { State = "enabledForReportingButNotEnforced" };
        Revoked(minutesAgo: 119).Is(ExposureState.Open, "without conditional access");
        Revoked(minutesAgo: 120).Is(ExposureState.Remediated, "have run out");
    }

    [Fact]
    public void Where_conditional_access_was_not_read_the_longest_default_counts()
    {
        tenant.Unread(Datasets.ConditionalAccessPolicies, DatasetStatus.NoPermission);
        Revoked(minutesAgo: 119).Is(ExposureState.Open, "two hours, the longest default");
        Revoked(minutesAgo: 120).Is(ExposureState.Remediated, "have run out");
    }

    [Theory]
    [InlineData("8:00:00", 8 * 60)]
    [InlineData("00:120:00", 120)]
    [InlineData("23:59:59", 24 * 60)]
    [InlineData("1.00:00:00", 24 * 60)]
    [InlineData("7.00:00:00", 24 * 60)]
    [InlineData("until-revoked", 24 * 60)]
    [InlineData("0:10:00", 90)]
    public void A_token_lifetime_policy_lengthens_the_time_and_never_shortens_it(string lifetime, int minutes)
    {
        Lifetime("{\"TokenLifetimePolicy\":{\"Version\":1,\"AccessTokenLifetime\":\"" + lifetime + "\"}}");
        Assert.Equal(ExposureState.Open, Revoked(minutes - 1).State);
        ExposureResult after = Revoked(minutes);
        Assert.Equal(ExposureState.Remediated, after.State);
        Assert.Contains("tokenLifetimePolicy[", after.Evidence.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"TokenLifetimePolicy":{"Version":1}}""", 90)]
    [InlineData("""{"Something":1}""", 24 * 60)]
    [InlineData("no json", 24 * 60)]
    public void A_definition_without_a_lifetime_changes_nothing_and_one_nobody_understands_may_be_a_day(string definition, int minutes)
    {
        Lifetime(definition);
        Assert.Equal(ExposureState.Open, Revoked(minutes - 1).State);
        Assert.Equal(ExposureState.Remediated, Revoked(minutes).State);
    }

    [Fact]
    public void Policies_that_were_not_read_prove_nothing_between_the_default_and_a_day()
    {
        tenant.Unread(Datasets.TokenLifetimePolicies, DatasetStatus.NoPermission);
        Revoked(minutesAgo: 89).Is(ExposureState.Open, "a day, the longest that a token lifetime policy can set; NoPermission: tokenLifetimePolicies");
        ExposureResult between = Revoked(minutesAgo: 90);
        between.Is(ExposureState.CannotProve, "may let them be used until 2026-11-03T06:30:00Z");
        Assert.StartsWith("NoPermission", between.Reason, StringComparison.Ordinal);
        Revoked(minutesAgo: 24 * 60).Is(ExposureState.Remediated, "have run out");
    }

    [Fact]
    public void Applications_that_evaluate_continuously_refuse_sooner()
    {
        Revoked(minutesAgo: 1).Is(ExposureState.Open, "Exchange Online, SharePoint Online and Teams refuse them by 2026-11-02T08:14:00Z");
        tenant.Unread(Datasets.ContinuousAccessPolicies, DatasetStatus.NoPermission);
        Revoked(minutesAgo: 1).Is(ExposureState.Open, "unless a policy switches that off (NoPermission: continuousAccessPolicies");
    }

    [Theory]
    [InlineData("AzureUSGovernment", "Exchange Online refuses them by")]
    [InlineData("AzureChinaCloud", "is not documented")]
    public void Other_clouds_evaluate_less(string cloud, string words)
    {
        tenant.In(cloud);
        Revoked(minutesAgo: 1).Is(ExposureState.Open, words);
    }

    [Fact]
    public void A_policy_that_switches_it_off_for_the_user_is_named()
    {
        Switch(everyone, "disabled");
        ExposureResult off = Revoked(minutesAgo: 1);
        off.Is(ExposureState.Open, "Policy 'MFA for all' switches continuous access evaluation off, so that no application refuses them sooner.");
        Assert.Contains("continuousAccessEvaluation.mode = disabled", off.Evidence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_that_may_leave_the_user_out_is_a_maybe_and_one_for_others_is_none()
    {
        Switch(tenant.Policy("Some", "enabled", new ConditionUsers { IncludeGroups = ["g"] }), "disabled");
        Revoked(minutesAgo: 1).Is(ExposureState.Open, "unless policy 'Some', which switches that off, holds for the user");
        tenant.ConditionalAccessPolicies[^1] = tenant.ConditionalAccessPolicies[^1] with { Conditions = new ConditionSet { Users = new ConditionUsers { IncludeUsers = ["All"], ExcludeUsers = [TenantBuilder.Id("user:Alice")] } } };
        Assert.DoesNotContain("switches", Revoked(minutesAgo: 1).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("strictLocation", "enabled")]
    [InlineData("disabled", "disabled")]
    public void Other_modes_and_policies_that_are_off_switch_nothing_off(string mode, string state)
    {
        tenant.ConditionalAccessPolicies.Add(everyone with { Id = "p2", DisplayName = "Two", State = state });
        Switch(tenant.ConditionalAccessPolicies[^1], mode);
        Assert.DoesNotContain("Two", Revoked(minutesAgo: 1).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_that_was_reset_says_until_when_older_tokens_work()
    {
        tenant.NamedUsers[0] = tenant.NamedUsers[0] with { User = tenant.NamedUsers[0].User! with { SignInSessionsValidFromDateTime = TenantBuilder.Now.AddMinutes(-30) } };
        ExposureResult reset = tenant.Prove(User("alice"));
        reset.Is(ExposureState.Remediated, "Access tokens issued before can be used until 2026-11-02T09:00:00Z at most");
        Assert.Equal(TenantBuilder.Now.AddMinutes(60), reset.UsableUntil);
    }

    [Fact]
    public void A_sign_in_frequency_for_everyone_limits_a_session_to_it_and_the_life_of_one_more_token()
    {
        ConditionalAccessPolicy policy = tenant.Policy("Daily", "enabled", new ConditionUsers { IncludeUsers = ["All"] }, session: Frequency("timeBased", "hours", 12));
        ExposureResult limited = Token();
        limited.Is(ExposureState.Open, "policy 'Daily' makes them sign in again by 2026-10-03T20:00:00Z at the latest; an access token fetched just before can be used until 2026-10-03T21:30:00Z");
        Assert.Equal(Exposed.AddHours(13.5), limited.UsableUntil);

        // What was set later held from then on only.
        tenant.ConditionalAccessPolicies[^1] = policy with { ModifiedDateTime = Exposed.AddDays(3) };
        Assert.Equal(Exposed.AddDays(3).AddHours(1.5), Token().UsableUntil);
        tenant.ConditionalAccessPolicies[^1] = policy with { Conditions = policy.Conditions! with { Users = policy.Conditions.Users! with { ExcludeGroups = ["g"] } } };
        Assert.Null(Token().UsableUntil);
        tenant.ConditionalAccessPolicies[^1] = policy with { State = "enabledForReportingButNotEnforced" };
        Assert.Null(Token().UsableUntil);
        tenant.ConditionalAccessPolicies[^1] = policy with { SessionControls = Frequency("everyTime", null, null) };
        Assert.Equal(Exposed.AddMinutes(95), Token().UsableUntil);
        tenant.ConditionalAccessPolicies[^1] = policy with { SessionControls = Frequency("timeBased", "fortnights", 1) };
        Assert.Null(Token().UsableUntil);
    }

    [Fact]
    public void An_applications_token_lives_up_to_28_hours()
    {
        ExposureRecord record = Record(ExposureKind.Token) with { AppId = TenantBuilder.Id("app:HR"), ExposedOn = TenantBuilder.Now.AddHours(-27) };
        ExposureResult open = tenant.Prove(record);
        open.Is(ExposureState.Open, "up to 28 hours");
        Assert.Equal(TenantBuilder.Now.AddHours(1), open.UsableUntil);
        tenant.Prove(record with { ExposedOn = TenantBuilder.Now.AddHours(-28) }).Is(ExposureState.Remediated, "ran out by");
    }

    private ExposureResult Token() => tenant.Prove(User("alice", ExposureKind.Token));

    private ExposureResult Revoked(int minutesAgo)
    {
        tenant.NamedUsers[0] = tenant.NamedUsers[0] with { User = tenant.NamedUsers[0].User! with { SignInSessionsValidFromDateTime = TenantBuilder.Now.AddMinutes(-minutesAgo) } };
        return Token();
    }

    private void Lifetime(string definition) => tenant.TokenLifetimePolicies.Add(new TokenLifetimePolicy { Id = "t", DisplayName = "Long scripts", Definition = [definition], IsOrganizationDefault = false });

    private void Switch(ConditionalAccessPolicy policy, string mode) =>
        tenant.ContinuousAccessPolicies.Add(new ContinuousAccessPolicy { Id = policy.Id, SessionControls = new ContinuousAccessControls { ContinuousAccessEvaluation = new ContinuousAccessControl { Mode = mode } } });

    private static SessionControls Frequency(string interval, string? type, int? value) => new() { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = interval, Type = type, Value = value } };
}
