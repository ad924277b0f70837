using Ed2402Posture.Core.Exposure;
using Ed2402Posture.Core.Exposure.Cases;
using Ed2402Posture.Core.Exposure.Proof;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.Tests.Unit.Exposure.Proof.ProofTests;

namespace Ed2402Posture.Tests.Unit.Exposure.Proof;

public sealed class UserProofTests
{
    private static readonly DateTimeOffset Before = Exposed.AddDays(-1);
    private static readonly DateTimeOffset After = Exposed.AddDays(2);

    private readonly TenantBuilder tenant = new();

    [Fact]
    public void A_changed_password_and_revoked_sessions_are_remediated()
    {
        Alice(password: After, sessions: After.AddHours(1));
        ExposureResult result = tenant.Prove(User("alice"));
        result.Is(ExposureState.Remediated, "The password was changed on 2026-10-05T08:00:00Z");
        Assert.Equal(After.AddHours(1), result.RemediatedOn);
        Assert.Contains("user.signInSessionsValidFromDateTime = 2026-10-05T09:00:00Z (read ", result.Evidence.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_changed_before_the_exposure_is_open()
    {
        Alice(password: Before, sessions: After);
        tenant.Prove(User("alice")).Is(ExposureState.Open, "The password was not changed after the exposure (last change 2026-10-02T08:00:00Z)");
    }

    [Fact]
    public void Sessions_that_were_not_revoked_are_open()
    {
        Alice(password: After, sessions: Before);
        tenant.Prove(User("alice")).Is(ExposureState.Open, "sessions from before the exposure are still valid");
    }

    [Fact]
    public void Dates_that_are_missing_prove_nothing_done()
    {
        Alice(password: null, sessions: null);
        tenant.Prove(User("alice")).Is(ExposureState.Open, "last change null");
    }

    [Fact]
    public void A_disabled_user_whose_password_remains_is_open()
    {
        Alice(password: Before, sessions: After, with: u => u with { AccountEnabled = false });
        tenant.Prove(User("alice")).Is(ExposureState.Open, "would be exposed again once it is enabled");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_synchronised_account_says_what_the_cloud_cannot_prove(bool revoked)
    {
        Alice(password: After, sessions: revoked ? After : Before, with: u => u with { OnPremisesSyncEnabled = true });
        tenant.Prove(User("alice")).Is(revoked ? ExposureState.CannotProve : ExposureState.Open, "its password is kept on-premises");
    }

    [Fact]
    public void A_guests_password_is_kept_elsewhere()
    {
        tenant.Guest("Eve", u => u with { LastPasswordChangeDateTime = After, SignInSessionsValidFromDateTime = After });
        string name = tenant.Users[0].UserPrincipalName!;
        tenant.Ask(name).Prove(Record(ExposureKind.Password) with { UserPrincipalName = name }).Is(ExposureState.CannotProve, "home organisation");
    }

    [Fact]
    public void A_federated_domain_keeps_the_password_elsewhere_and_an_unread_one_may()
    {
        Alice(password: After, sessions: After);
        tenant.Domains[0] = tenant.Domains[0] with { AuthenticationType = "Federated" };
        tenant.Prove(User("alice")).Is(ExposureState.CannotProve, "domain is federated");
        tenant.Unread(Datasets.Domains, DatasetStatus.NoPermission);
        tenant.Prove(User("alice")).Is(ExposureState.CannotProve, "NoPermission: domains");
    }

    [Fact]
    public void A_user_that_does_not_exist_is_not_found_and_one_nobody_asked_for_is_not_proven()
    {
        tenant.Ask("alice@contoso.com").WithDeletions();
        tenant.Prove(User("alice")).Is(ExposureState.NotFound, "no such user");
        tenant.Prove(User("bob")).Is(ExposureState.CannotProve, "without asking for this user");
    }

    [Fact]
    public void A_user_is_not_proven_when_users_were_not_read() =>
        tenant.Unread(Datasets.NamedUsers, DatasetStatus.NoPermission).Prove(User("alice")).Is(ExposureState.CannotProve, "NoPermission: namedUsers needs User.Read.All");

    [Theory]
    [InlineData("alice@contoso.com")]
    [InlineData("3f2504e04f8941d39a0c0305e82c3301alice@contoso.com")]
    public void A_deleted_user_is_remediated(string deletedName)
    {
        tenant.DeletedObjects.Add(new DirectoryObject { Id = "3f2504e0-4f89-41d3-9a0c-0305e82c3301", ODataType = "#microsoft.graph.user", DisplayName = "Alice", UserPrincipalName = deletedName, DeletedDateTime = After });
        tenant.Ask("alice@contoso.com").WithDeletions().Prove(User("alice")).Is(ExposureState.Remediated, "It can be restored until");
    }

    [Fact]
    public void A_user_that_was_there_at_the_last_test_was_deleted() =>
        tenant.Ask("alice@contoso.com").Prove(User("alice"), new CaseResult { RecordId = "MAIL-1#1", State = ExposureState.Open, Reason = "", SubjectId = "x" }).Is(ExposureState.Remediated, "it was deleted");

    [Fact]
    public void Id_and_name_of_two_users_prove_nothing()
    {
        Alice(After, After);
        string bob = tenant.User("Bob");
        tenant.Ask(bob).Prove(User("alice") with { UserId = bob }).Is(ExposureState.CannotProve, "name different users");
    }

    [Fact]
    public void Names_compare_without_case_and_ids_find_the_user_too()
    {
        Alice(After, After);
        tenant.Ask("ALICE@CONTOSO.COM").Prove(Record(ExposureKind.Password) with { UserPrincipalName = "ALICE@CONTOSO.COM" }).Is(ExposureState.Remediated, "changed");
        tenant.Prove(Record(ExposureKind.Password) with { UserId = TenantBuilder.Id("user:Alice") }).Is(ExposureState.Remediated, "changed");
    }

    [Fact]
    public void Methods_added_since_are_listed_and_earlier_ones_are_not()
    {
        Alice(After, After);
        tenant.DirectoryAudits.Add(Audit("User registered security info", Exposed.AddDays(1)));
        tenant.DirectoryAudits.Add(Audit("Admin registered security info", Exposed.AddDays(-1)));
        tenant.ReadChanges(Exposed);
        Assert.Equal("2026-10-04T08:00:00Z User registered security info.", tenant.Prove(User("alice")).MethodsAdded);
        tenant.DirectoryAudits.Clear();
        Assert.Equal("None.", tenant.Prove(User("alice")).MethodsAdded);
    }

    [Fact]
    public void Methods_that_the_log_cannot_show_are_said_to_be_unknown()
    {
        Alice(After, After);
        Assert.Null(tenant.Prove(User("alice")).MethodsAdded);
        tenant.ReadChanges(Exposed.AddDays(2));
        Assert.StartsWith("None; the log shows", tenant.Prove(User("alice")).MethodsAdded, StringComparison.Ordinal);
    }

    private void Alice(DateTimeOffset? password, DateTimeOffset? sessions, Func<User, User>? with = null)
    {
        tenant.User("Alice", u => (with ?? (x => x))(u with { LastPasswordChangeDateTime = password, SignInSessionsValidFromDateTime = sessions }));
        tenant.Ask("alice@contoso.com");
    }

    private void Sessions(DateTimeOffset revoked)
    {
        tenant.NamedUsers[0] = tenant.NamedUsers[0] with { User = tenant.NamedUsers[0].User! with { SignInSessionsValidFromDateTime = revoked } };
    }

    private static DirectoryAudit Audit(string activity, DateTimeOffset time) => new()
    {
        Id = activity, ActivityDisplayName = activity, ActivityDateTime = time, Result = "success", TargetResources = [new AuditTarget { Id = TenantBuilder.Id("user:Alice"), Type = "User" }],
    };
}
