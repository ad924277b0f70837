using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.TenantSimulator.Tenants;

/// <summary>When workloads and their credentials were last used, as the reports tell.</summary>
public sealed partial class TenantBuilder
{
    public List<ServicePrincipalSignInActivity> ServicePrincipalSignInActivities { get; } = [];
    public List<AppCredentialSignInActivity> AppCredentialSignInActivities { get; } = [];

    /// <summary>A row of the credential report, so many days old.</summary>
    public TenantBuilder Used(string application, string? keyId, int daysAgo)
    {
        AppCredentialSignInActivities.Add(new AppCredentialSignInActivity
        {
            Id = Id($"use:{keyId}|{AppCredentialSignInActivities.Count}"), KeyId = keyId, AppId = Id("app:" + application), KeyType = "clientSecret", KeyUsage = "verify", CredentialOrigin = "application", SignInActivity = At(daysAgo),
        });
        return this;
    }

    /// <summary>A row of the service principal report: its last uses as a client, by itself and for users; null for none.</summary>
    public TenantBuilder WorkloadUsed(string application, int? itselfDaysAgo, int? forUsersDaysAgo = null)
    {
        ServicePrincipalSignInActivities.Add(new ServicePrincipalSignInActivity
        {
            Id = Id("workload use:" + application), AppId = Id("app:" + application), ApplicationAuthenticationClientSignInActivity = At(itselfDaysAgo), DelegatedClientSignInActivity = At(forUsersDaysAgo),
            LastSignInActivity = At(itselfDaysAgo is null || forUsersDaysAgo < itselfDaysAgo ? forUsersDaysAgo : itselfDaysAgo),
        });
        return this;
    }

    /// <summary>Reports that are fresh and reach back so many days: rows of another tenant's application.</summary>
    public TenantBuilder UsageReports(int reachDays = 200) =>
        Used("report newest", Id("newest"), 0).Used("report oldest", Id("oldest"), reachDays).WorkloadUsed("report newest", 0).WorkloadUsed("report oldest", reachDays);

    private static SignInActivity? At(int? daysAgo) => daysAgo is { } days ? new SignInActivity { LastSignInDateTime = Now.AddDays(-days).AddHours(-1) } : null;

    private void PutUsage(SnapshotBuilder builder)
    {
        Put(builder, Datasets.ServicePrincipalSignInActivities, ServicePrincipalSignInActivities);
        Put(builder, Datasets.AppCredentialSignInActivities, AppCredentialSignInActivities);
    }
}
