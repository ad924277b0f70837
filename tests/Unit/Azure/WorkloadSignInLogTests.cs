using Ed2402Posture.Core;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Exposure.Logs;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Azure;

/// <summary>The last use of credentials from the log of a tenant whose cloud has no report of it.</summary>
public sealed class WorkloadSignInLogTests : IDisposable
{
    private readonly DirectoryInfo cache = Directory.CreateTempSubdirectory("ed2402-");

    [Fact]
    public async Task A_cloud_without_the_reports_dates_uses_by_the_log()
    {
        DateTimeOffset used = DateTimeOffset.UtcNow.AddDays(-3);
        var tenant = new TenantBuilder();
        tenant.Application("app", TenantBuilder.Secret("used", 10, 900), TenantBuilder.Secret("unused", 10, 900));
        tenant.Application("other", TenantBuilder.Secret("other", 10, 900));
        tenant.OtherSignIns.Add(new SignIn { Id = "1", CreatedDateTime = used, AppId = TenantBuilder.Id("app:app"), SignInEventTypes = ["servicePrincipal"], Status = new SignInStatus { ErrorCode = 0 }, ServicePrincipalCredentialKeyId = TenantBuilder.Id("secret:used") });
        tenant.OtherSignIns.Add(new SignIn { Id = "2", CreatedDateTime = used.AddDays(-60), AppId = TenantBuilder.Id("app:app"), SignInEventTypes = ["servicePrincipal"], Status = new SignInStatus { ErrorCode = 0 }, ServicePrincipalCredentialKeyId = TenantBuilder.Id("secret:unused") });
        tenant.Read(Datasets.OtherSignIns);
        var missing = new FaultRule { PathContains = "SignInActivities", Status = 400, Body = "{\"error\":{\"code\":\"BadRequest\",\"message\":\"Resource not found for the segment 'appCredentialSignInActivities'.\"}}" };
        await using AzureScan scan = await AzureScan.StartAsync(new SimulatorOptions { Snapshot = tenant.Build(), Faults = { missing } });
        Snapshot snapshot = await scan.CollectAsync([.. AppCredentialReader.Needs.Select(n => n.Dataset)]);
        snapshot = snapshot.With(snapshot.Info with { CollectedAt = DateTimeOffset.UtcNow }, []);
        var analysis = new TenantAnalysis(snapshot, PostureSettings.Default);
        Assert.Equal(DatasetStatus.NotSupported, snapshot.Get(Datasets.AppCredentialSignInActivities).State.Status);
        Assert.All(AppCredentialReader.Read(analysis), c => Assert.Equal((null, null), (c.LastUsed, c.UseKnownSince)));

        IReadOnlyCollection<string> worth = WorkloadSignIns.Worth(analysis, static c => c.Principal == "app", ofPrivilegedAlone: false);
        var logs = new TenantLogs(new LogReader(scan.Source, cache.FullName, scan.Observer), snapshot);
        DateTimeOffset from = snapshot.Info.CollectedAt.AddDays(-WorkloadSignIns.KeptDays);
        List<AppCredential> credentials = [.. AppCredentialReader.Read(analysis.WithSignIns(await WorkloadSignIns.ReadAsync(logs, worth, from, TestContext.Current.CancellationToken)))];
        AppCredential seen = credentials.Single(c => c.DisplayName == "used"), unseen = credentials.Single(c => c.DisplayName == "unused"), other = credentials.Single(c => c.DisplayName == "other");
        Assert.Equal(used.ToUnixTimeSeconds(), seen.LastUsed!.Value.ToUnixTimeSeconds());
        Assert.Null(unseen.LastUsed);
        Assert.InRange((snapshot.Info.CollectedAt - unseen.UseKnownSince!.Value).TotalDays, 29.9, 30.2);
        Assert.False(unseen.StaleReason?.Contains("used", StringComparison.Ordinal) == true, unseen.StaleReason);
        Assert.Equal((null, null), (other.LastUsed, other.UseKnownSince));
        Assert.Single(scan.Requests("/beta/auditLogs/signIns?"));
    }

    public void Dispose() => cache.Delete(recursive: true);
}
