using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Hyg06DefaultsLimitEscalationTests() : CheckTest("HYG-06")
{
    [Theory]
    [InlineData(false, Outcome.Pass)]
    [InlineData(true, Outcome.Fail)]
    [InlineData(null, Outcome.NotAssessed)]
    public void Users_register_no_applications(bool? allowed, Outcome outcome)
    {
        Users(u => u with { AllowedToCreateApps = allowed });
        Assert.Equal(outcome, About("Application registration").Outcome);
    }

    [Theory]
    [InlineData(false, Outcome.Pass)]
    [InlineData(true, Outcome.Warning)]
    [InlineData(null, Outcome.NotAssessed)]
    public void Users_create_no_tenants(bool? allowed, Outcome outcome)
    {
        Users(u => u with { AllowedToCreateTenants = allowed });
        Assert.Equal(outcome, About("Tenant creation").Outcome);
    }

    [Theory]
    [InlineData("", Outcome.Pass)]
    [InlineData("ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team", Outcome.Pass)]
    [InlineData("ManagePermissionGrantsForSelf.microsoft-user-default-low", Outcome.Warning)]
    [InlineData("ManagePermissionGrantsForSelf.our-own-policy", Outcome.Warning)]
    [InlineData("ManagePermissionGrantsForSelf.microsoft-user-default-recommended", Outcome.Fail)]
    [InlineData("ManagePermissionGrantsForSelf.microsoft-user-default-legacy", Outcome.Fail)]
    public void Users_do_not_consent(string policy, Outcome outcome)
    {
        Users(u => u with { PermissionGrantPoliciesAssigned = policy.Length == 0 ? [] : [policy] });
        Assert.Equal(outcome, About("User consent").Outcome);
    }

    [Fact]
    public void Consent_to_risky_applications_fails_whatever_the_policy()
    {
        Tenant.AuthorizationPolicy[0] = Tenant.AuthorizationPolicy[0] with { AllowUserConsentForRiskyApps = true };
        Assert.Equal(Outcome.Fail, About("User consent").Outcome);
    }

    [Theory]
    [InlineData(true, 1, Outcome.Pass)]
    [InlineData(true, 0, Outcome.Fail)]
    [InlineData(false, 1, Outcome.Fail)]
    public void The_workflow_is_on_and_somebody_reviews(bool enabled, int reviewers, Outcome outcome)
    {
        Tenant.AdminConsentRequestPolicy[0] = new AdminConsentRequestPolicy { IsEnabled = enabled, Reviewers = [.. Enumerable.Range(0, reviewers).Select(n => new ReviewerScope { Query = $"/users/{n}" })] };
        Assert.Equal(outcome, About("Admin consent workflow").Outcome);
    }

    [Fact]
    public void What_fails_stands_when_the_workflow_was_not_read()
    {
        Users(u => u with { AllowedToCreateApps = true });
        Tenant.Unread(Datasets.AdminConsentRequestPolicy, DatasetStatus.NoPermission);
        Assert.Equal([Outcome.Fail, Outcome.NotAssessed], Run().Select(f => f.Outcome));
    }

    private Finding About(string resource) => Assert.Single(Run(), f => f.Resource == resource);

    private void Users(Func<DefaultUserRolePermissions, DefaultUserRolePermissions> with) =>
        Tenant.AuthorizationPolicy[0] = Tenant.AuthorizationPolicy[0] with { DefaultUserRolePermissions = with(Tenant.AuthorizationPolicy[0].DefaultUserRolePermissions!) };
}
