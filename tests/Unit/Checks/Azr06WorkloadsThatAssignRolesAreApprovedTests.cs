using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Azr06WorkloadsThatAssignRolesAreApprovedTests : CheckTest
{
    private const string Bound = "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {acdd72a7-3385-48ef-bd42-f606fba81ae7}))";

    private readonly string production;

    public Azr06WorkloadsThatAssignRolesAreApprovedTests()
        : base("AZR-06") => production = Tenant.Subscription("Production", Tenant.ManagementGroup(Tenant.TenantId));

    [Theory]
    [InlineData("Owner")]
    [InlineData("User Access Administrator")]
    [InlineData("Role Based Access Control Administrator")]
    public void A_workload_that_the_settings_do_not_name_fails(string role)
    {
        string deploy = Tenant.Application("deploy");
        Tenant.AssignAzure(role, deploy, production);
        Expect(deploy, Outcome.Fail, "the settings do not allow it");
    }

    [Theory]
    [InlineData("sp:deploy")]
    [InlineData("app:deploy")]
    public void One_that_the_settings_name_passes_by_either_id(string name)
    {
        Settings = new PostureSettings { AllowedServicePrincipals = [Id(name).ToUpperInvariant()] };
        string deploy = Tenant.Application("deploy");
        Tenant.AssignAzure("Owner", deploy, production);
        Expect(deploy, Outcome.Pass);
    }

    [Theory]
    [InlineData(90, Outcome.Fail)]
    [InlineData(5, Outcome.Pass)]
    public void A_client_secret_fails_though_allowed_until_it_expires(int lifetimeDays, Outcome outcome)
    {
        Settings = new PostureSettings { AllowedServicePrincipals = [Id("sp:deploy")] };
        string deploy = Tenant.Application("deploy", Secret("s", 10, lifetimeDays));
        Tenant.AssignAzure("Owner", deploy, production);
        Expect(deploy, outcome, outcome == Outcome.Fail ? "but 1 client secret can sign in" : "");
    }

    [Fact]
    public void A_group_does_not_hide_a_workload_and_a_managed_identity_needs_approval_too()
    {
        string group = Tenant.Group("Deployers", roleAssignable: false), deploy = Tenant.Application("deploy"), identity = Tenant.ManagedIdentity("mi", production + "/resourceGroups/g/providers/Microsoft.Compute/virtualMachines/vm");
        Tenant.Member(group, deploy).AssignAzure("Owner", group, production);
        Tenant.AssignAzure("Owner", identity, production);
        Expect(deploy, Outcome.Fail);
        Expect(identity, Outcome.Fail);
    }

    [Fact]
    public void A_delegation_within_a_condition_a_contributor_and_a_resource_group_are_no_subjects()
    {
        Tenant.AssignAzure("Role Based Access Control Administrator", Tenant.Application("bound"), production, Bound);
        Tenant.AssignAzure("Contributor", Tenant.Application("contributor"), production);
        Tenant.AssignAzure("Owner", Tenant.Application("below"), production + "/resourceGroups/web");
        Tenant.AssignAzure("Owner", Tenant.User("Alice"), production);
        Assert.All(Run(), f => Assert.Equal(Subject.TenantType, f.SubjectType));
    }

    [Fact]
    public void A_delegation_within_a_condition_that_cannot_be_read_is_not_assessed_and_one_with_another_way_out_fails()
    {
        string unread = Tenant.Application("unread"), open = Tenant.Application("open");
        Tenant.AssignAzure("Role Based Access Control Administrator", unread, production, Bound + ")");
        Tenant.AssignAzure("Role Based Access Control Administrator", open, production, $"({Bound}) OR @Request[Microsoft.Authorization/roleAssignments:PrincipalType] StringEqualsIgnoreCase 'User'");
        Expect(unread, Outcome.NotAssessed, "NotSupported");
        Expect(open, Outcome.Fail);
    }

    [Fact]
    public void An_owner_within_a_condition_still_fails()
    {
        string deploy = Tenant.Application("deploy");
        Tenant.AssignAzure("Owner", deploy, production, Bound);
        Expect(deploy, Outcome.Fail);
    }

    [Fact]
    public void The_secrets_of_an_application_of_another_tenant_are_unknown()
    {
        Settings = new PostureSettings { AllowedServicePrincipals = [Id("sp:vendor")] };
        string vendor = Tenant.ServicePrincipal("vendor", s => s with { AppOwnerOrganizationId = Id("tenant:Fabrikam") });
        Tenant.AssignAzure("Owner", vendor, production);
        Expect(vendor, Outcome.NotAssessed, "NotSupported");
    }

    [Fact]
    public void Classic_administrators_fail_and_the_account_administrator_does_not()
    {
        Tenant.ClassicAdministrator(production, "old@contoso.com", "ServiceAdministrator;AccountAdministrator").ClassicAdministrator(production, "payer@contoso.com", "AccountAdministrator");
        Finding finding = Expect("old@contoso.com", Outcome.Fail, "classic administrator");
        Assert.StartsWith("ServiceAdministrator at /subscriptions/", finding.Resource, StringComparison.Ordinal);
        Assert.DoesNotContain(Run(), f => f.SubjectId == "payer@contoso.com");
    }

    [Fact]
    public void Without_classic_administrators_the_zero_is_a_finding()
    {
        Assert.Contains(Run(), f => f.Outcome == Outcome.Pass && f.Resource == "classic administrators");
        Tenant.Unread(Datasets.ClassicAdministrators, DatasetStatus.Failed, reason: "the service is down");
        Assert.StartsWith("Failed: classicAdministrators", Assert.Single(Run()).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_account_that_sees_no_subscription_proves_nothing()
    {
        Tenant.AzureSubscriptions.Clear();
        Tenant.ManagementGroups.Clear();
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }
}
