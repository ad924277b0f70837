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
    public void A_short_retention_fails_and_an_unknown_one_is_a_warning()
    {
        Tenant.ExportLogs("short", 89, "AuditLogs").ExportLogs("unknown", null, "SignInLogs");
        Expect("AuditLogs", Outcome.Fail, "kept for 89 days at most");
        Expect("SignInLogs", Outcome.Warning, "could not be read");
    }

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
