using Ed2402Posture.Core;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Credentials;

public sealed class AppCredentialReaderTests
{
    private readonly TenantBuilder tenant = new();

    // Somebody owns the application that most tests are about.
    public AppCredentialReaderTests() => tenant.OwnedByOthers.Add(Id("application:app"));

    [Fact]
    public void A_secret_is_shown_with_its_dates_in_whole_days()
    {
        tenant.Application("app", Secret("s", 10, 90) with { StartDateTime = Now.AddDays(-10).AddHours(-23), EndDateTime = Now.AddDays(79).AddHours(1) });
        AppCredential credential = Assert.Single(Read());
        Assert.Equal(("app", CredentialObject.Application, CredentialKind.Secret, "abc"), (credential.Principal, credential.ObjectType, credential.Kind, credential.Hint));
        Assert.Equal((10, 90, 79), (credential.AgeDays, credential.LifetimeDays, credential.DaysToExpiry));
        Assert.Equal((Id("application:app"), Id("app:app"), Id("secret:s")), (credential.ObjectId, credential.AppId, credential.KeyId));
    }

    [Theory]
    [InlineData(10, 90, CredentialState.Active)]
    [InlineData(90, 90, CredentialState.Expired)]
    [InlineData(-1, 90, CredentialState.NotYetValid)]
    public void State_counts_at_the_snapshots_time(int age, int lifetime, CredentialState state)
    {
        tenant.Application("app", Secret("s", age, lifetime));
        Assert.Equal(state, Assert.Single(Read()).State);
    }

    [Fact]
    public void Both_objects_of_an_application_show_their_own_credentials_with_one_tier()
    {
        tenant.Application("app", Secret("on application", 10, 90));
        tenant.ServicePrincipals[0] = tenant.ServicePrincipals[0] with { PasswordCredentials = [Secret("on principal", 10, 90)] };
        tenant.Grant(tenant.ServicePrincipals[0].Id, "RoleManagement.ReadWrite.Directory");
        List<AppCredential> credentials = Read();
        Assert.Equal([CredentialObject.Application, CredentialObject.ServicePrincipal], credentials.Select(c => c.ObjectType));
        Assert.All(credentials, c => Assert.Equal((0, "RoleManagement.ReadWrite.Directory"), (c.Tier, c.Privileges)));
    }

    [Fact]
    public void Without_privilege_the_tier_is_2_and_unknown_when_the_inventory_is_not_whole()
    {
        tenant.Application("app", Secret("s", 10, 90));
        Assert.Equal(2, Assert.Single(Read()).Tier);
        tenant.Unread(Datasets.AppRoleAssignments, DatasetStatus.NoPermission);
        Assert.Null(Assert.Single(Read()).Tier);
    }

    [Fact]
    public void A_certificates_thumbprint_is_in_hexadecimal()
    {
        tenant.ServicePrincipal("app", s => s with { KeyCredentials = [Certificate("c", 10, 90) with { CustomKeyIdentifier = Convert.ToBase64String([0xAB, 0x01]) }] });
        Assert.Equal("AB01", Assert.Single(Read()).Hint);
    }

    [Fact]
    public void A_certificate_of_another_thumbprint_beside_a_saml_one_signs_in()
    {
        KeyCredential sign = Certificate("saml", 10, 1095, usage: "Sign");
        tenant.ServicePrincipal("sso", s => s with { PreferredSingleSignOnMode = "saml", KeyCredentials = [sign, Certificate("saml", 10, 1095) with { KeyId = Id("public half") }, Certificate("other", 10, 90)] });
        Assert.Equal([CredentialUse.SamlSigning, CredentialUse.SamlSigning, CredentialUse.SignIn], Read().Select(c => c.Use));
    }

    [Theory]
    [InlineData("clientSecret", "verify", CredentialUse.SignIn)]
    [InlineData("certificate", "sign", CredentialUse.SamlSigning)]
    [InlineData("certificate", "verify", CredentialUse.SamlSigning)]
    [InlineData(null, null, CredentialUse.SamlSigning)]
    public void The_password_of_a_saml_certificate_that_signed_somebody_in_is_a_secret(string? keyType, string? keyUsage, CredentialUse use)
    {
        KeyCredential sign = Certificate("saml", 10, 1095, usage: "Sign");
        tenant.ServicePrincipal("sso", s => s with { PreferredSingleSignOnMode = "saml", KeyCredentials = [sign], PasswordCredentials = [Secret("p", 10, 1095) with { KeyId = sign.KeyId }] });
        if (keyType is not null)
        {
            tenant.Used("sso", sign.KeyId!, 1);
            tenant.AppCredentialSignInActivities[^1] = tenant.AppCredentialSignInActivities[^1] with { KeyType = keyType, KeyUsage = keyUsage };
        }

        Assert.Equal(use, Read().Single(c => c.Kind == CredentialKind.Secret).Use);
    }

