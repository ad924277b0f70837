using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>What conditional access and authentication rest on, read from the simulated tenant.</summary>
public sealed class AccessCollectionTests
{
    [Fact]
    public async Task Groups_of_users_and_policies_come_with_their_nesting_and_owners()
    {
        var tenant = new TenantBuilder();
        string ada = tenant.User("Ada"), owner = tenant.User("Owner");
        tenant.Assign("Global Administrator", ada);
        tenant.Assign("User Administrator", owner);
        string exclusions = tenant.Group("CA-Exclusions", roleAssignable: false), staff = tenant.Group("IT Staff", roleAssignable: false), pilots = tenant.Group("Pilots", roleAssignable: false);
        tenant.Member(exclusions, staff).Member(staff, ada).Owner(staff, owner).Member(pilots, owner);
        tenant.Policy("CA001", "enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = [exclusions] });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(Datasets.TransitiveMemberships, Datasets.PolicyGroups, Datasets.PolicyGroupNesting, Datasets.PolicyGroupOwners);

        AssertSame(scan, snapshot, Datasets.TransitiveMemberships, l => $"{l.ParentId} {l.Id} {l.DisplayName}");
        AssertSame(scan, snapshot, Datasets.PolicyGroups, g => $"{g.Id} {g.DisplayName}");
        AssertSame(scan, snapshot, Datasets.PolicyGroupNesting, l => $"{l.ParentId} {l.Id} {l.DisplayName}");
        AssertSame(scan, snapshot, Datasets.PolicyGroupOwners, l => $"{l.ParentId} {l.Id}");
        Assert.Equal(2, snapshot.Get(Datasets.PolicyGroups).Count);
    }

    [Theory]
    [InlineData("enabled", 2)]
    [InlineData("disabled", 0)]
    public async Task Home_tenants_of_guests_are_asked_for_where_a_policy_tells_them_apart(string state, int asked)
    {
        var tenant = new TenantBuilder();
        foreach (string domain in (string[])["fabrikam.com", "fabrikam.com", "gmail.com"])
        {
            tenant.Assign("Global Administrator", tenant.Guest($"Gus{tenant.Users.Count}", u => u with { UserPrincipalName = $"gus{tenant.Users.Count}_{domain}#EXT#@contoso.com" }));
        }

        tenant.Assign("Global Administrator", tenant.User("Ada"));
        tenant.Policy("Fabrikam", state, new ConditionUsers { IncludeGuestsOrExternalUsers = new ConditionGuests { GuestOrExternalUserTypes = "b2bCollaborationGuest", ExternalTenants = new ConditionExternalTenants { MembershipKind = "enumerated", Members = [tenant.HomeTenant("fabrikam.com")] } } });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Dataset<DomainTenant> homes = (await scan.CollectAsync(Datasets.GuestHomeTenants)).Get(Datasets.GuestHomeTenants);

        Assert.Equal(DatasetStatus.Complete, homes.State.Status);
        Assert.Equal(asked, scan.Requests("findTenantInformationByDomainName").Count);
        Assert.Equal(asked == 0 ? [] : [("fabrikam.com", TenantBuilder.Id("home:fabrikam.com"))], homes.Items.Select(h => (h.Domain, h.TenantId)));
    }

    [Fact]
    public async Task Own_lists_of_methods_are_read_where_the_report_does_not_tell()
    {
        var tenant = new TenantBuilder();
        string fresh = tenant.User("Fresh"), missing = tenant.User("Missing"), old = tenant.User("Old"), pass = tenant.User("Pass");
        foreach (string user in new[] { fresh, missing, old, pass })
        {
            tenant.Assign("Global Administrator", user);
            tenant.Method(user, "fido2", m => m with { Model = "Key", AaGuid = TenantBuilder.Id("key") });
        }

        tenant.Register(fresh, "fido2SecurityKey").Register(old, "fido2SecurityKey").Register(pass, "fido2SecurityKey", "temporaryAccessPass");
        // The collector's clock is the true one.
        tenant.UserRegistrationDetails[0] = tenant.UserRegistrationDetails[0] with { LastUpdatedDateTime = DateTimeOffset.UtcNow };
        int row = tenant.UserRegistrationDetails.FindIndex(r => r.Id == old);
        tenant.UserRegistrationDetails[row] = tenant.UserRegistrationDetails[row] with { LastUpdatedDateTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero) };
        tenant.Method(pass, "temporaryAccessPass", m => m with { IsUsable = true, IsUsableOnce = false, LifetimeInMinutes = 60, StartDateTime = TenantBuilder.Now });
        await using AzureScan scan = await AzureScan.StartAsync(tenant);

        Snapshot snapshot = await scan.CollectAsync(Datasets.AuthenticationMethods);

        Dataset<UserAuthenticationMethod> methods = snapshot.Get(Datasets.AuthenticationMethods);
        Assert.True(methods.IsComplete, methods.State.Describe("authenticationMethods"));
        Assert.Equal(new[] { missing, old, pass, pass }.Order(), methods.Items.Select(m => m.ParentId).Order());
        Assert.Equal((true, false, 60), Assert.Single(methods.Items, m => m.IsUsable is not null) is { } found ? (found.IsUsable, found.IsUsableOnce, found.LifetimeInMinutes) : default);
    }

    [Fact]
    public async Task Without_the_permission_methods_are_refused_by_its_name()
    {
        var tenant = new TenantBuilder();
        tenant.Assign("Global Administrator", tenant.User("Ada"));
        await using AzureScan scan = await AzureScan.StartAsync(new TenantSimulator.SimulatorOptions { Snapshot = tenant.Build(), Permissions = new HashSet<string>([.. Datasets.All.SelectMany(d => d.Permissions).Where(p => p != "UserAuthenticationMethod.Read.All").Distinct()]) });

        Snapshot snapshot = await scan.CollectAsync(Datasets.AuthenticationMethods);

        DatasetState state = snapshot.Get(Datasets.AuthenticationMethods).State;
        Assert.Equal((DatasetStatus.NoPermission, "UserAuthenticationMethod.Read.All"), (state.Status, state.Missing));
    }

    private static void AssertSame<T>(AzureScan scan, Snapshot read, DatasetDefinition<T> dataset, Func<T, string> text)
        where T : class
    {
        Assert.True(read.Get(dataset).IsComplete, read.Get(dataset).State.Describe(dataset.Name));
        Assert.Equal(scan.Simulator.Options.Snapshot.Get(dataset).Items.Select(text).Order(StringComparer.Ordinal), read.Get(dataset).Items.Select(text).Order(StringComparer.Ordinal));
    }
}
