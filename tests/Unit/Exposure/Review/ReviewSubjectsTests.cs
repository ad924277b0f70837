using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Exposure.Review;

/// <summary>Whose logs are read for exposure records.</summary>
public sealed class ReviewSubjectsTests
{
    private static readonly DateTimeOffset Exposed = TenantBuilder.Now.AddDays(-9);

    [Fact]
    public void Records_of_one_account_are_one_subject_since_the_earliest()
    {
        var tenant = new TenantBuilder();
        string alice = tenant.User("Alice");
        tenant.Ask("alice@contoso.com", alice);
        (IReadOnlyList<ReviewSubject> subjects, _) = ReviewSubjects.Of([Record("1") with { UserPrincipalName = "alice@contoso.com" }, Record("2") with { UserId = alice, ExposedOn = Exposed.AddDays(-5) }, Record("3") with { UserPrincipalName = "nobody@contoso.com" }], tenant.Build());
        Assert.Equal([(alice, Exposed.AddDays(-5), 2), ("nobody@contoso.com", Exposed, 1)], subjects.Select(s => (s.Id, s.Since, s.RecordIds.Count)));
        Assert.Contains("ALICE@contoso.com", subjects[0].Ids);
    }

    [Fact]
    public void Applications_are_found_by_any_of_their_ids_and_by_a_name_that_is_theirs_alone()
    {
        var tenant = new TenantBuilder();
        string principal = tenant.Application("HR");
        tenant.Application("Twin");
        tenant.Applications.Add(tenant.Applications[^1] with { Id = TenantBuilder.Id("second"), AppId = TenantBuilder.Id("app:second") });
        (IReadOnlyList<ReviewSubject> subjects, IReadOnlyList<NotReviewed> without) = ReviewSubjects.Of(
            [Record("1") with { AppId = TenantBuilder.Id("app:HR"), KeyId = "k" }, Record("2") with { ServicePrincipalId = principal }, Record("3") with { DisplayName = "hr" }, Record("4") with { DisplayName = "Twin" }, Record("5") with { AppId = TenantBuilder.Id("gone") }, Record("6") with { ResourceId = "/subscriptions/x" }],
            tenant.Build());
        Assert.Equal([TenantBuilder.Id("app:HR"), TenantBuilder.Id("gone")], subjects.Select(s => s.Id));
        Assert.Equal(("HR", 3, "k"), (subjects[0].Name, subjects[0].RecordIds.Count, Assert.Single(subjects[0].ExposedKeys)));
        Assert.Equal(["4", "6"], without.Select(w => w.Reference));
        Assert.Equal(["no one account or application of the tenant fits: 4 (Twin)", "the use of keys of Azure resources is in the resources' own logs: 6 (x)"], NotReviewed.Sentences(without));
        Assert.EndsWith("9 and 2 more", Assert.Single(NotReviewed.Sentences(Enumerable.Range(0, 12).Select(i => new NotReviewed($"{i}", $"{i}", "r")))), StringComparison.Ordinal);
    }

    private static ExposureRecord Record(string id) => new() { Id = id, Reference = id, Kind = ExposureKind.Other, ExposedOn = Exposed };
}
