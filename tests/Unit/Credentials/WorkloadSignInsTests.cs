using Ed2402Posture.Core;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;
using static Ed2402Posture.TenantSimulator.Tenants.TenantBuilder;

namespace Ed2402Posture.Tests.Unit.Credentials;

/// <summary>The use of credentials by the sign-in log, where no report tells: a use is proven, a disuse only of the time that was read.</summary>
public sealed class WorkloadSignInsTests
{
    private readonly TenantBuilder tenant = new();
    private readonly List<SignIn> entries = [];
    private int unusedDays = 20;
    private int readDays = 30;
    private DatasetStatus status = DatasetStatus.Complete;

    public WorkloadSignInsTests() =>
        tenant.Unread(Datasets.AppCredentialSignInActivities, DatasetStatus.NotSupported).Unread(Datasets.ServicePrincipalSignInActivities, DatasetStatus.NotSupported);

    [Fact]
    public async Task A_sign_in_dates_the_last_use_of_the_key_that_it_names()
    {
        App();
        SignedIn(9, Id("secret:s"));
        SignedIn(3, Id("secret:s"));
        SignedIn(1, Id("secret:other"));
        SignedIn(2, Id("secret:s"), s => s with { Status = new SignInStatus { ErrorCode = 7000222 } });
        AppCredential credential = Assert.Single(await ReadAsync());
        Assert.Equal((Now.AddDays(-3), Now.AddDays(-30)), (credential.LastUsed, credential.UseKnownSince));
        Assert.Equal((Outcome.Pass, "was last used 3 days ago"), await JudgeAsync());
    }

    [Fact]
    public async Task A_certificate_is_known_by_its_thumbprint_too()
    {
        tenant.ServicePrincipal("app", s => s with { KeyCredentials = [Certificate("c", 100, 300) with { CustomKeyIdentifier = Convert.ToBase64String([0xAB, 0x01]) }] });
        SignedIn(3, null, s => s with { ServicePrincipalCredentialThumbprint = "ab01" });
        Assert.Equal(Now.AddDays(-3), Assert.Single(await ReadAsync()).LastUsed);
    }

    [Fact]
    public async Task Without_asking_the_use_stays_unknown()
    {
        App();
        SignedIn(3, Id("secret:s"));
        AppCredential credential = Assert.Single(AppCredentialReader.Read(new TenantAnalysis(tenant.Build(), PostureSettings.Default)));
        Assert.Equal((null, null), (credential.LastUsed, credential.UseKnownSince));
        await Task.CompletedTask;
    }

    [Theory]
    [InlineData(90, "Partial: the sign-in log from 2026-10-03 to 2026-11-02 shows no use; its 30 days are too few to prove a disuse of 90")]
    [InlineData(30, "Partial: the sign-in log from 2026-10-03 to 2026-11-02 shows no use; its 30 days are too few to prove a disuse of 30")]
    public async Task A_limit_that_the_log_does_not_reach_stays_unknown(int limit, string words)
    {
        unusedDays = limit;
        App();
        AppCredential credential = Assert.Single(await ReadAsync());
        Assert.Equal((null, false), (credential.LastUsed, credential.Stale));
        Assert.Equal(Now.AddDays(-30), credential.UseKnownSince);
        Assert.Equal((Outcome.NotAssessed, words), await JudgeAsync());
    }

    [Fact]
    public async Task Users_that_may_have_signed_in_leave_a_disuse_open_unless_the_report_of_workloads_rules_them_out()
    {
        App();
        (Outcome outcome, string reason) = await JudgeAsync();
        Assert.Equal(Outcome.NotAssessed, outcome);
        Assert.Contains("sign-ins of users through the application", reason, StringComparison.Ordinal);
        tenant.WorkloadUsed("other", 1).WorkloadUsed("other", 200).Unread(Datasets.ServicePrincipalSignInActivities, DatasetStatus.Complete);
        Assert.Equal((Outcome.Fail, "has not been used in the 30 days of the sign-in log from 2026-10-03 to 2026-11-02 (limit 20)"), await JudgeAsync());
        tenant.WorkloadUsed("app", null, 5);
        Assert.Equal(Outcome.NotAssessed, (await JudgeAsync()).Outcome);
    }

    [Fact]
    public async Task An_older_use_in_the_log_is_a_disuse_since()
    {
        App();
        SignedIn(25, Id("secret:s"));
        tenant.WorkloadUsed("other", 1).WorkloadUsed("other", 200).Unread(Datasets.ServicePrincipalSignInActivities, DatasetStatus.Complete);
        Assert.Equal((Outcome.Fail, "was last used 25 days ago (limit 20; the sign-in log from 2026-10-03 to 2026-11-02)"), await JudgeAsync());
    }

