using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Credentials;

/// <summary>Lists every credential of every application and service principal, object by object.</summary>
public static class AppCredentialReader
{
    /// <summary>What the credentials and the privilege behind them rest on.</summary>
    public static IReadOnlyList<DatasetNeed> Needs { get; } = [Datasets.Applications, .. PrivilegeNeeds.All, Datasets.OwnerlessApplications, Datasets.OwnedServicePrincipals, Datasets.ServicePrincipalSignInActivities, Datasets.AppCredentialSignInActivities];

    /// <summary>The credentials, as they are reached: applications first, then service principals.</summary>
    /// <param name="analysis">The tenant.</param>
    /// <param name="issuedBefore">Credentials that start before this date are stale; null for no such rule.</param>
    public static IEnumerable<AppCredential> Read(TenantAnalysis analysis, DateTimeOffset? issuedBefore = null)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        CredentialReader reader = analysis.Credentials.Reader;
        return analysis.Snapshot.Get(Datasets.Applications).Items.SelectMany(a => reader.Of(a, issuedBefore))
            .Concat(analysis.Snapshot.Get(Datasets.ServicePrincipals).Items.SelectMany(s => reader.Of(s, issuedBefore)));
    }
}
