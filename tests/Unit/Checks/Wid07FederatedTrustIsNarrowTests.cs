using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Wid07FederatedTrustIsNarrowTests : CheckTest
{
    private const string GitHub = "https://token.actions.githubusercontent.com", Aks = "https://westeurope.oic.prod-aks.azure.com/t/c/";

    private readonly string app;

    public Wid07FederatedTrustIsNarrowTests()
        : base("WID-07") => app = Tenant.Application("app");

    [Theory]
    [InlineData("repo:contoso/web:ref:refs/heads/main", Outcome.Pass)]
    [InlineData("repo:contoso/web:environment:production", Outcome.Pass)]
    [InlineData("repo:contoso/web:ref:refs/tags/v1", Outcome.Pass)]
    [InlineData("repo:contoso/web:pull_request", Outcome.Fail)]
    [InlineData("repo:contoso/web", Outcome.Fail)]
    [InlineData("repository_owner:contoso", Outcome.Fail)]
    [InlineData("", Outcome.Fail)]
    public void A_subject_of_github_is_judged_by_its_context(string subject, Outcome outcome) => Expect(subject, null, GitHub, outcome);

    [Theory]
    [InlineData("claims['sub'] matches 'repo:contoso/*'", "whole GitHub organisation")]
    [InlineData("claims['sub'] matches 'repo:*'", "whole GitHub organisation")]
    [InlineData("claims['sub'] matches 'repo:contoso/web-*:ref:refs/heads/main'", "every repository whose name fits")]
    [InlineData("claims['sub'] matches 'repo:contoso/web:*'", "any branch")]
    [InlineData("claims['sub'] matches 'repo:contoso/web:ref:refs/heads/*'", "any branch")]
    [InlineData("claims['sub'] matches 'repo:contoso/web:environment:*'", "any environment")]
    [InlineData("claims['sub'] eq 'repo:contoso/web:pull_request'", "every pull request")]
    [InlineData("claims['job_workflow_ref'] matches 'contoso/*'", "any subject")]
    [InlineData("nonsense", "any subject")]
    public void A_wide_expression_fails(string expression, string words) => Assert.Contains(words, Expect(null, expression, GitHub, Outcome.Fail).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("claims['sub'] eq 'repo:contoso/web:ref:refs/heads/main'")]
    [InlineData("claims['sub'] matches 'repo:contoso/web:ref:refs/heads/release/*'")]
    [InlineData("claims['sub'] matches 'repo:contoso/*' and claims['job_workflow_ref'] matches 'contoso/ci/.github/workflows/deploy.yml@refs/heads/main'")]
    public void A_narrow_expression_passes(string expression) => Expect(null, expression, GitHub, Outcome.Pass);

    [Theory]
    [InlineData("https://gitlab.com", "project_path:contoso/web:ref_type:branch:ref:main", Outcome.Pass)]
    [InlineData("https://gitlab.com", "project_path:contoso/web", Outcome.Fail)]
    [InlineData("https://app.terraform.io", "organization:contoso:project:net:workspace:prod:run_phase:apply", Outcome.Pass)]
    [InlineData(Aks, "system:serviceaccount:prod:web", Outcome.Pass)]
    [InlineData(Aks, "system:serviceaccount:prod", Outcome.Fail)]
    [InlineData("https://vstoken.dev.azure.com/1", "sc://contoso/web/production", Outcome.Pass)]
    [InlineData("https://accounts.google.com", "112233445566778899", Outcome.Pass)]
    public void Other_issuers_have_subjects_of_their_own(string issuer, string subject, Outcome outcome) => Expect(subject, null, issuer, outcome);

    [Theory]
    [InlineData("https://k8s.contoso.com")]
    [InlineData("http://token.actions.githubusercontent.com")]
    [InlineData("https://token.actions.githubusercontent.com.evil.example")]
    [InlineData("https://gitlab.com.evil.example")]
    public void An_unknown_issuer_fails(string issuer) => Assert.Contains("The issuer is none that is known", Expect("repo:contoso/web:ref:refs/heads/main", null, issuer, Outcome.Fail).Reason, StringComparison.Ordinal);

    [Fact]
    public void Identities_of_other_tenants_fail_unless_the_settings_allow_the_tenant()
    {
        string other = Id("tenant:Fabrikam");
        Tenant.Federate(app, Id("identity"), $"https://login.microsoftonline.com/{other}/v2.0");
        Assert.Equal(Outcome.Fail, Assert.Single(Run()).Outcome);
        Settings = new PostureSettings { AllowedTenants = [other] };
        Assert.Equal(Outcome.Pass, Assert.Single(Run()).Outcome);
        Tenant.FederatedIdentityCredentials.Clear();
        Settings = PostureSettings.Default;
        Expect(Id("identity"), null, $"https://login.microsoftonline.com/{Tenant.TenantId}/v2.0", Outcome.Pass);
    }

    [Theory]
    [InlineData("api://AzureADTokenExchangeUSGov", Outcome.Pass)]
    [InlineData("sts.amazonaws.com", Outcome.Fail)]
    public void The_audience_must_be_the_one_that_entra_asks_for(string audience, Outcome outcome)
    {
        Tenant.Federate(app, "repo:contoso/web:ref:refs/heads/main", audience: audience);
        Assert.Equal(outcome, Assert.Single(Run()).Outcome);
    }

    [Fact]
    public void That_of_a_privileged_application_weighs_more()
    {
        Assert.Equal(Severity.Medium, Expect("repo:contoso/web:pull_request", null, GitHub, Outcome.Fail).Severity);
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory");
        Assert.Equal(Severity.High, Assert.Single(Run()).Severity);
    }

    [Fact]
    public void Without_any_or_without_the_data_nothing_passes()
    {
        Assert.Equal(Outcome.NotApplicable, Assert.Single(Run()).Outcome);
        Tenant.Unread(Datasets.FederatedIdentityCredentials, DatasetStatus.Partial);
        Assert.Equal(Outcome.NotAssessed, Assert.Single(Run()).Outcome);
    }

    private Finding Expect(string? subject, string? expression, string issuer, Outcome outcome)
    {
        Tenant.Federate(app, subject, issuer, expression: expression);
        Finding finding = Assert.Single(Run());
        Assert.True(finding.Outcome == outcome, finding.ToString());
        return finding;
    }
}
