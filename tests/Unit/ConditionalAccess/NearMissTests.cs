using Ed2402Posture.Core.ConditionalAccess;
using Ed2402Posture.Core.ConditionalAccess.Accounts;
using Ed2402Posture.Core.ConditionalAccess.Targets;
using Ed2402Posture.Core.Snapshots.Items;
using Xunit;
using static Ed2402Posture.Tests.Unit.ConditionalAccess.PolicyMaker;

namespace Ed2402Posture.Tests.Unit.ConditionalAccess;

/// <summary>Policies that look as if they protected, beside those that do.</summary>
public sealed class NearMissTests
{
    [Theory]
    [InlineData("enabled", Requirement.Mfa, null)]
    [InlineData("disabled", Requirement.None, "policy 'CA001' is disabled")]
    [InlineData("enabledForReportingButNotEnforced", Requirement.None, "policy 'CA001' is report-only")]
    public void Only_an_enabled_policy_protects(string state, Requirement expected, string? reason)
    {
        AccessVerdict verdict = Judge(Account(), Policy("CA001", state: state));
        Assert.Equal(expected, verdict.Requirement);
        if (reason is not null)
        {
            Assert.EndsWith(reason, verdict.Escape, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void An_excluded_group_lets_its_members_in()
    {
        ConditionalAccessPolicy policy = Policy("CA003", c => c with { Users = c.Users! with { ExcludeGroups = [Id("group:Exclusions")] } });
        Assert.Equal(Requirement.None, Judge(Account(Id("group:Exclusions")), policy).Requirement);
        Assert.Contains("policy 'CA003' excludes group", Judge(Account(Id("group:Exclusions")), policy).Escape, StringComparison.Ordinal);
        Assert.Equal(Requirement.Mfa, Judge(Account(Id("group:Others")), policy).Requirement);
    }

    [Fact]
    public void An_alternative_device_control_makes_a_compliant_device_enough()
    {
        AccessVerdict either = Judge(Account(), Policy("CA004", grant: Controls("mfa", "compliantDevice")));
        Assert.Equal((Requirement.None, Requirement.Mfa), (either.Requirement, either.RequirementUnmanaged));
        Assert.Contains("compliant device", either.Escape, StringComparison.Ordinal);
        Assert.Contains("policy 'CA004' accepts a compliant device instead", either.Escape, StringComparison.Ordinal);
        AccessVerdict both = Judge(Account(), Policy("CA004", grant: Controls("mfa", "compliantDevice") with { Operator = "AND" }));
        Assert.Equal((Requirement.Mfa, Requirement.Block), (both.Requirement, both.RequirementUnmanaged));
    }

    [Fact]
    public void A_strength_is_judged_by_its_combinations_and_not_by_its_name()
    {
        AuthenticationStrengthPolicy pass = Strength("Phishing-resistant MFA", "fido2", "windowsHelloForBusiness", "temporaryAccessPassOneTime");
        AccessVerdict named = Judge(Account(), Policy("CA005", grant: Demand(pass)));
        Assert.Equal(Requirement.Mfa, named.Requirement);
        Assert.Contains("which allows temporaryAccessPassOneTime", named.Escape, StringComparison.Ordinal);
        Assert.Equal(Requirement.PhishingResistantMfa, Judge(Account(), Policy("CA005", grant: Demand(Strength("Keys only", "fido2")))).Requirement);
        Assert.Equal(Requirement.None, Judge(Account(), Policy("CA005", grant: Demand(Strength("Anything", "fido2", "password")))).Requirement);
    }

    [Fact]
    public void A_strength_that_was_not_read_narrows_the_policy()
    {
        AccessVerdict verdict = Judge(Account(), Policy("CA005", grant: Demand(new AuthenticationStrengthPolicy { Id = Id("unknown"), DisplayName = "Secret" })));
        Assert.Equal(Requirement.None, verdict.Requirement);
        Assert.Contains("authentication strength 'Secret' was not read", Assert.Single(verdict.NarrowedPolicies), StringComparison.Ordinal);
    }

    [Fact]
    public void Two_policies_may_cover_an_account_only_together()
    {
        ConditionalAccessPolicy modern = Policy("Modern", c => c with { ClientAppTypes = ["browser", "mobileAppsAndDesktopClients"] });
        ConditionalAccessPolicy legacy = Policy("Legacy", c => c with { ClientAppTypes = ["exchangeActiveSync", "other"] }, Controls("block"));
        Assert.Equal(Requirement.None, Judge(Account(), modern).Requirement);
        Assert.Equal(Requirement.None, Judge(Account(), legacy).Requirement);
        Assert.Equal(Requirement.Mfa, Judge(Account(), modern, legacy).Requirement);
    }

    [Fact]
    public void Legacy_clients_can_do_no_second_factor_and_are_blocked_by_the_demand_for_one()
    {
        ConditionalAccessPolicy everyClient = Policy("MFA everywhere");
        ConditionalAccessPolicy strongForModern = Policy("Keys for modern clients", c => c with { ClientAppTypes = ["browser", "mobileAppsAndDesktopClients"] }, Demand(PhishingResistant));
        Assert.Equal(Requirement.PhishingResistantMfa, Judge(Account(), everyClient, strongForModern).Requirement);
        AccessVerdict legacy = Judge(Account(), strongForModern);
        Assert.Equal(Requirement.None, legacy.Requirement);
        Assert.StartsWith("Exchange ActiveSync", legacy.Escape, StringComparison.Ordinal);
    }

    [Fact]
    public void A_condition_on_risk_leaves_the_sign_in_without_risk_open()
    {
        AccessVerdict risky = Judge(Account(), Policy("Risky", c => c with { SignInRiskLevels = ["high", "medium"] }));
        Assert.Equal(Requirement.None, risky.Requirement);
        Assert.Contains("no risk: policy 'Risky' covers only high, medium sign-in risk", risky.Escape, StringComparison.Ordinal);
        Assert.Equal(Requirement.Mfa, Judge(Account(), Policy("All levels", c => c with { SignInRiskLevels = ["none", "low", "medium", "high"] })).Requirement);
    }

    [Fact]
    public void An_excluded_location_is_the_way_in()
    {
        ConditionalAccessPolicy Excluding(string location) => Policy("CA010", c => c with { Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = [location] } });
        AccessVerdict named = Judge(Account(), Excluding(Office.Id));
        Assert.Equal(Requirement.None, named.Requirement);
        Assert.Equal("browser, Windows, from 'HQ', unmanaged device, no risk: policy 'CA010' excludes location 'HQ'", named.Escape);
        Assert.Equal(Requirement.None, Judge(Account(), Excluding("AllTrusted")).Requirement);
        Assert.Equal(Requirement.Mfa, Judge(Account(), Policy("CA010", c => c with { Locations = new ConditionLocations { IncludeLocations = ["All"] } })).Requirement);
    }

    [Fact]
    public void A_country_and_an_address_are_matched_together()
    {
        // Blocked outside the Netherlands, and MFA outside HQ: HQ's addresses may be in the Netherlands.
        ConditionalAccessPolicy abroad = Policy("Abroad", c => c with { Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = [Netherlands.Id] } }, Controls("block"));
        ConditionalAccessPolicy outside = Policy("Outside", c => c with { Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = [Office.Id] } });
        AccessVerdict verdict = Judge(Account(), abroad, outside);
        Assert.Equal(Requirement.None, verdict.Requirement);
        Assert.Contains("from 'HQ', 'Netherlands'", verdict.Escape, StringComparison.Ordinal);
    }

