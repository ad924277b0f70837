using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Permissions;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Tests.Unit.Permissions;

public sealed class PermissionAnalyzerTests
{
    private static readonly TenantIdentity Application = new()
    {
        TenantId = "11111111-1111-1111-1111-111111111111", Method = SignInMethod.ClientSecret, Environment = CloudEnvironment.AzureCloud, IsApplication = true, HasResourceManager = true,
    };

    [Theory]
    [InlineData("Domain.Read.All")]
    [InlineData("Directory.Read.All")]
    [InlineData("Directory.ReadWrite.All")]
    [InlineData("domain.readwrite.all")]
    public void A_permission_or_a_broader_one_grants(string held)
    {
        PermissionReport report = Report(Datasets.Domains, Application with { Permissions = ["Mail.Read", held] });
        Assert.Equal((Answer.Yes, held, Answer.Yes), (report.Granted, report.GrantedBy, report.Readable));
    }

    [Fact]
    public void A_near_miss_does_not_grant_and_the_missing_one_is_named()
    {
        PermissionReport report = Report(Datasets.Domains, Application with { Permissions = ["Domain.Read", "Group.Read.All"] });
        Assert.Equal((Answer.No, null, Answer.No), (report.Granted, report.GrantedBy, report.Readable));
        Assert.Contains("Domain.Read.All", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_permission_of_several_is_needed()
    {
        Assert.Equal(Answer.No, Report(Datasets.SignInActivity, Application with { Permissions = ["AuditLog.Read.All"] }).Granted);
        Assert.Equal(Answer.Yes, Report(Datasets.SignInActivity, Application with { Permissions = ["AuditLog.Read.All", "User.Read.All"] }).Granted);
    }

    [Fact]
    public void A_token_that_tells_nothing_leaves_it_open() =>
        Assert.Equal((Answer.Unknown, Answer.Unknown), (Report(Datasets.Domains, Application).Granted, Report(Datasets.Domains, Application).Readable));

    [Fact]
    public void A_delegated_permission_alone_proves_nothing() =>
        Assert.Equal(Answer.Unknown, Report(Datasets.Domains, Application with { IsApplication = false, Permissions = ["Domain.Read.All"] }).Readable);

    [Fact]
    public void What_was_read_counts_more_than_the_token()
    {
        var builder = new SnapshotBuilder();
        builder.Complete(Datasets.Domains, new Domain { Id = "contoso.com" });
        builder.SetUnread(Datasets.Organization, new DatasetState { Status = DatasetStatus.NoPermission, Missing = "Organization.Read.All" });
        Snapshot snapshot = Build(builder);
        Assert.Equal(Answer.Yes, Report(Datasets.Domains, Application with { Permissions = ["Mail.Read"] }, snapshot).Readable);
        PermissionReport refused = Report(Datasets.Organization, Application with { Permissions = ["Organization.Read.All"] }, snapshot);
        Assert.Equal((Answer.Yes, Answer.No, DatasetStatus.NoPermission), (refused.Granted, refused.Readable, refused.Status));
        Assert.Contains("Organization.Read.All", refused.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_licence_is_known_once_the_licences_were_read()
    {
        TenantIdentity identity = Application with { Permissions = ["Policy.Read.All"] };
        Assert.Equal((Answer.Unknown, Answer.Unknown), Of(Report(Datasets.ConditionalAccessPolicies, identity)));
        Assert.Equal((Answer.No, Answer.No), Of(Report(Datasets.ConditionalAccessPolicies, identity, Build(new SnapshotBuilder().Complete(Datasets.SubscribedSkus)))));
        var sku = new SubscribedSku { Id = "p1", CapabilityStatus = "Enabled", ServicePlans = [new ServicePlan { ServicePlanId = Licences.P1Plan, ProvisioningStatus = "Success" }] };
        Assert.Equal((Answer.Yes, Answer.Yes), Of(Report(Datasets.ConditionalAccessPolicies, identity, Build(new SnapshotBuilder().Complete(Datasets.SubscribedSkus, sku)))));

        static (Answer, Answer) Of(PermissionReport report) => (report.Licensed, report.Readable);
    }

    [Fact]
    public void A_cloud_without_the_endpoint_says_so()
    {
        TenantIdentity identity = Application with { Environment = CloudEnvironment.AzureChinaCloud, Permissions = ["Policy.Read.All"] };
        PermissionReport report = Report(Datasets.AuthenticationMethodsPolicy, identity);
        Assert.Equal((Answer.No, Answer.No), (report.InCloud, report.Readable));
        Assert.Equal(Answer.Yes, Report(Datasets.AuthenticationMethodsPolicy, Application with { Permissions = ["Policy.Read.All"] }).Readable);
    }

    [Fact]
    public void Without_a_token_for_Azure_its_datasets_cannot_be_read()
    {
        PermissionReport report = Report(Datasets.AzureRoleAssignments, Application with { HasResourceManager = false, ResourceManagerReason = "No subscription." });
        Assert.Equal((Answer.No, "No subscription."), (report.Readable, report.Reason));
        Assert.Equal(Answer.Unknown, Report(Datasets.AzureRoleAssignments, Application).Readable);
    }

    [Fact]
    public void The_least_privilege_list_is_enough_for_everything_and_needs_nothing_more()
    {
        string[] list = [.. PermissionAnalyzer.LeastPrivilege(null, []).Where(p => p.Service == "Microsoft Graph").Select(p => p.Permission)];
        Assert.All(PermissionAnalyzer.Analyze(Application with { Permissions = list }, null, []).Where(IsGraph), report => Assert.Equal(Answer.Yes, report.Granted));
        Assert.All(PermissionAnalyzer.LeastPrivilege(Application with { Permissions = list }, []).Where(p => p.Service == "Microsoft Graph"), p => Assert.Equal(Answer.Yes, p.Granted));
        Assert.All(PermissionAnalyzer.LeastPrivilege(null, []), p => Assert.Equal(Answer.Unknown, p.Granted));
        Assert.All(list, permission => Assert.DoesNotContain("Write", permission, StringComparison.Ordinal));
    }

    [Fact]
    public void A_dataset_names_the_checks_that_rest_on_it()
    {
        foreach (PermissionReport report in PermissionAnalyzer.Analyze(Application, null, CheckCatalogue.All))
        {
            string[] expected = [.. CheckCatalogue.All.Select(c => c.Metadata).Where(c => c.Needs.Concat(c.Widens).Any(n => n.Dataset.Name == report.Dataset)).Select(c => c.Id)];
            Assert.Equal(string.Join("; ", expected), report.Checks);
        }

        Assert.Contains(PermissionAnalyzer.Analyze(Application, null, CheckCatalogue.All), report => report.Checks.Length > 0);
    }

    private static bool IsGraph(PermissionReport report) => report.Service is DatasetService.Graph or DatasetService.GraphBeta;

    private static PermissionReport Report(DatasetDefinition dataset, TenantIdentity identity, Snapshot? snapshot = null) =>
        PermissionAnalyzer.Analyze(identity, snapshot, []).Single(report => report.Dataset == dataset.Name);

    private static Snapshot Build(SnapshotBuilder builder) =>
        builder.Build(new SnapshotInfo { TenantId = Application.TenantId, Cloud = "AzureCloud", CollectedAt = new DateTimeOffset(2026, 9, 1, 0, 0, 0, TimeSpan.Zero), ModuleVersion = "0.1.0" });
}
