using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Privilege;

public sealed class TakeoverTests : PrivilegeTest
{
    private const string Permission = "RoleManagement.ReadWrite.Directory";

    [Theory]
    [InlineData("Helpdesk Administrator", true)]
    [InlineData("Password Administrator", true)]
    [InlineData("Authentication Administrator", true)]
    [InlineData("User Administrator", true)]
    [InlineData("Security Reader", false)]
    [InlineData("Privileged Authentication Administrator", false)]
    public void Who_may_reset_an_unprotected_privileged_account_comes_to_its_role(string role, bool reaches)
    {
        string alice = Tenant.User("alice");
        Owner("carol");
        Tenant.Assign(role, alice);
        Assert.Equal(reaches, Resets(alice).Any());
        if (reaches)
        {
            AccessPath path = Resets(alice).Single();
            Assert.Equal($"alice → active {role} (tenant) → may reset the credentials of 'carol' → owner of application 'sync' → application permission {Permission} (Microsoft Graph)", path.Text);
            Assert.Equal((0, PathState.Active, 4), (path.Tier, path.State, path.Length));
            Assert.Equal(0, Account(alice).Tier);
        }
    }

    [Fact]
    public void A_protected_account_is_not_reset()
    {
        string alice = Tenant.User("alice");
        string carol = Owner("carol");
        string dave = Owner("dave", u => u with { IsManagementRestricted = true });
        string erin = Owner("erin");
        Tenant.Assign(Helpdesk, alice);
        Tenant.Assign("Security Reader", carol);
        Tenant.Member(Tenant.Group("protected"), erin);
        Assert.NotNull(dave);
        Assert.Empty(Resets(alice));
    }

    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public void An_administrator_is_reset_while_his_role_is_only_eligible(bool active, int paths)
    {
        string alice = Tenant.User("alice");
        string carol = Tenant.User("carol");
        Tenant.Assign(Helpdesk, alice);
        if (active)
        {
            Tenant.Assign(Global, carol);
        }
        else
        {
            Tenant.Eligible(Global, carol);
        }

        Assert.Equal(paths, Resets(alice).Count());
    }

