using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Inv06ForeignPrincipalsAreKnownTests() : CheckTest("INV-06")
{
    private static readonly string Fabrikam = TenantBuilder.Id("tenant:Fabrikam");

    [Fact]
    public void A_foreign_workload_of_tier_0_fails_unless_it_or_its_tenant_is_allowed()
    {
        string vendor = Foreign("vendor");
        Tenant.Grant(vendor, "RoleManagement.ReadWrite.Directory");
        Expect(vendor, Outcome.Fail, Fabrikam);
        Settings = new PostureSettings { AllowedTenants = [Fabrikam.ToUpperInvariant()] };
        Expect(vendor, Outcome.Pass);
        Settings = new PostureSettings { AllowedServicePrincipals = [TenantBuilder.Id("app:vendor")] };
        Expect(vendor, Outcome.Pass);
        Settings = new PostureSettings { AllowedTenants = [TenantBuilder.Id("tenant:Northwind")] };
        Expect(vendor, Outcome.Fail);
    }

    [Fact]
    public void A_foreign_workload_of_tier_1_is_a_warning_and_one_without_privilege_no_subject()
    {
        string vendor = Foreign("vendor"), survey = Foreign("survey");
        Tenant.Assign("Security Reader", vendor);
        Tenant.Grant(survey, "User.Read.All");
        Expect(vendor, Outcome.Warning);
        Assert.DoesNotContain(Run(), f => f.SubjectId == survey);
    }

    [Theory]
    [InlineData("Security Reader", Outcome.NotAssessed, "the tier may be stronger")]
    [InlineData("Global Administrator", Outcome.Fail, "reaches tier 0")]
    public void What_was_not_read_may_make_a_lesser_tier_stronger_and_tier_0_no_weaker(string role, Outcome outcome, string words)
    {
        string vendor = Foreign("vendor");
        Tenant.Assign(role, vendor);
        Tenant.Unread(Datasets.AdministrativeUnits, DatasetStatus.NoPermission);
        Expect(vendor, outcome, words);
    }

    [Fact]
    public void A_partner_with_a_role_of_tier_0_fails_and_a_terminated_one_is_gone()
    {
        string partner = Tenant.Partner("Fabrikam", [GlobalAdministrator]);
        Tenant.Partner("Northwind", [GlobalAdministrator], status: "terminated");
        Expect(partner, Outcome.Fail, "A partner reaches tier 0");
        Assert.Single(Run());
    }

    [Fact]
    public void A_group_of_a_partner_fails_unless_its_tenant_is_allowed()
    {
        string agents = Tenant.PartnerGroup("HelpDesk Agents", "Fabrikam");
        Tenant.Assign(GlobalAdministrator, agents);
        Expect(agents, Outcome.Fail, $"A partner (tenant {Fabrikam}) reaches tier 0");
        Settings = new PostureSettings { AllowedTenants = [Fabrikam] };
        Expect(agents, Outcome.Pass);
    }

    [Fact]
    public void A_partners_group_with_a_role_without_privilege_is_no_subject()
    {
        string agents = Tenant.PartnerGroup("Readers", "Fabrikam");
        Tenant.Assign("Reports Reader", agents);
        Assert.DoesNotContain(Run(), f => f.SubjectId == agents);
    }

    [Fact]
    public void That_no_relationship_is_listed_proves_nothing_of_partners()
    {
        Finding finding = Assert.Single(Run(), f => f.Resource == "delegated administration");
        Assert.Equal(Outcome.NotAssessed, finding.Outcome);
        Assert.StartsWith("NotSupported: delegatedAdminRelationships", finding.Reason, StringComparison.Ordinal);
        Tenant.Unread(Datasets.DelegatedAdminRelationships, DatasetStatus.NotSupported);
        Assert.Equal(Outcome.Pass, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void Own_workloads_pass_as_a_whole()
    {
        Tenant.Grant(Tenant.Application("own"), "RoleManagement.ReadWrite.Directory");
        Assert.Equal((Outcome.Pass, Subject.TenantType), Assert.Single(Run().Where(f => f.Outcome != Outcome.NotAssessed).Select(f => (f.Outcome, f.SubjectType))));
    }

    private string Foreign(string name) => Tenant.ServicePrincipal(name, s => s with { AppOwnerOrganizationId = Fabrikam });
}