    [Fact]
    public void Every_reason_that_applies_is_named()
    {
        tenant.Application("app", Secret("old", 400, 730), Secret("new", 100, 150));
        AppCredential old = Read()[0];
        Assert.True(old.Stale);
        Assert.Equal("lives 730 days (limit 180); is 400 days old (limit 180); was superseded on 2026-07-25 and is still valid", old.StaleReason);
        Assert.False(Read()[1].Stale);
        Assert.Null(Read()[1].StaleReason);
    }

    [Fact]
    public void One_issued_before_a_given_date_is_stale()
    {
        tenant.Application("app", Secret("s", 10, 90));
        Assert.True(Assert.Single(AppCredentialReader.Read(Analysis(), Now.AddDays(-9))).Stale);
        Assert.False(Assert.Single(AppCredentialReader.Read(Analysis(), Now.AddDays(-10))).Stale);
    }

    [Fact]
    public void Use_that_was_not_read_is_unknown()
    {
        tenant.Application("app", Secret("s", 10, 90));
        Assert.Null(Assert.Single(Read()).LastUsed);
    }

    [Fact]
    public void Last_use_is_shown_and_disuse_is_stale_for_unprivileged_applications_too()
    {
        tenant.Application("app", Secret("used", 100, 150), Secret("old", 100, 150), Secret("never", 100, 150));
        tenant.UsageReports().Used("app", Id("secret:used"), 2).Used("app", Id("secret:used"), 40).Used("app", Id("secret:old"), 95);
        List<AppCredential> credentials = Read();
        Assert.Equal([Now.AddDays(-2).AddHours(-1), Now.AddDays(-95).AddHours(-1), null], credentials.Select(c => c.LastUsed));
        Assert.Equal([null, "was last used 95 days ago (limit 90)", "has not been used in the 100 days that the record of it covers (limit 90)"], credentials.Select(c => c.StaleReason));
        tenant.Unread(Datasets.ServicePrincipalSignInActivities, DatasetStatus.NotSupported);
        Assert.Equal([false, true, false], Read().Select(c => c.Stale));
    }

