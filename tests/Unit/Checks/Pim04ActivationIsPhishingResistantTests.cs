using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim04ActivationIsPhishingResistantTests : CheckTest
{
    private const string Role = EntraRoles.GlobalAdministrator;
    private readonly string alice;

    public Pim04ActivationIsPhishingResistantTests()
        : base("PIM-04")
    {
        alice = Tenant.User("Alice");
        Tenant.Eligible(GlobalAdministrator, alice);
        Tenant.BuiltInStrengths();
    }

    [Fact]
    public void A_context_that_a_policy_enforces_with_a_resistant_strength_passes()
    {
        Tenant.RolePolicy(GlobalAdministrator, context: "c1");
        Enforce("c1", Strength("4"));
        Expect(Role, Outcome.Pass, "all 1 people");
    }

    [Fact]
    public void A_context_with_any_second_factor_is_a_warning()
    {
        Tenant.RolePolicy(GlobalAdministrator, context: "c1");
        Enforce("c1", Strength("2"));
        Expect(Role, Outcome.Warning, "alice@contoso.com");
    }

    [Theory]
    [InlineData("disabled")]
    [InlineData("enabledForReportingButNotEnforced")]
    public void A_context_that_no_enabled_policy_enforces_fails(string state)
    {
        Tenant.RolePolicy(GlobalAdministrator, context: "c1");
        Enforce("c1", Strength("4"), state);
        Expect(Role, Outcome.Fail, "no enabled policy enforces");
    }

    [Fact]
    public void Another_context_does_not_help()
    {
        Tenant.RolePolicy(GlobalAdministrator, context: "c1");
        Enforce("c2", Strength("4"));
        Expect(Role, Outcome.Fail, "no enabled policy enforces");
    }

    [Fact]
    public void A_policy_that_leaves_out_one_who_may_activate_fails_and_names_them()
    {
        string bob = Tenant.User("Bob");
        Tenant.RolePolicy(GlobalAdministrator, context: "c1").Eligible(GlobalAdministrator, bob);
        Enforce("c1", Strength("4"), users: new ConditionUsers { IncludeUsers = ["All"], ExcludeUsers = [bob] });
        Assert.DoesNotContain("alice", Expect(Role, Outcome.Fail, "bob@contoso.com").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_for_the_role_itself_comes_too_late()
    {
        Tenant.RolePolicy(GlobalAdministrator, context: "c1");
        Enforce("c1", Strength("4"), users: new ConditionUsers { IncludeRoles = [Role] });
        Expect(Role, Outcome.Fail, "demands nothing of alice");
    }

    [Fact]
    public void The_rule_for_multifactor_authentication_alone_is_a_warning()
    {
        Tenant.RolePolicy(GlobalAdministrator);
        Expect(Role, Outcome.Warning, "of any kind");
    }

    [Fact]
    public void Neither_rule_fails_and_so_does_a_missing_one()
    {
        Tenant.RolePolicy(GlobalAdministrator, mfa: false).RolePolicy(UserAdministrator, without: ["Enablement_EndUser_Assignment"]);
        Assert.Equal(2, Run().Count(f => f.Outcome == Outcome.Fail));
    }

    [Fact]
    public void Without_conditional_access_a_context_is_not_assessed_and_what_asks_nothing_still_fails()
    {
        Tenant.RolePolicy(GlobalAdministrator, context: "c1").RolePolicy(UserAdministrator, mfa: false);
        Tenant.Unread(Datasets.ConditionalAccessPolicies, DatasetStatus.NoPermission);
        Expect(Role, Outcome.NotAssessed, "NoPermission: conditionalAccessPolicies");
        Assert.Single(Run(), f => f.Outcome == Outcome.Fail);
    }

    [Fact]
    public void One_who_may_not_sign_in_cannot_escape()
    {
        string bob = Tenant.User("Bob", u => u with { AccountEnabled = false });
        Tenant.RolePolicy(GlobalAdministrator, context: "c1").Eligible(GlobalAdministrator, bob);
        Enforce("c1", Strength("4"), users: new ConditionUsers { IncludeUsers = ["All"], ExcludeUsers = [bob] });
        Expect(Role, Outcome.Pass, "all 1 people");
    }

    [Fact]
    public void Whoever_may_activate_and_was_not_read_leaves_it_open()
    {
        Tenant.RolePolicy(GlobalAdministrator, context: "c1").Unread(Datasets.RoleEligibilityScheduleInstances, DatasetStatus.Partial);
        Enforce("c1", Strength("4"));
        Expect(Role, Outcome.NotAssessed, "Partial: roleEligibilityScheduleInstances");
    }

    [Fact]
    public void Who_activates_membership_of_a_group_passes_the_gate_of_the_group()
    {
        // The role's context leaves Carl out; the group's own does not, and it is the one that he meets.
        string group = Tenant.Group("Tier0"), carl = Tenant.User("Carl");
        Tenant.Assign(GlobalAdministrator, group);
        Tenant.EligibleInGroup(group, carl).PimGroupPolicy(group, new PimSettings { AuthenticationContext = "c2" }).RolePolicy(GlobalAdministrator, context: "c1");
        Enforce("c1", Strength("4"), users: new ConditionUsers { IncludeUsers = ["All"], ExcludeUsers = [carl] });
        Enforce("c2", Strength("4"));
        Expect(Role, Outcome.Pass, "all 1 people");
        Expect(group, Outcome.Pass, "all 1 people who may activate membership");
    }

    [Fact]
    public void Groups_that_may_become_members_are_opened()
    {
        string group = Tenant.Group("Tier0"), inner = Tenant.Group("Inner"), carl = Tenant.User("Carl");
        Tenant.Assign(GlobalAdministrator, group);
        Tenant.Member(inner, carl).EligibleInGroup(group, inner).PimGroupPolicy(group, new PimSettings { AuthenticationContext = "c2" });
        Enforce("c2", Strength("4"), users: new ConditionUsers { IncludeUsers = ["All"], ExcludeUsers = [carl] });
        Expect(group, Outcome.Fail, "demands nothing of carl");
    }

    [Theory]
    [InlineData(false, true, Outcome.Warning)]
    [InlineData(false, false, Outcome.Fail)]
    [InlineData(true, true, Outcome.Pass)]
    public void An_Azure_role_is_judged_at_its_scope(bool context, bool mfa, Outcome outcome)
    {
        string subscription = Tenant.Subscription("Production", Tenant.ManagementGroup(Tenant.TenantId));
        Tenant.EligibleAzure("Owner", alice, subscription);
        Tenant.PimAzurePolicy("Owner", subscription, new PimSettings { RequireMfa = mfa, AuthenticationContext = context ? "c2" : null });
        Enforce("c2", Strength("4"));
        Assert.Equal(subscription, Expect("8e3af657-a8ff-443c-a75c-2fe8c4bcb635", outcome).Resource);
    }

    private AuthenticationStrengthPolicy Strength(string id) => Tenant.AuthenticationStrengthPolicies.Single(s => s.Id.EndsWith(id, StringComparison.Ordinal));

    private void Enforce(string context, AuthenticationStrengthPolicy strength, string state = "enabled", ConditionUsers? users = null) => Tenant.Policy(
        "Context " + context, state, users ?? new ConditionUsers { IncludeUsers = ["All"] }, new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = strength },
        with: c => c with { Applications = new ConditionApplications { IncludeApplications = [], ExcludeApplications = [], IncludeUserActions = [], IncludeAuthenticationContextClassReferences = [context] } });
}