    [Fact]
    public void Device_code_flow_is_a_way_of_its_own()
    {
        ConditionalAccessPolicy flow = Policy("No codes", c => c with { AuthenticationFlows = new ConditionAuthenticationFlows { TransferMethods = "deviceCodeFlow" } }, Controls("block"));
        ConditionalAccessModel model = Model(flow);
        Assert.Equal(Requirement.Block, model.EvaluateAll(Account(), ScenarioSlice.DeviceCodeFlow).Requirement);
        Assert.Equal(Requirement.None, model.EvaluateAll(Account(), ScenarioSlice.AuthenticationTransfer).Requirement);
        Assert.Equal(Requirement.None, model.EvaluateAll(Account()).Requirement);
    }

    [Fact]
    public void A_role_condition_reaches_only_who_holds_it()
    {
        ConditionalAccessPolicy admins = Policy("Admins", c => c with { Users = new ConditionUsers { IncludeRoles = [GlobalAdministrator] } });
        Assert.Equal(Requirement.Mfa, Judge(Account(), admins).Requirement);
        Assert.Equal(Requirement.None, Judge(Account() with { Roles = new HashSet<string>() }, admins).Requirement);
    }

    [Fact]
    public void All_applications_with_one_exclusion_is_weak_there_alone()
    {
        string app = Id("app:payroll");
        ConditionalAccessModel model = Model(Policy("CA020", c => c with { Applications = c.Applications! with { ExcludeApplications = [app] } }));
        Assert.Equal(Requirement.None, model.Evaluate(Account(), model.FindTarget(app)!).Requirement);
        Assert.Equal(Requirement.Mfa, model.Evaluate(Account(), model.FindTarget(AccessTarget.OtherId)!).Requirement);
        AccessVerdict all = model.EvaluateAll(Account());
        Assert.Equal((Requirement.None, app), (all.Requirement, all.Target.Id));
        Assert.EndsWith($"policy 'CA020' excludes {app}", all.Escape, StringComparison.Ordinal);
    }

