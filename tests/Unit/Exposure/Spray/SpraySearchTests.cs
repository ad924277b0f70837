using Ed2402Posture.Core.Exposure.Spray;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Exposure.Spray;

public sealed class SpraySearchTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Low_and_slow_sprays_are_found_among_ordinary_sign_ins(int seed)
    {
        List<SignIn> log = SprayScenario.Attacked(60_000, 3_000, seed);
        SprayReport report = Search(log);
        (double recall, double precision) = SprayScenario.Score(log, report, SprayScenario.Slow);
        Assert.True(recall >= 0.95, $"recall {recall}");
        Assert.True(precision >= 0.95, $"precision {precision}");
        Assert.Contains(report.Sprays, s => s.LowAndSlow);
        (double all, _) = SprayScenario.Score(log, report, "");
        Assert.True(all >= 0.95, $"recall over all attacks {all}");
        Assert.Equal(
            log.Where(s => s.CorrelationId?.EndsWith("success", StringComparison.Ordinal) == true).Select(s => s.UserPrincipalName).Order(StringComparer.Ordinal),
            report.Sprays.SelectMany(s => s.SignedIn).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Ordinary_months_with_their_oddities_show_no_spray(int seed) => Assert.Empty(Search(SprayScenario.Quiet(60_000, 3_000, seed)).Sprays);

    [Fact]
    public void A_spray_says_who_is_privileged_who_signed_in_and_whose_password_was_right()
    {
        List<SignIn> log =
        [
            .. Enumerable.Range(0, 20).Select(i => Try(i, 50126, i)),
            Try(3, 0, 100), Try(4, 53003, 101), Try(5, 50076, 102, address: "198.51.100.200"),
            Try(6, 0, 103, address: "192.0.2.1", agent: "Edge"),
            Try(7, 0, -5),
        ];
        PasswordSpray spray = Assert.Single(Search(log, (id, _) => id == SignInTraffic.UserId(3)).Sprays);
        Assert.Equal([SignInTraffic.UserName(3)], spray.PrivilegedAccounts);
        Assert.Equal([SignInTraffic.UserName(3)], spray.SignedIn);
        Assert.Equal([SignInTraffic.UserName(4), SignInTraffic.UserName(5)], spray.PasswordGuessed);
        Assert.Equal((20, 20, "50126: 20"), (spray.Tries, spray.Accounts, spray.ErrorCodes.ToString()));
    }

    [Theory]
    [InlineData("odd agent", true)]
    [InlineData("Edge", false)]
    public void Who_got_in_from_the_sprayers_neighbourhood_is_found_by_the_sprayers_own_program_alone(string agent, bool found)
    {
        SignIn[] others = [.. Enumerable.Range(100, 40).Select(i => Try(i, 0, i, address: $"192.0.2.{i}", agent: "Edge"))];
        SignIn[] log = [.. others, .. Enumerable.Range(0, 20).Select(i => Try(i, 50126, i, address: $"198.51.{i}.9", agent: i == 3 ? agent : "odd agent")), Try(3, 0, 100, address: "198.51.99.9", agent)];
        PasswordSpray spray = Assert.Single(Search(log).Sprays);
        Assert.Equal(found ? [SignInTraffic.UserName(3)] : [], spray.SignedIn);
        Assert.Equal(found ? 20 : 19, spray.Accounts);
    }

    [Theory]
    [InlineData(7, 1, 0)]
    [InlineData(8, 1, 1)]
    [InlineData(8, 30, 0)]
    [InlineData(1, 300, 0)]
    public void Few_accounts_or_many_tries_each_are_no_spray(int accounts, int tries, int sprays)
    {
        SignIn[] log = [.. Enumerable.Range(0, accounts).SelectMany(a => Enumerable.Range(0, tries).Select(t => Try(a, 50126, t)))];
        Assert.Equal(sprays, Search(log).Sprays.Count);
    }

    [Fact]
    public void Names_that_do_not_exist_are_accounts_too()
    {
        SignIn[] log = [.. Enumerable.Range(0, 9).Select(i => Try(i, 50034, i) with { UserId = "", UserPrincipalName = $"guess{i}@contoso.com" })];
        Assert.Equal(9, Assert.Single(Search(log).Sprays).Accounts);
    }

    [Fact]
    public void People_who_get_in_from_there_are_no_spray()
    {
        SignIn[] log = [.. Enumerable.Range(0, 40).SelectMany(i => new[] { Try(i, 50126, i), Try(i, 0, i + 1) })];
        Assert.Empty(Search(log).Sprays);
    }

    [Fact]
    public void Failures_beyond_the_bound_are_counted()
    {
        SprayReport report = SpraySearch.Run(() => Enumerable.Range(0, 50).Select(i => Try(i, 50126, i)), null, SprayOptions.Default with { MaximumFailures = 30 }, CancellationToken.None);
        Assert.Equal((50, 30, 20), (report.SignIns, report.Failures, report.NotLookedAt));
    }

    [Fact]
    public void A_stopped_search_ends() =>
        Assert.Throws<OperationCanceledException>(() => SpraySearch.Run(() => [Try(1, 0, 0)], null, SprayOptions.Default, new CancellationToken(canceled: true)));

    private static SignIn Try(int person, int code, int minute, string address = "198.51.100.9", string agent = "odd agent") => new()
    {
        Id = $"{person}-{code}-{minute}", CreatedDateTime = TenantBuilder.Now.AddMinutes(minute), UserId = SignInTraffic.UserId(person), UserPrincipalName = SignInTraffic.UserName(person),
        AppId = "app", AppDisplayName = "Office 365 Exchange Online", ClientAppUsed = "Other clients", UserAgent = agent, IpAddress = address, Status = new SignInStatus { ErrorCode = code },
    };

    private static SprayReport Search(IReadOnlyList<SignIn> log, Func<string, string, bool>? isPrivileged = null) => SpraySearch.Run(() => log, isPrivileged, SprayOptions.Default, CancellationToken.None);
}
