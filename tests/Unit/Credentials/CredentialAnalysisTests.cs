using CsCheck;
using Ed2402Posture.Core;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;
using Xunit;

namespace Ed2402Posture.Tests.Unit.Credentials;

/// <summary>What is kept of one pass over the tenant is what a full reading shows.</summary>
public sealed class CredentialAnalysisTests
{
    [Fact]
    public void What_is_kept_of_privileged_workloads_and_of_trust_is_what_a_full_reading_shows() => Gen.Int[0, 10_000].Sample(
        seed =>
        {
            Snapshot snapshot = RandomTenant.Make(seed, 9).Build();
            var analysis = new TenantAnalysis(snapshot, PostureSettings.Default);
            List<AppCredential> all = [.. AppCredentialReader.Read(analysis)];
            Assert.All(
                analysis.Privilege.Accounts.Where(a => a.Type is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity && a.UserPrincipalName is not null),
                a => Assert.Equal(Texts(all.Where(c => string.Equals(c.AppId, a.UserPrincipalName, StringComparison.OrdinalIgnoreCase))), Texts(analysis.Credentials.OfPrivileged(a.UserPrincipalName))));
            Dictionary<string, ServicePrincipal> principals = snapshot.Get(Datasets.ServicePrincipals).Items.ToDictionary(s => s.Id, StringComparer.OrdinalIgnoreCase);
            Assert.All(analysis.Privilege.Accounts.Where(a => a.Type is PrincipalType.ServicePrincipal && a.UserPrincipalName is not null), a => Assert.Same(principals.GetValueOrDefault(a.Id), analysis.Credentials.Principal(a.Id)));
            Assert.All(snapshot.Get(Datasets.FederatedIdentityCredentials).Items, f => Assert.Equal(
                all.Where(c => c.Kind == CredentialKind.Federated && string.Equals(c.ObjectId, f.ParentId, StringComparison.OrdinalIgnoreCase) && c.KeyId == f.Id).Select(c => c.Principal).FirstOrDefault(),
                analysis.Credentials.Federated(f)?.Principal));
        },
        iter: 50, threads: 1);

    private static IEnumerable<string> Texts(IEnumerable<AppCredential> credentials) => credentials.Select(c => $"{c.ObjectId} {c} {c.State} {c.Tier} {c.StaleReason}").Order(StringComparer.Ordinal);
}
