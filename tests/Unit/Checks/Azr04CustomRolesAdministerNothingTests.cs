using Ed2402Posture.Core.Checks;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Azr04CustomRolesAdministerNothingTests() : CheckTest("AZR-04")
{
    [Theory]
    [InlineData("*", "", Outcome.Fail)]
    [InlineData("*", "Microsoft.Authorization/*/write", Outcome.Fail)]
    [InlineData("Microsoft.Authorization/*", "", Outcome.Fail)]
    [InlineData("Microsoft.Authorization/elevateAccess/action", "", Outcome.Fail)]
    [InlineData("Microsoft.Compute/virtualMachines/*", "", Outcome.Warning)]
    [InlineData("Microsoft.Authorization/*", "Microsoft.Authorization/*", Outcome.Pass)]
    [InlineData("*/read", "", Outcome.Pass)]
    [InlineData("Microsoft.Insights/alertRules/*", "", Outcome.Pass)]
    public void A_custom_role_is_judged_by_its_actions(string action, string notAction, Outcome outcome)
    {
        Tenant.AzureRoleDefinitions.Add(BuiltInRoles.Azure(TenantBuilder.Id("custom"), "Custom", [action], notAction.Length == 0 ? [] : [notAction], custom: true));
        Tenant.Subscription("Production");
        Assert.Equal(("Custom", outcome), Assert.Single(Run().Select(f => (f.Subject, f.Outcome))));
    }

    [Fact]
    public void Built_in_roles_are_no_subject_and_without_a_subscription_nothing_is_proven()
    {
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
        Tenant.Subscription("Production");
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
    }
}