    [Fact]
    public void A_policy_on_user_actions_protects_no_application()
    {
        ConditionalAccessModel model = Model(Policy("Registration", c => c with { Applications = new ConditionApplications { IncludeUserActions = [TargetCatalog.RegisterSecurityInfo] } }));
        Assert.Equal(Requirement.Mfa, model.Evaluate(Account(), model.FindTarget(TargetCatalog.RegisterSecurityInfo)!).Requirement);
        Assert.Equal(Requirement.None, model.EvaluateAll(Account()).Requirement);
    }

    [Fact]
    public void A_suite_stands_for_its_members()
    {
        const string Exchange = "00000002-0000-0ff1-ce00-000000000000";
        ConditionalAccessModel model = Model(Policy("Office", c => c with { Applications = new ConditionApplications { IncludeApplications = [ApplicationSuites.Office365] } }));
        Assert.Equal(Requirement.Mfa, model.Evaluate(Account(), model.FindTarget(Exchange)!).Requirement);
        Assert.Equal(Requirement.None, model.Evaluate(Account(), model.FindTarget(ApplicationSuites.MicrosoftGraph)!).Requirement);
        ConditionalAccessModel portal = Model(Policy("Azure", c => c with { Applications = new ConditionApplications { IncludeApplications = [ApplicationSuites.AzureManagement] } }));
        Assert.Equal(Requirement.Mfa, portal.Evaluate(Account(), portal.FindTarget("c44b4083-3bb0-49c1-b47d-974e53cbdf3c")!).Requirement);
        Assert.Equal(Requirement.None, portal.Evaluate(Account(), portal.FindTarget(ApplicationSuites.MicrosoftAdminPortals)!).Requirement);
    }

    [Theory]
    [InlineData("b2bCollaborationGuest,b2bCollaborationMember", null, Requirement.Mfa)]
    [InlineData("internalGuest", null, Requirement.None)]
    [InlineData("b2bCollaborationGuest", "33333333-3333-3333-3333-333333333333", Requirement.None)]
    public void A_guest_is_reached_by_its_kind(string kinds, string? tenant, Requirement expected)
    {
        ConditionalAccessPolicy guests = Policy("Guests", c => c with
        {
            Users = new ConditionUsers { IncludeGuestsOrExternalUsers = new ConditionGuests { GuestOrExternalUserTypes = kinds, ExternalTenants = tenant is null ? null : new ConditionExternalTenants { MembershipKind = "enumerated", Members = [tenant] } } },
        });
        AccessVerdict verdict = Judge(Account() with { Guest = GuestKind.B2BCollaborationGuest }, guests);
        Assert.Equal(expected, verdict.Requirement);
        Assert.Equal(tenant is not null, verdict.NarrowedPolicies.Count == 1);
    }