    [Fact]
    public void Unread_or_young_reports_make_nothing_stale_and_managed_identities_have_no_use_of_keys()
    {
        tenant.Application("app", Secret("never", 100, 150));
        tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("vm", 100, 300)] });
        Assert.All(Read(), c => Assert.False(c.Stale));
        tenant.UsageReports();
        Assert.Equal([true, false], Read().Select(c => c.Stale));
        tenant.Unread(Datasets.AppCredentialSignInActivities, DatasetStatus.Partial);
        Assert.All(Read(), c => Assert.False(c.Stale));
    }

    [Fact]
    public void A_managed_identity_is_listed_with_the_certificate_that_azure_keeps_for_it()
    {
        tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("vm", 10, 90)] });
        Assert.Equal(CredentialKind.Certificate, Assert.Single(Read()).Kind);
    }

    [Fact]
    public void A_privileged_applications_federated_credential_and_owners_are_shown()
    {
        string app = tenant.Application("app", Secret("s", 10, 90));
        tenant.Grant(app, "RoleManagement.ReadWrite.Directory").Federate(app, "repo:contoso/web:ref:refs/heads/main").ApplicationOwner(app, tenant.User("Alice"), tenant.User("Bob"));
        List<AppCredential> credentials = Read();
        Assert.Equal([CredentialKind.Secret, CredentialKind.Federated], credentials.Select(c => c.Kind));
        Assert.All(credentials, c => Assert.Equal("Alice; Bob", c.Owners));
        Assert.Contains("repo:contoso/web:ref:refs/heads/main", credentials[1].Hint, StringComparison.Ordinal);
        Assert.Equal((CredentialState.Active, false), (credentials[1].State, credentials[1].Stale));
    }

    [Fact]
    public void Identities_of_resources_and_other_tenants_applications_are_not_called_ownerless()
    {
        string identity = tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("vm", 10, 90)] });
        string foreign = tenant.ServicePrincipal("foreign", s => s with { AppOwnerOrganizationId = Id("tenant:Fabrikam"), PasswordCredentials = [Secret("s", 10, 90)] });
        tenant.Grant(identity, "RoleManagement.ReadWrite.Directory").Grant(foreign, "RoleManagement.ReadWrite.Directory");
        Assert.All(Read(), c => Assert.Equal((null, null), (c.Owners, c.StaleReason)));
    }

    [Fact]
    public void An_application_without_an_owner_makes_its_credentials_stale_privileged_or_not()
    {
        tenant.Grant(tenant.Application("privileged", Secret("s", 10, 90)), "RoleManagement.ReadWrite.Directory");
        tenant.Application("other", Secret("o", 10, 90));
        Assert.All(Read(), c => Assert.Equal(("", "belongs to a principal that nobody owns"), (c.Owners, c.StaleReason)));
    }

    [Theory]
    [InlineData("application:other")]
    [InlineData("sp:other")]
    public void An_owner_of_either_object_whose_name_was_not_read_leaves_the_owners_unknown(string owned)
    {
        tenant.Application("other", Secret("o", 10, 90));
        tenant.OwnedByOthers.Add(Id(owned));
        Assert.Equal((null, false), (Assert.Single(Read()).Owners, Read()[0].Stale));
    }

    [Theory]
    [InlineData("ownerlessApplications")]
    [InlineData("ownedServicePrincipals")]
    [InlineData("servicePrincipals")]
    public void Lists_that_were_not_read_call_nothing_ownerless(string dataset)
    {
        tenant.Application("other", Secret("o", 10, 90));
        tenant.Unread(Datasets.Find(dataset)!, DatasetStatus.Partial);
        Assert.All(Read(), c => Assert.Null(c.Owners));
    }

    [Fact]
    public void Names_that_were_read_are_shown_and_a_list_that_contradicts_them_is_not_believed()
    {
        string app = tenant.Application("app", Secret("s", 10, 90));
        tenant.Application("other", Secret("o", 10, 90));
        tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, tenant.User("Alice"));
        Assert.Equal(["Alice", ""], Read().Select(c => c.Owners));
        Snapshot snapshot = tenant.Build();
        var lagging = new Dataset<DirectoryObject>(Datasets.OwnerlessApplications, snapshot.Get(Datasets.OwnerlessApplications).State, [.. snapshot.Get(Datasets.Applications).Items.Select(a => new DirectoryObject { Id = a.Id })]);
        Assert.Equal(["Alice", null], AppCredentialReader.Read(new TenantAnalysis(snapshot.With(snapshot.Info, [lagging]), PostureSettings.Default)).Select(c => c.Owners));
    }

    [Fact]
    public void Owners_of_a_privileged_application_that_were_not_read_are_unknown_unless_the_service_says_that_there_are_none()
    {
        tenant.Grant(tenant.Application("privileged", Secret("s", 10, 90)), "RoleManagement.ReadWrite.Directory");
        tenant.Unread(Datasets.ApplicationOwners, DatasetStatus.Partial);
        Assert.Equal("", Assert.Single(Read()).Owners);
        tenant.Unread(Datasets.OwnerlessApplications, DatasetStatus.Failed);
        Assert.Null(Assert.Single(Read()).Owners);
    }

    [Fact]
    public void Owners_of_unprivileged_applications_are_named_where_they_were_asked_for()
    {
        tenant.Application("both", Secret("b", 10, 90));
        tenant.Application("other", Secret("o", 10, 90));
        tenant.Application("late", Secret("l", 10, 90));
        tenant.OwnedBy(Id("application:both"), tenant.User("Alice"), tenant.User("Bob")).OwnedBy(Id("sp:both"), Id("user:Bob"), tenant.User("Carol"));
        tenant.OwnedBy(Id("application:late"));
        Assert.Equal([("both", "Alice; Bob; Carol", Ownership.Named, false), ("other", "", Ownership.None, true), ("late", "", Ownership.None, true)], Read().Select(c => (c.Principal, c.Owners, c.Ownership, c.Stale)));
        tenant.Unread(Datasets.CredentialOwners, DatasetStatus.NotCollected);
        Assert.Equal([("both", null, Ownership.Unnamed, false), ("other", "", Ownership.None, true), ("late", null, Ownership.Unnamed, false)], Read().Select(c => (c.Principal, c.Owners, c.Ownership, c.Stale)));
    }

    [Fact]
    public void One_list_of_two_that_was_not_read_leaves_the_names_less_than_all()
    {
        tenant.Application("both", Secret("b", 10, 90));
        tenant.OwnedBy(Id("application:both"), tenant.User("Alice"));
        tenant.OwnedByOthers.Add(Id("sp:both"));
        Assert.Equal(("Alice", Ownership.Unnamed), (Assert.Single(Read()).Owners, Read()[0].Ownership));
        tenant.Unread(Datasets.OwnedServicePrincipals, DatasetStatus.Failed);
        Assert.Equal(("Alice", Ownership.Unnamed), (Assert.Single(Read()).Owners, Read()[0].Ownership));
    }

    [Fact]
    public void Another_tenants_application_shows_who_owns_its_service_principal_here_and_is_never_called_ownerless()
    {
        string owned = tenant.ServicePrincipal("owned", s => s with { AppOwnerOrganizationId = Id("tenant:Fabrikam"), PasswordCredentials = [Secret("s", 10, 90)] });
        tenant.ServicePrincipal("foreign", s => s with { AppOwnerOrganizationId = Id("tenant:Fabrikam"), PasswordCredentials = [Secret("f", 10, 90)] });
        tenant.OwnedBy(owned, tenant.User("Alice"));
        Assert.Equal([("Alice", Ownership.Unnamed), (null, Ownership.Unknown)], Read().Select(c => (c.Owners, c.Ownership)));
        tenant.CredentialOwners.Clear();
        Assert.Equal([Ownership.Unnamed, Ownership.Unknown], Read().Select(c => c.Ownership));
    }

    private List<AppCredential> Read() => [.. AppCredentialReader.Read(Analysis())];

    private TenantAnalysis Analysis() => new(tenant.Build(), PostureSettings.Default);
}
