using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>Which workloads trust which issuers outside the tenant.</summary>
internal static class FederatedTrust
{
    /// <summary>Credentials whose subject is no principal of this tenant, by the id of the service principal.</summary>
    public static ILookup<string, FederatedIdentityCredential> Outside(Snapshot snapshot)
    {
        List<FederatedIdentityCredential> credentials = [.. snapshot.Get(Datasets.FederatedIdentityCredentials).Items.Where(c => c.Subject is null || !WorkloadLinks.IsThisTenant(c.Issuer, snapshot.Info.TenantId))];
        ILookup<string, string> instances = WorkloadLinks.InstancesOf(snapshot, credentials.Select(c => c.ParentId));
        return credentials.SelectMany(c => instances[c.ParentId].Select(id => (id, c))).ToLookup(p => p.id, p => p.c, StringComparer.OrdinalIgnoreCase);
    }
}
