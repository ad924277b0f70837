using Ed2402Posture.Core;
using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;
using static Ed2402Posture.Tests.Unit.ConditionalAccess.PolicyMaker;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>From a tenant to the row of an account: memberships, roles, activation, security defaults, what was not read.</summary>
public sealed class TenantAccessTests
{
    private readonly TenantBuilder tenant = new();

    [Fact]
    public void An_exclusion_through_a_nested_group_is_told_with_its_path()
    {
        string ada = Administrator("Ada"), ben = Administrator("Ben");
        string exclusions = tenant.Group("CA-Exclusions", roleAssignable: false), staff = tenant.Group("IT Staff", roleAssignable: false);
        tenant.Member(exclusions, staff).Member(staff, ada);
        tenant.Policy("CA003", "enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = [exclusions] }, Controls("mfa"));
        Assert.Equal(Requirement.None, Row(ada).Requirement);
        Assert.EndsWith("policy 'CA003' excludes group 'CA-Exclusions' (through 'IT Staff')", Row(ada).Escape, StringComparison.Ordinal);
        Assert.Equal((Requirement.Mfa, "CA003"), (Row(ben).Requirement, Row(ben).Policies));
    }

    [Fact]
    public void Two_policies_cover_the_roles_only_together()
    {
        string ada = tenant.User("Ada"), ben = tenant.User("Ben"), carl = tenant.User("Carl");
        tenant.Assign("Global Administrator", ada);
        tenant.Assign("User Administrator", ben);
        tenant.Assign("Exchange Administrator", carl);
        tenant.Policy("Global", "enabled", new ConditionUsers { IncludeRoles = [tenant.RoleId("Global Administrator")] }, Controls("mfa"));
        tenant.Policy("Users", "enabled", new ConditionUsers { IncludeRoles = [tenant.RoleId("User Administrator")] }, Controls("mfa"));
        Assert.Equal([Requirement.Mfa, Requirement.Mfa, Requirement.None], new[] { ada, ben, carl }.Select(id => Row(id).Requirement!.Value));
    }

    [Fact]
    public void A_role_in_an_administrative_unit_and_a_custom_role_are_not_reached()
    {
        string unit = tenant.User("Unit"), custom = tenant.User("Custom"), whole = tenant.User("Whole");
        const string CustomRole = "0c5f0d2e-0000-4000-8000-000000000001";
        tenant.RoleDefinitions.Add(new RoleDefinition { Id = CustomRole, TemplateId = CustomRole, DisplayName = "Own admins", IsBuiltIn = false, IsEnabled = true, RolePermissions = [new RolePermission { AllowedResourceActions = ["microsoft.directory/roleAssignments/allProperties/allTasks", "microsoft.directory/applications/credentials/update"] }] });
        tenant.Assign("User Administrator", unit, "/administrativeUnits/" + Id("unit"));
        tenant.Assign(CustomRole, custom);
        tenant.Assign("User Administrator", whole);
        tenant.Policy("Roles", "enabled", new ConditionUsers { IncludeRoles = [tenant.RoleId("User Administrator"), CustomRole] }, Controls("mfa"));
        TenantAnalysis analysis = Analyze();
        Assert.Equal(Requirement.Mfa, Row(analysis, whole).Requirement);
        foreach (string id in new[] { unit, custom }.Where(id => analysis.Privilege.Find(id) is not null))
        {
            Assert.Equal(Requirement.None, Row(analysis, id).Requirement);
        }

        Assert.NotNull(analysis.Privilege.Find(unit) ?? analysis.Privilege.Find(custom));
    }

    [Fact]
    public void An_eligible_account_is_judged_as_activated_and_what_differs_before_is_shown()
    {
        string ada = tenant.User("Ada");
        tenant.Eligible("Global Administrator", ada);
        tenant.Policy("Admins", "enabled", new ConditionUsers { IncludeRoles = [tenant.RoleId("Global Administrator")] }, Controls("mfa"));
        ConditionalAccessRow row = Row(ada);
        Assert.Equal((Requirement.Mfa, Requirement.None), (row.Requirement!.Value, row.RequirementBeforeActivation!.Value));
        Assert.NotNull(row.EscapeBeforeActivation);
    }

    [Fact]
    public void An_account_covered_only_before_activation_is_open_after_it()
    {
        string ada = tenant.User("Ada"), ben = Administrator("Ben");
        tenant.Eligible("Global Administrator", ada);
        tenant.Policy("All but admins", "enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeRoles = [tenant.RoleId("Global Administrator")] }, Controls("mfa"));
        Assert.Equal((Requirement.None, Requirement.Mfa), (Row(ada).Requirement!.Value, Row(ada).RequirementBeforeActivation!.Value));
        Assert.Contains("excludes role 'Global Administrator'", Row(ada).Escape, StringComparison.Ordinal);
        Assert.Equal((Requirement.None, null), (Row(ben).Requirement!.Value, Row(ben).RequirementBeforeActivation));
    }

    [Theory]
    [InlineData(true, Requirement.None)]
    [InlineData(false, Requirement.Mfa)]
    public void A_group_that_one_may_activate_brings_those_that_it_is_nested_in(bool nested, Requirement activated)
    {
        string ada = tenant.User("Ada"), admins = tenant.Group("Admins"), exclusions = tenant.Group("CA-Exclusions", roleAssignable: false);
        tenant.Assign("Global Administrator", admins);
        tenant.EligibleInGroup(admins, ada);
        tenant.Member(exclusions, nested ? admins : tenant.Group("Others", roleAssignable: false));
        tenant.Policy("CA003", "enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = [exclusions] }, Controls("mfa"));
        Assert.Equal((activated, Requirement.Mfa), (Row(ada).Requirement!.Value, Row(ada).RequirementBeforeActivation!.Value));
    }

    [Fact]
    public void A_guest_administrator_is_reached_by_policies_for_guests()
    {
        string guest = tenant.Guest("Gus"), internalGuest = tenant.User("Inga", u => u with { UserType = "Guest" });
        tenant.Assign("Global Administrator", guest);
        tenant.Assign("Global Administrator", internalGuest);
        tenant.Policy("Guests", "enabled", new ConditionUsers { IncludeGuestsOrExternalUsers = new ConditionGuests { GuestOrExternalUserTypes = "b2bCollaborationGuest,b2bCollaborationMember" } }, Controls("mfa"));
        Assert.Equal((Requirement.Mfa, Requirement.None), (Row(guest).Requirement!.Value, Row(internalGuest).Requirement!.Value));
    }

    [Theory]
    [InlineData("fabrikam.com", true, Requirement.Mfa)]
    [InlineData("northwind.com", true, Requirement.None)]
    [InlineData("fabrikam.com", false, Requirement.None)]
    public void A_policy_for_guests_of_one_tenant_reaches_those_whose_home_it_is(string domain, bool read, Requirement expected)
    {
        string guest = tenant.Guest("Gus", u => u with { UserPrincipalName = $"gus_von_trapp_{domain}#EXT#@contoso.onmicrosoft.com" });
        tenant.Assign("Global Administrator", guest);
        tenant.HomeTenant("northwind.com");
        tenant.Policy("Fabrikam", "enabled", new ConditionUsers { IncludeGuestsOrExternalUsers = new ConditionGuests { GuestOrExternalUserTypes = "b2bCollaborationGuest", ExternalTenants = new ConditionExternalTenants { MembershipKind = "enumerated", Members = [tenant.HomeTenant("fabrikam.com")] } } }, Controls("mfa"));
        if (!read)
        {
            tenant.Unread(Datasets.GuestHomeTenants, DatasetStatus.NoPermission);
        }

        ConditionalAccessRow row = Row(guest);
        Assert.Equal(expected, row.Requirement);
        Assert.Equal(read ? "" : "Fabrikam: the guest's home tenant is not known", row.NarrowedPolicies);
    }

    [Theory]
    [InlineData("gus_fabrikam.com#EXT#@contoso.onmicrosoft.com", "Guest", null, "fabrikam.com")]
    [InlineData("gus@contoso.com", "Guest", "gus@Northwind.com", "northwind.com")]
    [InlineData("gus@contoso.com", "Member", "gus@northwind.com", null)]
    [InlineData("gus#EXT#@contoso.com", "Guest", "gus@northwind.com", null)]
    public void The_home_of_a_guest_is_told_by_the_domain_of_the_invitation(string name, string type, string? mail, string? expected) =>
        Assert.Equal(expected, Core.ConditionalAccess.Accounts.HomeTenants.Domain(new User { Id = "g", UserPrincipalName = name, UserType = type, Mail = mail }));

    [Fact]
    public void Security_defaults_demand_MFA_of_administrators_and_block_legacy_clients()
    {
        string ada = Administrator("Ada"), owner = tenant.User("Owner");
        tenant.AssignAzure("Owner", owner, tenant.Subscription("Prod"));
        tenant.SecurityDefaults.Clear();
        tenant.SecurityDefaults.Add(new SecurityDefaultsPolicy { Id = "00000000-0000-0000-0000-000000000005", IsEnabled = true });
        TenantAnalysis analysis = Analyze();
        ConditionalAccessAnalysis access = analysis.ConditionalAccess;
        Assert.Equal(Requirement.Mfa, Row(analysis, ada).Requirement);
        Assert.Equal(Requirement.Block, access.Verdict(access.Profiles(analysis.Privilege.Find(ada)!).Activated, null, ScenarioSlice.LegacyAuthentication).Requirement);
        Assert.Equal(Requirement.None, Row(analysis, owner).Requirement);
        Assert.Equal(Requirement.Mfa, access.Evaluate(analysis.Privilege.Find(owner)!, access.Model.FindTarget(ApplicationSuites.AzureManagement)).Requirement);
    }

    [Theory]
    [InlineData(DatasetStatus.NotLicensed)]
    [InlineData(DatasetStatus.NoPermission)]
    [InlineData(DatasetStatus.Failed)]
    public void Policies_that_were_not_read_prove_nothing(DatasetStatus status)
    {
        string ada = Administrator("Ada");
        tenant.Unread(Datasets.ConditionalAccessPolicies, status);
        ConditionalAccessRow row = Row(ada);
        Assert.Null(row.Requirement);
        Assert.StartsWith($"{status}: conditionalAccessPolicies", row.Completeness, StringComparison.Ordinal);
    }

    [Fact]
    public void Memberships_that_were_not_read_count_against_protection()
    {
        string ada = Administrator("Ada");
        string group = tenant.Group("Excluded", roleAssignable: false);
        tenant.Policy("CA003", "enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeGroups = [group] }, Controls("mfa"));
        Assert.Equal(Requirement.Mfa, Row(ada).Requirement);
        tenant.Unread(Datasets.TransitiveMemberships, DatasetStatus.NoPermission);
        Assert.Equal(Requirement.None, Row(ada).Requirement);
        Assert.Equal("CA003: the account's groups were not read", Row(ada).NarrowedPolicies);
    }

    private string Administrator(string name)
    {
        string id = tenant.User(name);
        tenant.Assign("Global Administrator", id);
        return id;
    }

    private TenantAnalysis Analyze() => new(tenant.Build(), PostureSettings.Default);

    private ConditionalAccessRow Row(string id) => Row(Analyze(), id);

    private static ConditionalAccessRow Row(TenantAnalysis analysis, string id) => analysis.ConditionalAccess.Evaluate(analysis.Privilege.Find(id)!, null);
}
