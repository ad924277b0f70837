using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Pim07GroupsAreAsStrictAsTheirRolesTests() : CheckTest("PIM-07")
{
    private string group = "";
    private string alice = "";

    [Fact]
    public void A_group_as_strict_as_its_role_passes()
    {
        Plant(Strict(), Strict());
        Expect(group, Outcome.Pass, "Membership of the group asks for as much as Global Administrator");
    }

    [Theory]
    [InlineData("duration", "an activation lasts 8 hours (Global Administrator: 4)")]
    [InlineData("approval", "activation needs no approval (Global Administrator does)")]
    [InlineData("mfa", "activation asks for no multifactor authentication")]
    [InlineData("active", "permanent active assignments are allowed")]
    [InlineData("eligible", "permanent eligible assignments are allowed")]
    [InlineData("no duration rule", "the rule for the activation's duration is missing")]
    [InlineData("no approval rule", "the approval rule is missing")]
    public void A_group_laxer_in_one_thing_fails(string what, string words)
    {
        PimSettings lax = Strict();
        Plant(Strict(), what switch
        {
            "duration" => lax with { Activation = "PT8H" },
            "approval" => lax with { ApproverUserIds = null },
            "mfa" => lax with { RequireMfa = false },
            "active" => lax with { PermanentActive = true },
            "eligible" => lax with { PermanentEligible = true },
            "no duration rule" => lax with { Without = ["Expiration_EndUser_Assignment"] },
            _ => lax with { Without = ["Approval_EndUser_Assignment"] },
        });
        Expect(group, Outcome.Fail, words);
    }

    [Fact]
    public void A_stricter_group_passes()
    {
        Plant(new PimSettings { PermanentActive = true, PermanentEligible = true }, Strict());
        Expect(group, Outcome.Pass);
    }

    [Theory]
    [InlineData(true, Outcome.Fail)]
    [InlineData(false, Outcome.Warning)]
    public void The_settings_of_owners_are_judged_too_and_weigh_less_while_nobody_may_use_them(bool used, Outcome outcome)
    {
        Plant(Strict(), Strict());
        Tenant.PimGroupPolicy(group, new PimSettings(), owners: true);
        if (used)
        {
            Tenant.EligibleInGroup(group, alice, owner: true);
        }

        Finding finding = Assert.Single(Run(), f => f.Resource == "Ownership");
        Assert.Equal(outcome, finding.Outcome);
        Assert.Contains("needs no approval", finding.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatasetStatus.Failed, Outcome.NotAssessed)]
    [InlineData(DatasetStatus.NotLicensed, Outcome.Warning)]
    public void That_nobody_is_assigned_a_laxer_way_is_said_only_when_it_was_read(DatasetStatus status, Outcome outcome)
    {
        group = Tenant.Group("Tier0");
        Tenant.Assign(GlobalAdministrator, group);
        Tenant.PimPolicy(GlobalAdministrator, Strict()).PimGroupPolicy(group, Strict() with { Activation = "PT8H" });
        Tenant.Unread(Datasets.PimGroupEligibilityInstances, status);
        Assert.Equal(outcome, Assert.Single(Run(), f => f.Resource == "Membership").Outcome);
    }

    [Fact]
    public void A_group_that_is_only_eligible_for_the_role_gives_it_to_nobody()
    {
        group = Tenant.Group("Tier0");
        Tenant.Eligible(GlobalAdministrator, group);
        Tenant.PimPolicy(GlobalAdministrator, Strict()).PimGroupPolicy(group, new PimSettings()).EligibleInGroup(group, Tenant.User("Alice"));
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void A_group_nested_in_one_with_a_role_is_judged()
    {
        string outer = Tenant.Group("Outer"), inner = Tenant.Group("Inner");
        Tenant.Assign(GlobalAdministrator, outer);
        Tenant.Member(outer, inner).PimPolicy(GlobalAdministrator, Strict()).PimGroupPolicy(inner, new PimSettings()).EligibleInGroup(inner, Tenant.User("Alice"));
        Expect(inner, Outcome.Fail);
    }

    [Fact]
    public void Of_several_roles_the_strictest_counts()
    {
        Plant(Strict(), new PimSettings { Activation = "PT8H" });
        Tenant.Assign(HelpdeskAdministrator, group);
        Tenant.PimPolicy(HelpdeskAdministrator, new PimSettings { Activation = "PT8H" });
        Expect(group, Outcome.Fail, "Global Administrator: 4");
    }

    [Fact]
    public void A_role_without_settings_is_not_assessed()
    {
        group = Tenant.Group("Tier0");
        Tenant.Assign(GlobalAdministrator, group);
        Tenant.PimGroupPolicy(group, new PimSettings());
        Expect(group, Outcome.NotAssessed, "settings of Global Administrator at / are not among those that were read");
    }

    [Theory]
    [InlineData(true, Outcome.NotAssessed)]
    [InlineData(false, Outcome.Pass)]
    public void A_group_as_strict_as_one_role_does_not_pass_for_another_whose_settings_were_not_read(bool holdsAnother, Outcome outcome)
    {
        Plant(Strict(), Strict());
        if (holdsAnother)
        {
            Tenant.AssignAzure("Owner", group, Tenant.Subscription("Production"));
        }

        Expect(group, outcome);
    }

    [Fact]
    public void Unread_settings_of_azure_roles_are_named()
    {
        Plant(Strict(), Strict());
        Tenant.AssignAzure("Owner", group, Tenant.Subscription("Production"));
        Tenant.Unread(Datasets.AzureRolePolicyAssignments, DatasetStatus.NoPermission);
        Expect(group, Outcome.NotAssessed, "NoPermission: azureRolePolicyAssignments");
    }

    [Theory]
    [InlineData("PT8H", Outcome.Pass)]
    [InlineData("PT9H", Outcome.Fail)]
    public void A_group_with_an_azure_role_is_compared_with_the_settings_at_that_scope(string activation, Outcome outcome)
    {
        string subscription = Tenant.Subscription("Production"), other = Tenant.Subscription("Other");
        group = Tenant.Group("Owners", roleAssignable: false);
        Tenant.AssignAzure("Owner", group, subscription);
        Tenant.PimAzurePolicy("Owner", subscription, new PimSettings { Activation = "PT8H" }).PimAzurePolicy("Owner", other, new PimSettings { Activation = "PT1H" });
        Tenant.PimGroupPolicy(group, new PimSettings { Activation = activation }).EligibleInGroup(group, Tenant.User("Alice"));
        Expect(group, outcome);
    }

    [Theory]
    [InlineData("c1", Outcome.Pass)]
    [InlineData("c2", Outcome.Fail)]
    [InlineData("c3", Outcome.Pass)]
    [InlineData(null, Outcome.Fail)]
    public void Another_authentication_context_counts_by_what_policies_demand_for_it(string? own, Outcome outcome)
    {
        Contexts();
        Plant(Strict() with { AuthenticationContext = "c1" }, Strict() with { AuthenticationContext = own });
        Expect(group, outcome);
    }

    [Fact]
    public void Without_conditional_access_another_context_is_not_assessed()
    {
        Contexts();
        Plant(Strict() with { AuthenticationContext = "c1" }, Strict() with { AuthenticationContext = "c3" });
        Tenant.Unread(Datasets.ConditionalAccessPolicies, DatasetStatus.NoPermission);
        Assert.Contains(Run(), f => f.SubjectId == group && f.Outcome == Outcome.NotAssessed);
        Assert.DoesNotContain(Run(), f => f.Outcome is Outcome.Pass or Outcome.Fail);
    }

    [Fact]
    public void Who_may_activate_and_was_not_read_leaves_another_context_open()
    {
        Contexts();
        Plant(Strict() with { AuthenticationContext = "c1" }, Strict() with { AuthenticationContext = "c3" });
        Tenant.Unread(Datasets.PimGroupEligibilityInstances, DatasetStatus.Partial);
        Expect(group, Outcome.NotAssessed, "Partial: pimGroupEligibilityInstances");
    }

    [Fact]
    public void A_group_that_may_activate_is_opened()
    {
        Contexts();
        Plant(Strict() with { AuthenticationContext = "c1" }, Strict() with { AuthenticationContext = "c4" });
        string inner = Tenant.Group("Inner"), bob = Tenant.User("Bob");
        Tenant.BuiltInStrengths().Member(inner, bob).EligibleInGroup(group, inner);
        Tenant.Policy("c4", "enabled", new ConditionUsers { IncludeUsers = ["All"], ExcludeUsers = [bob] }, new GrantControls { Operator = "OR", BuiltInControls = [], AuthenticationStrength = Tenant.AuthenticationStrengthPolicies[2] }, with: c => c with { Applications = new ConditionApplications { IncludeApplications = [], ExcludeApplications = [], IncludeUserActions = [], IncludeAuthenticationContextClassReferences = ["c4"] } });
        Expect(group, Outcome.Fail, "demands less than c1");
    }

    [Fact]
    public void Without_the_settings_of_groups_nothing_passes()
    {
        Plant(Strict(), Strict());
        Tenant.Unread(Datasets.PimGroupPolicyAssignments, DatasetStatus.NoPermission);
        Assert.Equal([Outcome.NotAssessed], Run().Select(f => f.Outcome));
    }

    // c1 and c3 demand a phishing-resistant method, c2 any second factor.
    private void Contexts()
    {
        Tenant.BuiltInStrengths();
        GrantControls strong = new() { Operator = "OR", BuiltInControls = [], AuthenticationStrength = Tenant.AuthenticationStrengthPolicies[2] }, mfa = new() { Operator = "OR", BuiltInControls = ["mfa"] };
        foreach (string id in (string[])["c1", "c2", "c3"])
        {
            Tenant.Policy(id, "enabled", new ConditionUsers { IncludeUsers = ["All"] }, id == "c2" ? mfa : strong, with: c => c with { Applications = new ConditionApplications { IncludeApplications = [], ExcludeApplications = [], IncludeUserActions = [], IncludeAuthenticationContextClassReferences = [id] } });
        }
    }

    private PimSettings Strict() => new() { Activation = "PT4H", ApproverUserIds = [TenantBuilder.Id("user:Boss")] };

    private void Plant(PimSettings role, PimSettings own)
    {
        group = Tenant.Group("Tier0");
        alice = Tenant.User("Alice");
        Tenant.Assign(GlobalAdministrator, group);
        Tenant.PimPolicy(GlobalAdministrator, role).PimGroupPolicy(group, own).EligibleInGroup(group, alice);
    }
}
