using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Exposure.Review;

/// <summary>What sign-ins since an exposure show against the account's own earlier time.</summary>
public sealed class ActivityReviewTests
{
    private const string Chrome = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0.6723.70 Safari/537.36";
    private static readonly DateTimeOffset Since = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);
    private static readonly SignIn Usual = new()
    {
        Id = "usual", CreatedDateTime = Since.AddDays(-8), UserId = "u", IpAddress = "192.0.2.10", UserAgent = Chrome, AppDisplayName = "Azure Portal", ClientAppUsed = "Browser", ResourceDisplayName = "Microsoft Graph",
        Location = new SignInLocation { CountryOrRegion = "US" }, DeviceDetail = new SignInDevice { DeviceId = "d1", DisplayName = "PC-1" }, Status = new SignInStatus { ErrorCode = 0 }, CorrelationId = "c",
    };

    private static SignIn Later => Usual with { Id = "later", CreatedDateTime = Since.AddDays(2) };

    public static TheoryData<string, ActivityKind, string> News => new()
    {
        { "country", ActivityKind.NewCountry, "RU" }, { "network", ActivityKind.NewNetwork, "198.51.100.0/24" }, { "network6", ActivityKind.NewNetwork, "2001:db8:1::/48" }, { "device", ActivityKind.NewDevice, "PC-2 (d2)" },
        { "agent", ActivityKind.NewUserAgent, "curl/#" }, { "client", ActivityKind.NewClient, "Azure CLI, Browser" }, { "flow", ActivityKind.NewClient, "Azure Portal, Browser, deviceCode" }, { "resource", ActivityKind.NewResource, "Azure Key Vault" },
    };

    [Theory]
    [MemberData(nameof(News))]
    public void What_the_account_did_not_show_before_is_new(string change, ActivityKind kind, string what)
    {
        ActivityObservation found = Assert.Single(Review([Usual, Change(change)]), o => o.Kind is not (ActivityKind.FirstUse or ActivityKind.LastUse));
        Assert.Equal((kind, what, 1L, "later", "c"), (found.Kind, found.What, found.Count, found.Evidence.ToString(), found.CorrelationId));
        Assert.Equal(10, found.BaselineDays);
        Assert.Contains("1 sign-ins in 10 days", found.Baseline, StringComparison.Ordinal);
        Assert.Equal(Since.AddDays(2), found.When);
    }

    [Theory]
    [MemberData(nameof(News))]
    public void What_it_showed_before_is_not_new(string change, ActivityKind kind, string what)
    {
        IReadOnlyList<ActivityObservation> found = Review([Usual, Change(change) with { CreatedDateTime = Since.AddDays(-1) }, Change(change)]);
        Assert.All(found, o => Assert.True(o.Kind is ActivityKind.FirstUse or ActivityKind.LastUse, $"{o} ({kind} {what})"));
    }

    [Fact]
    public void Another_address_of_the_same_network_or_provider_and_a_newer_browser_are_not_new()
    {
        SignIn before = Usual with { AutonomousSystemNumber = 8075 };
        SignIn[] after =
        [
            Later with { IpAddress = "192.0.2.250" },
            Later with { IpAddress = "::ffff:192.0.2.7", Id = "mapped" },
            Later with { IpAddress = "203.0.113.5", AutonomousSystemNumber = 8075, Id = "datacentre" },
            Later with { UserAgent = Chrome.Replace("130.0.6723.70", "131.1", StringComparison.Ordinal), Id = "update" },
        ];
        Assert.DoesNotContain(Review([before, .. after]), o => o.Kind is not (ActivityKind.FirstUse or ActivityKind.LastUse));
    }

    [Fact]
    public void A_network_of_another_provider_in_the_same_country_is_a_new_network_alone()
    {
        ActivityObservation found = Assert.Single(Review([Usual with { AutonomousSystemNumber = 8075 }, Later with { IpAddress = "203.0.113.5", AutonomousSystemNumber = 64500 }]), o => o.Kind is not (ActivityKind.FirstUse or ActivityKind.LastUse));
        Assert.Equal((ActivityKind.NewNetwork, "203.0.113.0/24 (AS64500)"), (found.Kind, found.What));
    }

    [Fact]
    public void Without_an_earlier_time_that_is_said_and_nothing_is_called_new_or_old()
    {
        IReadOnlyList<ActivityObservation> found = Review([Later, Change("country")], from: Since.AddDays(1));
        Assert.DoesNotContain(found, o => o.Kind == ActivityKind.NewCountry);
        ActivityObservation none = Assert.Single(found, o => o.Kind == ActivityKind.NoBaseline);
        Assert.Contains("US", none.Text, StringComparison.Ordinal);
        Assert.Contains("RU", none.Text, StringComparison.Ordinal);
        ActivityObservation gap = Assert.Single(found, o => o.Kind == ActivityKind.LogGap);
        Assert.Equal(Severity.High, gap.Severity);
        Assert.Contains("cannot be seen", gap.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shorter_earlier_time_is_said_once_and_is_compared_with()
    {
        IReadOnlyList<ActivityObservation> found = Review([Usual, Change("country")], from: Since.AddDays(-9));
        Assert.Equal(9, Assert.Single(found, o => o.Kind == ActivityKind.NewCountry).BaselineDays);
        ActivityObservation gap = Assert.Single(found, o => o.Kind == ActivityKind.LogGap);
        Assert.Equal((Severity.Informational, "Tenant"), (gap.Severity, gap.SubjectType));
        Assert.Contains("2026-09-26 00:00", gap.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_that_was_not_read_proves_nothing()
    {
        var refused = new LogCoverage { Log = "InteractiveSignIns", Status = DatasetStatus.NoPermission, Reason = "needs AuditLog.Read.All", Asked = Since };
        ActivityObservation only = Assert.Single(Review([], refused));
        Assert.Equal((ActivityKind.LogGap, Severity.High), (only.Kind, only.Severity));
    }

    [Fact]
    public void A_first_sign_in_ever_is_one_observation_with_all_that_it_shows()
    {
        ActivityObservation first = Assert.Single(Review([Later]), o => o.Severity == Severity.High);
        Assert.Equal((ActivityKind.FirstUse, "first sign-in"), (first.Kind, first.What));
        Assert.Contains("countries US", first.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Review([Later]), o => o.Kind == ActivityKind.NewCountry);
    }

    [Fact]
    public void An_account_that_was_not_used_is_said_with_the_time_that_shows_it()
    {
        IReadOnlyList<ActivityObservation> found = Review([Usual, Later with { Status = new SignInStatus { ErrorCode = 50126 } }]);
        ActivityObservation none = Assert.Single(found);
        Assert.Equal(ActivityKind.NotUsed, none.Kind);
        Assert.Contains("1 failed", none.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(Review([Usual], from: Since.AddDays(1)), o => o.Kind == ActivityKind.NotUsed);
    }

    [Fact]
    public void A_time_zone_does_not_move_a_sign_in_over_the_exposure()
    {
        SignIn lastBefore = Change("country") with { CreatedDateTime = new DateTimeOffset(2026, 10, 5, 1, 30, 0, TimeSpan.FromHours(2)) };
        SignIn firstAfter = Change("country") with { CreatedDateTime = new DateTimeOffset(2026, 10, 4, 23, 30, 0, TimeSpan.FromHours(-2)) };
        Assert.DoesNotContain(Review([Usual, lastBefore, Later]), o => o.Kind == ActivityKind.NewCountry);
        Assert.Contains(Review([Usual, firstAfter, Later]), o => o.Kind == ActivityKind.NewCountry);
    }

    [Theory]
    [InlineData("IMAP4", null, true)]
    [InlineData("Other clients; IMAP", null, true)]
    [InlineData("Browser", "ropc", true)]
    [InlineData("Mobile Apps and Desktop clients", "oAuth2", false)]
    public void Protocols_that_know_no_second_factor_are_told(string client, string? protocol, bool legacy)
    {
        SignIn with = Later with { ClientAppUsed = client, AuthenticationProtocol = protocol };
        Assert.Equal(legacy ? Severity.High : null, Review([Usual, with]).SingleOrDefault(o => o.Kind == ActivityKind.LegacyProtocol)?.Severity);
        Assert.Equal(legacy ? Severity.Medium : null, Review([with with { CreatedDateTime = Since.AddDays(-1) }, with]).SingleOrDefault(o => o.Kind == ActivityKind.LegacyProtocol)?.Severity);
    }

    [Fact]
    public void A_right_password_from_a_strange_network_is_told_though_it_was_stopped()
    {
        SignIn blocked = Later with { IpAddress = "198.51.100.9", Status = new SignInStatus { ErrorCode = 53003 } };
        Assert.Equal("198.51.100.0/24", Assert.Single(Review([Usual, Later, blocked]), o => o.Kind == ActivityKind.StoppedSignIn).What);
        Assert.DoesNotContain(Review([Usual, Later, blocked with { IpAddress = "192.0.2.99" }]), o => o.Kind == ActivityKind.StoppedSignIn);
    }

    [Fact]
    public void The_exposed_credential_in_use_is_the_gravest_and_a_new_one_is_told()
    {
        SignIn app = Usual with { ServicePrincipalCredentialKeyId = "old", DeviceDetail = null };
        ReviewSubject subject = Subject(user: false) with { ExposedKeys = new HashSet<string>(["OLD"], StringComparer.OrdinalIgnoreCase) };
        IReadOnlyList<ActivityObservation> found = Review([app, app with { Id = "a", CreatedDateTime = Since.AddDays(1) }, app with { Id = "b", CreatedDateTime = Since.AddDays(2), ServicePrincipalCredentialKeyId = "new" }], null, subject);
        Assert.Equal((ActivityKind.ExposedCredentialUsed, Severity.Critical, "a"), (found[0].Kind, found[0].Severity, found[0].Evidence.ToString()));
        Assert.Equal("key new", Assert.Single(found, o => o.Kind == ActivityKind.NewCredential).What);
        Assert.DoesNotContain(Review([app, app with { CreatedDateTime = Since.AddDays(1) }], null, Subject(user: false)), o => o.Kind is ActivityKind.ExposedCredentialUsed or ActivityKind.NewCredential);
    }

    [Fact]
    public void Order_of_entries_does_not_matter()
    {
        SignIn[] all = [Usual, Later, Change("country"), Change("network") with { Id = "n" }, Change("network") with { Id = "n2", CreatedDateTime = Since.AddDays(9) }];
        IReadOnlyList<string> told = [.. Review(all).Select(o => $"{o} {o.Evidence}")];
        var random = new Random(7);
        for (int i = 0; i < 20; i++)
        {
            random.Shuffle(all);
            Assert.Equal(told, Review(all).Select(o => $"{o} {o.Evidence}"));
        }
    }

    private static SignIn Change(string change) => change switch
    {
        "country" => Later with { Location = new SignInLocation { CountryOrRegion = "RU" } },
        "network" => Later with { IpAddress = "198.51.100.77" },
        "network6" => Later with { IpAddress = "2001:db8:1:2::7" },
        "device" => Later with { DeviceDetail = new SignInDevice { DeviceId = "d2", DisplayName = "PC-2" } },
        "agent" => Later with { UserAgent = "curl/8.9.1" },
        "client" => Later with { AppDisplayName = "Azure CLI" },
        "flow" => Later with { AuthenticationProtocol = "deviceCode" },
        _ => Later with { ResourceDisplayName = "Azure Key Vault" },
    };

    private static ReviewSubject Subject(bool user = true) => new() { Id = "u", Name = "u@contoso.com", IsUser = user, Since = Since, Ids = new HashSet<string>(["u"]) };

    private static IReadOnlyList<ActivityObservation> Review(SignIn[] signIns, LogCoverage? coverage = null, ReviewSubject? subject = null, DateTimeOffset? from = null)
    {
        coverage ??= new LogCoverage { Log = "InteractiveSignIns", Status = DatasetStatus.Complete, Asked = Since.AddDays(-10), From = from ?? Since.AddDays(-10), To = Since.AddDays(20), Entries = signIns.Length };
        subject ??= Subject();
        var review = new ActivityReview([subject], "Contoso");
        review.Add(subject, [new LogReading<SignIn>(coverage, () => signIns)], CancellationToken.None);
        return review.Finish();
    }
}
