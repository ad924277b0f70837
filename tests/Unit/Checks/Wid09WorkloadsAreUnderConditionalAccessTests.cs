using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid09WorkloadsAreUnderConditionalAccessTests : CheckTest
{
    private static readonly GrantControls Block = new() { Operator = "OR", BuiltInControls = ["block"] };

    private readonly string app;

    public Wid09WorkloadsAreUnderConditionalAccessTests()
        : base("WID-09")
    {
        app = Tenant.Application("app");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory");
    }

    [Fact]
    public void Without_a_policy_it_is_a_warning() => Expect(app, Outcome.Warning, "works from anywhere");

    [Fact]
    public void A_disabled_service_principal_needs_no_policy()
    {
        Tenant.ServicePrincipals[0] = Tenant.ServicePrincipals[0] with { AccountEnabled = false };
        Expect(app, Outcome.NotApplicable, "disabled");
    }

    [Theory]
    [InlineData("ServicePrincipalsInMyTenant")]
    [InlineData("itself")]
    public void A_policy_that_blocks_it_outside_its_places_passes(string included)
    {
        Policy([included == "itself" ? app : included]);
        Expect(app, Outcome.Pass, "outside its locations");
    }

    [Fact]
    public void A_policy_that_blocks_it_at_risk_passes()
    {
        Policy([app], with: c => c with { Locations = null, ServicePrincipalRiskLevels = ["high"] });
        Expect(app, Outcome.Pass, "at risk");
    }

    [Theory]
    [InlineData("report-only")]
    [InlineData("excluded")]
    [InlineData("another")]
    [InlineData("one place")]
    [InlineData("one resource")]
    [InlineData("low risk")]
    [InlineData("medium risk anywhere")]
    [InlineData("high risk outside its places alone")]
    [InlineData("no block")]
    public void A_policy_that_does_not_hold_leaves_the_warning(string what)
    {
        Policy(
            [what == "another" ? Id("sp:other") : app],
            what == "excluded" ? [app] : [],
            what == "report-only" ? "enabledForReportingButNotEnforced" : "enabled",
            what == "no block" ? new GrantControls { Operator = "OR", BuiltInControls = ["mfa"] } : Block,
            c => what switch
            {
                "one place" => c with { Locations = new ConditionLocations { IncludeLocations = [Id("place")] } },
                "one resource" => c with { Applications = c.Applications! with { IncludeApplications = [Id("resource")] } },
                "medium risk anywhere" => c with { ServicePrincipalRiskLevels = ["medium"], Locations = null },
                "high risk outside its places alone" => c with { ServicePrincipalRiskLevels = ["high"] },
                "low risk" => c with { ServicePrincipalRiskLevels = ["low"], Locations = new ConditionLocations { IncludeLocations = [Id("place")] } },
                _ => c,
            });
        Expect(app, Outcome.Warning);
    }

    [Fact]
    public void A_policy_that_chooses_by_attributes_cannot_be_judged()
    {
        Policy([], with: c => c with { ClientApplications = c.ClientApplications! with { ServicePrincipalFilter = new ConditionFilter { Mode = "include", Rule = "CustomSecurityAttribute.A_B -eq \"c\"" } } });
        Expect(app, Outcome.NotAssessed, "custom security attributes");
    }

    [Fact]
    public void What_conditional_access_cannot_cover_is_said()
    {
        string identity = Tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity" }), multi = Tenant.ServicePrincipal("multi", s => s with { SignInAudience = "AzureADMultipleOrgs" }), foreign = Tenant.ServicePrincipal("foreign", s => s with { AppOwnerOrganizationId = Id("tenant:Fabrikam") });
        Tenant.Grant(identity, "RoleManagement.ReadWrite.Directory").Grant(multi, "RoleManagement.ReadWrite.Directory").Grant(foreign, "RoleManagement.ReadWrite.Directory");
        Policy(["ServicePrincipalsInMyTenant"]);
        Expect(identity, Outcome.NotApplicable, "managed identities");
        Expect(multi, Outcome.Warning, "single-tenant");
        Expect(foreign, Outcome.Warning, "single-tenant");
    }

    [Fact]
    public void Without_the_policies_nothing_passes()
    {
        Policy([app]);
        Tenant.Unread(Datasets.ConditionalAccessPolicies, DatasetStatus.NotLicensed);
        Assert.DoesNotContain(Run(), f => f.Outcome == Outcome.Pass);
    }

    private void Policy(IReadOnlyList<string> include, IReadOnlyList<string>? exclude = null, string state = "enabled", GrantControls? grant = null, Func<ConditionSet, ConditionSet>? with = null) =>
        Tenant.Policy("Workloads", state, new ConditionUsers { IncludeUsers = ["None"] }, grant ?? Block, with: c =>
        {
            c = c with { ClientApplications = new ConditionClientApplications { IncludeServicePrincipals = include, ExcludeServicePrincipals = exclude ?? [] }, Locations = new ConditionLocations { IncludeLocations = ["All"], ExcludeLocations = [Id("office")] } };
            return with is null ? c : with(c);
        });
}
