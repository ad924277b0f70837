using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Checks;

public sealed class Exp06RiskIsSeenAndLogsAreKeptTests() : CheckTest("EXP-06")
{
    [Theory]
    [InlineData("atRisk", "at risk")]
    [InlineData("confirmedCompromised", "confirmed as compromised")]
    public void A_privileged_user_at_risk_fails_and_another_user_does_not(string state, string words)
    {
        string admin = Tenant.User("Admin"), nobody = Tenant.User("Nobody");
        Tenant.Assign(GlobalAdministrator, admin);
        Tenant.AtRisk(admin, state).AtRisk(nobody, state);
        Assert.Equal(Severity.Critical, Expect(admin, Outcome.Fail, words).Severity);
        Assert.DoesNotContain(Run(), f => f.SubjectId == nobody);
    }

    [Fact]
    public void A_privileged_workload_at_risk_fails()
    {
        string app = Tenant.Application("deploy"), harmless = Tenant.Application("harmless");
        Tenant.Grant(app, "RoleManagement.ReadWrite.Directory").WorkloadAtRisk(app).WorkloadAtRisk(harmless);
        Expect(app, Outcome.Fail, "service principal is at risk");
        Assert.DoesNotContain(Run(), f => f.SubjectId == harmless);
    }

    [Fact]
    public void Nobody_at_risk_passes_for_each_kind()
    {
        Expect("riskyUsers", Outcome.Pass, "No privileged user is at risk");
        Expect("riskyServicePrincipals", Outcome.Pass);
    }

    [Fact]
    public void Without_the_licence_for_workloads_users_still_pass_and_workloads_are_not_assessed()
    {
        Tenant.Unread(Datasets.RiskyServicePrincipals, DatasetStatus.NotLicensed);
        Expect("riskyUsers", Outcome.Pass);
        Assert.DoesNotContain(Run(), f => f.SubjectId == "riskyServicePrincipals");
        Assert.Contains(Run(), f => f.Outcome == Outcome.NotAssessed && f.Reason.Contains("riskyServicePrincipals", StringComparison.Ordinal));
    }

    [Fact]
    public void When_not_all_privileged_are_known_nobody_at_risk_proves_nothing()
    {
        Tenant.Unread(Datasets.GroupMembers, DatasetStatus.Partial);
        Assert.DoesNotContain(Run(), f => f.SubjectType == "Risk");
    }

    [Fact]
    public void Logs_that_are_exported_and_kept_pass_and_the_others_fail()
    {
        Tenant.ExportLogs("sentinel", 90, "AuditLogs", "SignInLogs");
        Expect("AuditLogs", Outcome.Pass, "keeps it for 90 days");
        Expect("SignInLogs", Outcome.Pass);
        Expect("ServicePrincipalSignInLogs", Outcome.Fail, "is not exported");
    }

    [Fact]
    public void A_short_retention_fails_and_an_unknown_one_is_not_assessed()
    {
        Tenant.ExportLogs("short", 89, "AuditLogs").ExportLogs("unknown", null, "SignInLogs");
        Expect("AuditLogs", Outcome.Fail, "kept for 89 days at most");
        Expect("SignInLogs", Outcome.NotAssessed, "could not be read");
    }

    [Theory]
    [InlineData(null, 0, Outcome.NotAssessed, "could not be read")]
    [InlineData("", 0, Outcome.Pass, "a storage account that deletes it by no rule")]
    [InlineData("", 90, Outcome.Pass, "a storage account that keeps it for 90 days")]
    [InlineData("", 89, Outcome.Fail, "kept for 89 days at most")]
    [InlineData("insights-logs-", 30, Outcome.Fail, "kept for 30 days at most")]
    [InlineData("insights-logs-auditlogs/tenantId=x", 30, Outcome.Fail, "kept for 30 days at most")]
    [InlineData("insights-logs-signinlogs", 30, Outcome.Pass, "by no rule")]
    public void A_storage_account_keeps_a_log_until_a_rule_for_it_deletes_it(string? prefix, int days, Outcome outcome, string words)
    {
        BlobDeletion[]? deletions = prefix is null ? null : days == 0 ? [] : [new BlobDeletion { Days = days, Prefixes = prefix.Length == 0 ? [] : [prefix] }, new BlobDeletion { Days = 3, Prefixes = ["pictures"] }];
        Target(new DirectoryDiagnosticProperties { StorageAccountId = "/subscriptions/s" }, s => s with { StorageDeletions = deletions });
        Expect("AuditLogs", outcome, words);
    }

    [Theory]
    [InlineData(168, Outcome.Warning, "cannot be read")]
    [InlineData(2160, Outcome.Pass, "an event hub that keeps it for 90 days")]
    [InlineData(null, Outcome.NotAssessed, "could not be read")]
    public void What_reads_an_event_hub_may_keep_a_log_longer(int? hours, Outcome outcome, string words)
    {
        Target(new DirectoryDiagnosticProperties { EventHubAuthorizationRuleId = "/subscriptions/s" }, s => s with { EventHubRetentionInHours = hours });
        Expect("AuditLogs", outcome, words);
    }

    [Fact]
    public void The_longest_of_several_targets_counts()
    {
        Tenant.ExportLogs("short", 30, "AuditLogs");
        Target(new DirectoryDiagnosticProperties { StorageAccountId = "/subscriptions/s" }, s => s with { StorageDeletions = [new BlobDeletion { Days = 400 }] });
        Expect("AuditLogs", Outcome.Pass, "a storage account that keeps it for 400 days");
    }

    private void Target(DirectoryDiagnosticProperties properties, Func<DirectoryDiagnosticSetting, DirectoryDiagnosticSetting> with) =>
        Tenant.DirectoryDiagnosticSettings.Add(with(new DirectoryDiagnosticSetting { Id = "t", Name = "t", Properties = properties with { Logs = [new DirectoryLogSetting { Category = "AuditLogs", Enabled = true }] } }));

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_log_that_is_off_or_goes_nowhere_is_not_exported(bool enabled, bool target)
    {
        Tenant.DirectoryDiagnosticSettings.Add(new DirectoryDiagnosticSetting
        {
            Id = "x", Name = "x", Properties = new DirectoryDiagnosticProperties { StorageAccountId = target ? "/subscriptions/s" : null, Logs = [new DirectoryLogSetting { Category = "AuditLogs", Enabled = enabled }] },
        });
        Expect("AuditLogs", Outcome.Fail, "is not exported");
    }

    [Fact]
    public void A_setting_for_all_logs_counts_for_each()
    {
        Tenant.DirectoryDiagnosticSettings.Add(new DirectoryDiagnosticSetting
        {
            Id = "x", Name = "x", WorkspaceRetentionInDays = 400, Properties = new DirectoryDiagnosticProperties { WorkspaceId = "/subscriptions/s", Logs = [new DirectoryLogSetting { CategoryGroup = "allLogs", Enabled = true }] },
        });
        Assert.All(TenantBuilder.LogCategories.Take(5), log => Expect(log, Outcome.Pass));
    }

    [Fact]
    public void Settings_that_were_refused_are_not_assessed()
    {
        Tenant.Unread(Datasets.DirectoryDiagnosticSettings, DatasetStatus.NoPermission);
        Assert.DoesNotContain(Run(), f => f.SubjectType == "Log");
        Assert.Contains(Run(), f => f.Outcome == Outcome.NotAssessed && f.Reason.Contains("microsoft.aadiam", StringComparison.Ordinal));
    }
}