    [Fact]
    public void What_is_not_known_of_an_account_counts_against_protection()
    {
        AccountProfile unread = Account() with { GroupsAreWhole = false };
        ConditionalAccessPolicy included = Policy("Members", c => c with { Users = new ConditionUsers { IncludeGroups = [Id("group:g")] } });
        ConditionalAccessPolicy excluding = Policy("All but", c => c with { Users = c.Users! with { ExcludeGroups = [Id("group:g")] } });
        Assert.Equal(Requirement.None, Judge(unread, included).Requirement);
        AccessVerdict verdict = Judge(unread, excluding);
        Assert.Equal(Requirement.None, verdict.Requirement);
        Assert.Equal("All but: the account's groups were not read", Assert.Single(verdict.NarrowedPolicies));
        Assert.Equal(Requirement.Mfa, Judge(Account(), excluding).Requirement);
    }

    [Theory]
    [InlineData("smartFridge")]
    [InlineData("unknownFutureValue")]
    public void A_platform_that_is_not_known_narrows_the_policy(string platform)
    {
        AccessVerdict verdict = Judge(Account(), Policy("New", c => c with { Platforms = new ConditionPlatforms { IncludePlatforms = ["all"], ExcludePlatforms = [platform] } }));
        Assert.Equal(Requirement.None, verdict.Requirement);
        Assert.Equal($"New: platform '{platform}' is not known", Assert.Single(verdict.NarrowedPolicies));
    }

    [Fact]
    public void A_condition_that_is_not_known_narrows_the_policy_unless_it_says_nothing()
    {
        static ConditionalAccessPolicy With(string json) => Policy("New", c => c with { Extra = new Dictionary<string, System.Text.Json.JsonElement> { ["agentIdRiskLevels"] = System.Text.Json.JsonDocument.Parse(json).RootElement } });
        Assert.Equal(Requirement.Mfa, Judge(Account(), With("null")).Requirement);
        Assert.Equal(Requirement.Mfa, Judge(Account(), With("[]")).Requirement);
        Assert.Equal(Requirement.None, Judge(Account(), With("[\"high\"]")).Requirement);
        Assert.Equal("New: condition 'agentIdRiskLevels' is not known", Assert.Single(Judge(Account(), With("[\"high\"]")).NarrowedPolicies));
    }