    [Fact]
    public async Task Sign_ins_that_name_no_credential_may_have_been_with_any()
    {
        App();
        SignedIn(3, "00000000-0000-0000-0000-000000000000");
        tenant.WorkloadUsed("other", 1).WorkloadUsed("other", 200).Unread(Datasets.ServicePrincipalSignInActivities, DatasetStatus.Complete);
        (Outcome outcome, string reason) = await JudgeAsync();
        Assert.Equal(Outcome.NotAssessed, outcome);
        Assert.EndsWith("but the application has sign-ins in it that name no credential", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatasetStatus.NoPermission)]
    [InlineData(DatasetStatus.NotLicensed)]
    [InlineData(DatasetStatus.Partial)]
    [InlineData(DatasetStatus.NotCollected)]
    public async Task A_log_that_is_not_whole_proves_no_disuse_and_a_use_all_the_same(DatasetStatus how)
    {
        status = how;
        App();
        (Outcome outcome, string reason) = await JudgeAsync();
        Assert.Equal(Outcome.NotAssessed, outcome);
        Assert.StartsWith($"{how}", reason, StringComparison.Ordinal);
        Assert.Null(Assert.Single(await ReadAsync()).UseKnownSince);
        SignedIn(3, Id("secret:s"));
        Assert.Equal(Outcome.Pass, (await JudgeAsync()).Outcome);
    }

    [Fact]
    public async Task A_log_that_was_kept_for_less_proves_less()
    {
        readDays = 7;
        App();
        Assert.Contains("its 7 days are too few", (await JudgeAsync()).Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, Outcome.Pass)]
    [InlineData(null, Outcome.Fail)]
    public async Task A_managed_identity_is_judged_by_its_own_sign_ins(int? daysAgo, Outcome outcome)
    {
        string identity = tenant.ServicePrincipal("app", s => s with { ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("azure", 10, 90)] });
        tenant.Grant(identity, "RoleManagement.ReadWrite.Directory");
        tenant.AppRoleAssignments[^1] = tenant.AppRoleAssignments[^1] with { CreatedDateTime = Now.AddDays(-200) };
        if (daysAgo is { } days)
        {
            SignedIn(days, null, s => s with { SignInEventTypes = ["managedIdentity"] });
        }

        Assert.Equal(outcome, (await JudgeAsync()).Outcome);
    }

    [Fact]
    public async Task Only_applications_whose_use_is_open_are_asked_for()
    {
        App();
        tenant.Application("expired", Secret("gone", 400, 90));
        tenant.Application("used", Secret("used", 100, 150));
        tenant.ServicePrincipal("vm", s => s with { ServicePrincipalType = "ManagedIdentity", KeyCredentials = [Certificate("azure", 10, 90)] });
        tenant.Used("used", Id("secret:used"), 1).Unread(Datasets.AppCredentialSignInActivities, DatasetStatus.Complete);
        Assert.Equal([Id("app:app")], WorkloadSignIns.Worth(new TenantAnalysis(tenant.Build(), PostureSettings.Default), static _ => true, ofPrivilegedAlone: false));
        Assert.Empty(WorkloadSignIns.Worth(new TenantAnalysis(tenant.Build(), PostureSettings.Default), static c => c.Principal == "none", ofPrivilegedAlone: false));
        await Task.CompletedTask;
    }

    private void App()
    {
        string app = tenant.Application("app", Secret("s", 100, 150));
        tenant.Grant(app, "RoleManagement.ReadWrite.Directory").ApplicationOwner(app, tenant.User("Alice"));
    }

    private void SignedIn(int daysAgo, string? keyId, Func<SignIn, SignIn>? with = null)
    {
        var entry = new SignIn
        {
            Id = Id($"sign-in {entries.Count}"), CreatedDateTime = Now.AddDays(-daysAgo), AppId = Id("app:app"), SignInEventTypes = ["servicePrincipal"], Status = new SignInStatus { ErrorCode = 0 }, ServicePrincipalCredentialKeyId = keyId,
        };
        entries.Add(with is null ? entry : with(entry));
    }

    private async Task<TenantAnalysis> AnalyzeAsync()
    {
        var settings = new PostureSettings { Thresholds = new Dictionary<string, IReadOnlyDictionary<string, int>> { ["WID-04"] = new Dictionary<string, int> { ["maximumUnusedDays"] = unusedDays } } };
        var analysis = new TenantAnalysis(tenant.Build(), settings);
        return analysis.WithSignIns(await WorkloadSignIns.ReadAsync(new Log(this), [Id("app:app")], Now.AddDays(-30), TestContext.Current.CancellationToken));
    }

    private async Task<List<AppCredential>> ReadAsync() => [.. AppCredentialReader.Read(await AnalyzeAsync())];

    private async Task<(Outcome Outcome, string Reason)> JudgeAsync()
    {
        Finding finding = Assert.Single(CheckRunner.Run(await AnalyzeAsync(), [CheckCatalogue.Find("WID-04")!]));
        string reason = finding.Reason.TrimEnd('.').Replace("The secret ", "", StringComparison.Ordinal).Split(". It signs in as")[0];
        return (finding.Outcome, reason);
    }

    private sealed class Log(WorkloadSignInsTests test) : ILogs
    {
        public Task<LogReading<T>> ReadAsync<T>(LogStream<T> stream, DateTimeOffset from, CancellationToken cancellationToken)
            where T : class
        {
            Assert.Equal(LogKind.WorkloadSignIns, stream.Kind);
            bool read = test.status is DatasetStatus.Complete or DatasetStatus.Partial;
            var coverage = new LogCoverage { Log = $"{stream.Kind}", Subject = stream.Subject, Status = test.status, Asked = from, From = read ? Now.AddDays(-test.readDays) : null, To = read ? Now : null, Reason = read ? "a page was lost" : null };
            return Task.FromResult(new LogReading<T>(coverage, () => test.entries.Where(e => e.AppId == stream.Subject).Cast<T>()));
        }
    }
}