    [Fact]
    public void Many_targets_are_one_path()
    {
        string alice = Tenant.User("alice");
        for (int i = 0; i < 20; i++)
        {
            Owner("owner" + i);
        }

        Tenant.Assign(Helpdesk, alice);
        Assert.EndsWith(" (and 19 more) → owner of application 'sync' → application permission RoleManagement.ReadWrite.Directory (Microsoft Graph)", Resets(alice).Single().Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_target_of_a_stronger_tier_is_the_one_told()
    {
        string alice = Tenant.User("alice");
        Tenant.AssignAzure("Owner", Tenant.User("bob"), Tenant.Subscription("Production"));
        Owner("carol");
        Tenant.Assign(Helpdesk, alice);
        Assert.Contains("may reset the credentials of 'carol' →", Account(alice).Paths.First(p => p.Kind == PathKind.CredentialReset).Text, StringComparison.Ordinal);
        Assert.Equal(0, Account(alice).Tier);
    }

    [Fact]
    public void Nobody_takes_over_himself()
    {
        string alice = Owner("alice");
        Tenant.Eligible(Helpdesk, alice);
        Assert.Empty(Resets(alice));
    }

    [Fact]
    public void Resets_chain()
    {
        string alice = Tenant.User("alice");
        string bob = Tenant.User("bob");
        string unit = Tenant.AdministrativeUnit("Service desk", restricted: false, bob);
        Tenant.Assign("Password Administrator", alice, "/administrativeUnits/" + unit);
        Tenant.Eligible(Helpdesk, bob);
        Owner("carol");
        AccessPath path = Resets(alice).First();
        Assert.Equal($"alice → active Password Administrator (administrative unit 'Service desk') → may reset the credentials of 'bob' → eligible Helpdesk Administrator (tenant) → may reset the credentials of 'carol' → owner of application 'sync' → application permission {Permission} (Microsoft Graph)", path.Text);
        Assert.Equal((PathState.Eligible, 0), (path.State, path.Tier));
    }

    [Theory]
    [InlineData("Helpdesk Administrator", "unit", "", true)]
    [InlineData("Helpdesk Administrator", "elsewhere", "", false)]
    [InlineData("Helpdesk Administrator", "unit", "Directory Readers", false)]
    [InlineData("User Administrator", "unit", "Directory Readers", true)]
    [InlineData("Privileged Authentication Administrator", "unit", "Security Administrator", true)]
    [InlineData("Privileged Authentication Administrator", "unit", "Global Administrator", false)]
    public void A_role_in_an_administrative_unit_resets_members_of_the_unit(string role, string where, string targetRole, bool reaches)
    {
        string alice = Tenant.User("alice");
        string carol = Owner("carol");
        string unit = Tenant.AdministrativeUnit("unit", restricted: false, carol);
        string elsewhere = Tenant.AdministrativeUnit("elsewhere", restricted: false);
        Tenant.Assign(role, alice, "/administrativeUnits/" + (where == "unit" ? unit : elsewhere));
        if (targetRole.Length > 0)
        {
            Tenant.Assign(targetRole, carol);
        }

        Assert.Equal(reaches, Resets(alice).Any());
    }

    [Fact]
    public void Only_a_role_in_the_restricted_unit_resets_its_members()
    {
        string inside = Tenant.User("inside");
        string outside = Tenant.User("outside");
        string carol = Owner("carol");
        string vault = Tenant.AdministrativeUnit("vault", restricted: true, carol);
        string plain = Tenant.AdministrativeUnit("plain", restricted: false, carol);
        Tenant.Assign(Helpdesk, inside, "/administrativeUnits/" + vault);
        Tenant.Assign(Helpdesk, outside, "/administrativeUnits/" + plain);
        Assert.NotEmpty(Resets(inside));
        Assert.Empty(Resets(outside));
    }

    [Theory]
    [InlineData("Application Administrator")]
    [InlineData("Cloud Application Administrator")]
    public void Application_administrators_reach_every_application_by_one_path(string role)
    {
        string alice = Tenant.User("alice");
        Tenant.Grant(Tenant.Application("sync"), Permission).Grant(Tenant.Application("deploy"), Permission).Eligible(role, alice);
        AccessPath path = Account(alice).Paths.Single(p => p.Kind == PathKind.AppAdministrator);
        Assert.Equal($"alice → eligible {role} (tenant) → may add credentials to 'sync' (and 1 more) → application permission {Permission} (Microsoft Graph)", path.Text);
    }

    [Fact]
    public void Application_administrators_do_not_reach_managed_identities()
    {
        string alice = Tenant.User("alice");
        Tenant.Grant(Tenant.ManagedIdentity("vm", "/subscriptions/x/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm"), Permission).Assign("Application Administrator", alice);
        Assert.Single(Account(alice).Paths);
    }

    [Theory]
    [InlineData("sync", true)]
    [InlineData("other", false)]
    public void A_role_on_one_application_reaches_that_one(string application, bool reaches)
    {
        string alice = Tenant.User("alice");
        Tenant.Grant(Tenant.Application("sync"), Permission);
        Tenant.Application("other");
        Tenant.Assign("Application Administrator", alice, "/" + TenantBuilder.Id("application:" + application));
        Assert.Equal(reaches ? 0 : 1, Account(alice).Tier);
    }

    [Fact]
    public void A_custom_role_that_adds_credentials_reaches_applications()
    {
        string alice = Tenant.User("alice");
        Tenant.RoleDefinitions.Add(new RoleDefinition { Id = "custom", TemplateId = "custom", DisplayName = "Rotator", IsBuiltIn = false, RolePermissions = [new RolePermission { AllowedResourceActions = ["microsoft.directory/applications/credentials/update"] }] });
        Tenant.Grant(Tenant.Application("sync"), Permission).Assign("Rotator", alice, "/" + TenantBuilder.Id("application:sync"));
        Assert.Equal($"alice → active Rotator (application 'sync') → may add credentials to 'sync' → application permission {Permission} (Microsoft Graph)", Account(alice).ShortestPath);
    }

    [Theory]
    [InlineData("Virtual Machine Contributor", "resources", true)]
    [InlineData("Virtual Machine Contributor", "subscription", true)]
    [InlineData("Contributor", "group", true)]
    [InlineData("Virtual Machine Contributor", "elsewhere", false)]
    [InlineData("Key Vault Administrator", "subscription", false)]
    [InlineData("Reader", "subscription", false)]
    public void Who_may_write_the_host_of_a_managed_identity_comes_to_its_role(string role, string where, bool reaches)
    {
        string alice = Tenant.User("alice");
        string root = Tenant.ManagementGroup("root");
        string group = Tenant.ManagementGroup("landing", root);
        string subscription = Tenant.Subscription("Production", group);
        string identity = Tenant.ManagedIdentity("vm", $"{subscription}/resourceGroups/rg/providers/Microsoft.Compute/virtualMachines/vm");
        Tenant.Assign(Global, identity);
        Tenant.AssignAzure(role, alice, where switch { "resources" => subscription + "/resourceGroups/rg", "subscription" => subscription, "group" => group, _ => subscription + "/resourceGroups/rg2" });
        Assert.Equal(reaches, Analyze().Find(alice)?.Paths.Any(p => p.Kind == PathKind.ManagedIdentityHost) == true);
        if (reaches)
        {
            Assert.EndsWith("→ may write the host of managed identity 'vm' → active Global Administrator (tenant)", Account(alice).ShortestPath, StringComparison.Ordinal);
            Assert.Equal(0, Account(alice).Tier);
        }
    }

    private string Owner(string name, Func<User, User>? with = null)
    {
        if (Tenant.ServicePrincipals.TrueForAll(s => s.DisplayName != "sync"))
        {
            Tenant.Grant(Tenant.Application("sync"), Permission);
        }

        string user = Tenant.User(name, with);
        Tenant.ApplicationOwner(TenantBuilder.Id("sp:sync"), user);
        return user;
    }

    private IEnumerable<AccessPath> Resets(string id) => Account(id).Paths.Where(p => p.Kind == PathKind.CredentialReset);
}