    [Fact]
    public void A_member_that_is_not_known_narrows_wherever_it_stands()
    {
        IDictionary<string, System.Text.Json.JsonElement> Unknown(string name) => new Dictionary<string, System.Text.Json.JsonElement> { [name] = System.Text.Json.JsonSerializer.SerializeToElement("x") };
        ConditionalAccessPolicy strong = PolicyMaker.Policy("Keys", grant: PolicyMaker.Demand(PolicyMaker.PhishingResistant));
        ConditionalAccessPolicy[] odd =
        [
            strong with { GrantControls = strong.GrantControls! with { Extra = Unknown("orSomethingEasy") } },
            strong with { Extra = Unknown("partialEnablementStrategy") },
            strong with { Conditions = strong.Conditions! with { Platforms = new ConditionPlatforms { IncludePlatforms = ["all"], Extra = Unknown("newer") } } },
            strong with { Conditions = strong.Conditions! with { Locations = new ConditionLocations { IncludeLocations = ["All"], Extra = Unknown("newer") } } },
            strong with { Conditions = strong.Conditions! with { Users = strong.Conditions.Users! with { ExcludeGuestsOrExternalUsers = new ConditionGuests { GuestOrExternalUserTypes = "internalGuest", ExternalTenants = new ConditionExternalTenants { MembershipKind = "someNewKind" } } } } },
        ];
        Assert.Equal(Requirement.PhishingResistantMfa, PolicyMaker.Judge(PolicyMaker.Account(), strong).Requirement);
        Assert.Equal(Requirement.PhishingResistantMfa, PolicyMaker.Judge(PolicyMaker.Account(), strong with { Extra = Unknown("templateId") }).Requirement);
        Assert.All(odd, policy =>
        {
            AccessVerdict verdict = PolicyMaker.Judge(PolicyMaker.Account(), policy);
            Assert.Equal(Requirement.None, verdict.Requirement);
            Assert.StartsWith("Keys: ", Assert.Single(verdict.NarrowedPolicies), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData(true, Requirement.PhishingResistantMfa)]
    [InlineData(false, Requirement.None)]
    public void All_trusted_locations_where_there_are_none_are_nowhere(bool excluded, Requirement expected)
    {
        ConditionalAccessPolicy policy = PolicyMaker.Policy("Keys", c => c with { Locations = new ConditionLocations { IncludeLocations = excluded ? ["All"] : ["AllTrusted"], ExcludeLocations = excluded ? ["AllTrusted"] : [] } }, PolicyMaker.Demand(PolicyMaker.PhishingResistant));
        var model = new ConditionalAccessModel(new ConditionalAccessInput { Policies = [policy], NamedLocations = [PolicyMaker.Netherlands] });
        Assert.Equal(expected, model.EvaluateAll(PolicyMaker.Account()).Requirement);
    }

    [Fact]
    public void What_is_both_included_and_excluded_is_excluded()
    {
        GrantControls keys = PolicyMaker.Demand(PolicyMaker.PhishingResistant);
        ConditionalAccessPolicy Both(Func<ConditionSet, ConditionSet> with) => PolicyMaker.Policy("Keys", with, keys);
        ConditionalAccessPolicy[] policies =
        [
            Both(c => c with { Users = new ConditionUsers { IncludeUsers = [PolicyMaker.Id("user:alice")], ExcludeUsers = [PolicyMaker.Id("user:alice").ToUpperInvariant()] } }),
            Both(c => c with { Users = new ConditionUsers { IncludeRoles = [PolicyMaker.GlobalAdministrator], ExcludeRoles = [PolicyMaker.GlobalAdministrator] } }),
            Both(c => c with { Applications = new ConditionApplications { IncludeApplications = ["All"], ExcludeApplications = ["All"] } }),
            Both(c => c with { Locations = new ConditionLocations { IncludeLocations = [PolicyMaker.Office.Id], ExcludeLocations = [PolicyMaker.Office.Id] } }),
            Both(c => c with { Platforms = new ConditionPlatforms { IncludePlatforms = ["windows"], ExcludePlatforms = ["windows"] } }),
        ];
        Assert.All(policies, p => Assert.Equal(Requirement.None, PolicyMaker.Judge(PolicyMaker.Account(), p).Requirement));
    }

    [Fact]
    public void A_policy_with_session_controls_alone_demands_nothing()
    {
        ConditionalAccessPolicy policy = PolicyMaker.Policy("Sessions") with { GrantControls = null, SessionControls = new SessionControls { SignInFrequency = new SignInFrequencyControl { IsEnabled = true, FrequencyInterval = "everyTime" } } };
        Assert.Equal(Requirement.None, PolicyMaker.Judge(PolicyMaker.Account(), policy).Requirement);
        Assert.Equal(Requirement.Mfa, PolicyMaker.Judge(PolicyMaker.Account(), policy with { GrantControls = PolicyMaker.Controls("mfa") }).Requirement);
    }

    [Fact]
    public void A_policy_on_insider_risk_leaves_who_has_none()
    {
        ConditionalAccessPolicy policy = PolicyMaker.Policy("Insiders", c => c with { InsiderRiskLevels = "minor,moderate,elevated" }, PolicyMaker.Controls("block"));
        Assert.Equal(Requirement.None, PolicyMaker.Judge(PolicyMaker.Account(), policy).Requirement);
        Assert.Equal(Requirement.Block, PolicyMaker.Judge(PolicyMaker.Account(), policy with { Conditions = policy.Conditions! with { InsiderRiskLevels = null } }).Requirement);
    }

    [Fact]
    public void A_workload_policy_reaches_own_applications_alone()
    {
        ConditionalAccessPolicy policy = Policy("Workloads", c => c with
        {
            Users = new ConditionUsers { IncludeUsers = ["None"] }, ClientApplications = new ConditionClientApplications { IncludeServicePrincipals = ["ServicePrincipalsInMyTenant"] },
            Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = [Office.Id] },
        }, Controls("block"));
        var own = new AccountProfile { Id = Id("sp:own"), IsWorkload = true, IsOwnApplication = true, Groups = new HashSet<string>(), Roles = new HashSet<string>() };
        AccessVerdict verdict = Judge(own, policy);
        Assert.Equal("from 'HQ', no risk: policy 'Workloads' excludes location 'HQ'", verdict.Escape);
        Assert.Equal(Requirement.Block, Judge(own, policy with { Conditions = policy.Conditions! with { Locations = null } }).Requirement);
        Assert.Equal(Requirement.None, Judge(own with { IsOwnApplication = false }, policy with { Conditions = policy.Conditions! with { Locations = null } }).Requirement);
        Assert.Equal(Requirement.None, Judge(Account(), policy with { Conditions = policy.Conditions! with { Locations = null } }).Requirement);
    }

    [Fact]
    public void A_policy_that_excludes_everyone_protects_no_one()
    {
        Assert.Equal(Requirement.None, Judge(Account(), Policy("CA020", c => c with { Users = c.Users! with { ExcludeUsers = ["All"] } })).Requirement);
        Assert.Equal(Requirement.None, Judge(Account(), Policy("CA021", c => c with { Users = c.Users! with { ExcludeRoles = ["All"] } })).Requirement);
        Assert.Equal(Requirement.Mfa, Judge(Account(), Policy("CA022", c => c with { Users = c.Users! with { ExcludeUsers = ["None"] } })).Requirement);
    }

    [Theory]
    [InlineData(true, Requirement.None)]
    [InlineData(false, Requirement.Mfa)]
    public void A_range_that_cannot_be_read_may_hold_any_address(bool unreadable, Requirement expected)
    {
        var place = new NamedLocation { Id = Id("location:Lab"), DisplayName = "Lab", IsTrusted = true, IpRanges = unreadable ? [new IpRange()] : [] };
        ConditionalAccessPolicy[] policies = [Policy("CA023", c => c with { Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = [place.Id] } }), Policy("CA024", c => c with { Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = ["AllTrusted"] } })];
        foreach (ConditionalAccessPolicy policy in policies)
        {
            Assert.Equal(expected, new ConditionalAccessModel(new ConditionalAccessInput { Policies = [policy], NamedLocations = [place] }).EvaluateAll(Account()).Requirement);
        }
    }

    [Fact]
    public void An_application_of_two_suites_is_excluded_by_either()
    {
        ConditionalAccessPolicy others = Policy("CA025", c => c with { Applications = new ConditionApplications { IncludeApplications = ["All"], ExcludeApplications = ["MicrosoftAdminPortals"] } });
        ConditionalAccessPolicy portals = Policy("CA026", c => c with { Applications = new ConditionApplications { IncludeApplications = ["MicrosoftAdminPortals"], ExcludeApplications = ["Office365"] } });
        AccessVerdict verdict = Judge(Account(), others, portals);
        Assert.Equal((Requirement.None, "00000006-0000-0ff1-ce00-000000000000"), (verdict.Requirement, verdict.Target.Id));
        Assert.Equal(Requirement.Mfa, Judge(Account(), others, Policy("CA027", c => c with { Applications = new ConditionApplications { IncludeApplications = ["MicrosoftAdminPortals"] } })).Requirement);
    }
}
