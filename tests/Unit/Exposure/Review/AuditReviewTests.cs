using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Exposure.Review;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Exposure.Review;

/// <summary>What changes in the directory since an exposure show.</summary>
public sealed class AuditReviewTests
{
    private static readonly DateTimeOffset Since = new(2026, 10, 5, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Add service principal credentials", "ApplicationManagement", ActivityKind.CredentialChange)]
    [InlineData("Update application – Certificates and secrets management ", "ApplicationManagement", ActivityKind.CredentialChange)]
    [InlineData("Consent to application", "ApplicationManagement", ActivityKind.Consent)]
    [InlineData("Add app role assignment to service principal", "ApplicationManagement", ActivityKind.Consent)]
    [InlineData("Add delegated permission grant", "ApplicationManagement", ActivityKind.Consent)]
    [InlineData("Add member to role", "RoleManagement", ActivityKind.RoleChange)]
    [InlineData("Add eligible member to role in PIM completed (timebound)", "RoleManagement", ActivityKind.RoleChange)]
    [InlineData("Add owner to application", "ApplicationManagement", ActivityKind.OwnerChange)]
    [InlineData("Add owner to group", "GroupManagement", ActivityKind.OwnerChange)]
    [InlineData("Set federation settings on domain", "DirectoryManagement", ActivityKind.FederationChange)]
    [InlineData("Set domain authentication", "DirectoryManagement", ActivityKind.FederationChange)]
    [InlineData("Add unverified domain", "DirectoryManagement", ActivityKind.FederationChange)]
    [InlineData("Update conditional access policy", "Policy", ActivityKind.PolicyChange)]
    [InlineData("Authentication Methods Policy Update", "Policy", ActivityKind.PolicyChange)]
    [InlineData("Update authorization policy", "AuthorizationPolicy", ActivityKind.PolicyChange)]
    [InlineData("User registered security info", "UserManagement", ActivityKind.MethodChange)]
    [InlineData("Disable Strong Authentication", "UserManagement", ActivityKind.MethodChange)]
    [InlineData("Reset user password", "UserManagement", ActivityKind.PasswordChange)]
    [InlineData("Update StsRefreshTokenValidFrom Timestamp", "UserManagement", ActivityKind.PasswordChange)]
    [InlineData("Add registered owner to device", "Device", ActivityKind.DeviceChange)]
    [InlineData("Add user", "UserManagement", ActivityKind.ObjectChange)]
    [InlineData("Delete application", "ApplicationManagement", ActivityKind.ObjectChange)]
    public void Documented_activities_have_their_kind(string activity, string category, ActivityKind kind) =>
        Assert.Equal(kind, AuditActivities.KindOf(new DirectoryAudit { Id = "a", ActivityDisplayName = activity, Category = category }));

    [Theory]
    [InlineData("User reviewed an access package", "EntitlementManagement")]
    [InlineData("", null)]
    public void Others_have_none(string activity, string? category) => Assert.Null(AuditActivities.KindOf(new DirectoryAudit { Id = "a", ActivityDisplayName = activity, Category = category }));

    [Fact]
    public void What_the_account_did_and_what_was_done_to_it_are_told()
    {
        IReadOnlyList<ActivityObservation> found = Review(
            Audit("by", 1, "Add service principal credentials", by: "alice", to: "HR"), Audit("by again", 2, "Add service principal credentials", by: "alice", to: "HR"),
            Audit("to", 1, "Reset user password", by: "admin", to: "alice"), Audit("role", 3, "Add member to role", by: "admin", to: "alice"),
            Audit("other", 1, "Add service principal credentials", by: "bob", to: "HR"), Audit("before", -2, "Consent to application", by: "alice", to: "HR"));
        Assert.Equal([(ActivityKind.CredentialChange, Severity.High, 2L, "by; by again"), (ActivityKind.RoleChange, Severity.Medium, 1, "role"), (ActivityKind.PasswordChange, Severity.Informational, 1, "to")],
            found.Select(o => (o.Kind, o.Severity, o.Count, o.Evidence.ToString())));
        Assert.All(found, o => Assert.Equal(("alice@contoso.com", "0 times in the 9 days before"), (o.Subject, o.Baseline)));
    }

    [Fact]
    public void A_change_that_was_ordinary_before_says_so()
    {
        ActivityObservation found = Assert.Single(Review([.. Enumerable.Range(1, 4).Select(i => Audit($"b{i}", -i, "Add member to role", by: "alice", to: "bob")), Audit("now", 1, "Add member to role", by: "alice", to: "bob")]));
        Assert.Equal("4 times in the 9 days before", found.Baseline);
    }

    [Fact]
    public void Federation_and_policies_are_everyones_and_a_refused_change_is_a_small_one()
    {
        IReadOnlyList<ActivityObservation> found = Review(
            Audit("fed", 1, "Set federation settings on domain", by: "mallory", to: "contoso.com"), Audit("policy", 1, "Update conditional access policy", by: "mallory", to: "CA001") with { Category = "Policy" },
            Audit("mine", 1, "Set domain authentication", by: "alice", to: "contoso.com"), Audit("no", 1, "Add member to role", by: "alice", to: "bob") with { Result = "failure" }, Audit("role of others", 1, "Add member to role", by: "mallory", to: "bob"));
        Assert.Equal(["mine", "no", "fed", "policy"], found.Select(o => o.Evidence.ToString()));
        Assert.Equal([Severity.Critical, Severity.Low, Severity.High, Severity.Medium], found.Select(o => o.Severity));
        Assert.Equal(["User", "User", "Tenant", "Tenant"], found.Select(o => o.SubjectType));
    }

    [Fact]
    public void Days_that_the_log_no_longer_shows_are_told()
    {
        IReadOnlyList<ActivityObservation> found = Review(new LogCoverage { Log = "DirectoryAudits", Status = DatasetStatus.Complete, Asked = Since.AddDays(-9), From = Since.AddDays(3), To = Since.AddDays(10) }, Audit("a", 4, "Reset user password", by: "x", to: "alice"));
        Assert.Equal([(ActivityKind.PasswordChange, null), (ActivityKind.LogGap, (int?)null)], found.Select(o => (o.Kind, o.BaselineDays)));
        Assert.StartsWith("none", found[0].Baseline, StringComparison.Ordinal);
        Assert.Equal(Severity.High, found[1].Severity);
    }

    private static DirectoryAudit Audit(string id, double days, string activity, string by, string to) => new()
    {
        Id = id, ActivityDateTime = Since.AddDays(days), ActivityDisplayName = activity, Result = "success", CorrelationId = "c",
        Category = activity.Contains("role", StringComparison.Ordinal) ? "RoleManagement" : activity.Contains("application", StringComparison.Ordinal) || activity.Contains("principal", StringComparison.Ordinal) ? "ApplicationManagement" : activity.Contains("domain", StringComparison.Ordinal) ? "DirectoryManagement" : "UserManagement",
        InitiatedBy = new AuditInitiator { User = new AuditUser { Id = $"{by}-id", UserPrincipalName = $"{by}@contoso.com" } },
        TargetResources = [new AuditTarget { Id = $"{to}-id", DisplayName = to }],
    };

    private static IReadOnlyList<ActivityObservation> Review(params DirectoryAudit[] audits) =>
        Review(new LogCoverage { Log = "DirectoryAudits", Status = DatasetStatus.Complete, Asked = Since.AddDays(-9), From = Since.AddDays(-9), To = Since.AddDays(10) }, audits);

    private static IReadOnlyList<ActivityObservation> Review(LogCoverage coverage, params DirectoryAudit[] audits)
    {
        var review = new ActivityReview([new ReviewSubject { Id = "alice-id", Name = "alice@contoso.com", IsUser = true, Since = Since, Ids = new HashSet<string>(["alice-id", "alice@contoso.com"]) }], "Contoso");
        review.Add(new LogReading<DirectoryAudit>(coverage, () => audits), CancellationToken.None);
        return review.Finish();
    }
}
