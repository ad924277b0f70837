using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>Credentials that were added to, or removed from, applications and service principals. Federated ones are read of privileged workloads alone:
/// they are compared where the workload was privileged on both sides.</summary>
internal static class CredentialChanges
{
    public static IEnumerable<SnapshotChange> Of(ComparedPair pair)
    {
        Dictionary<string, AppCredential> before = Read(pair, pair.OlderCommon), after = Read(pair, pair.NewerCommon);
        foreach ((string key, AppCredential credential) in after.Where(c => !before.ContainsKey(c.Key)))
        {
            yield return Change(ChangeKind.Added, credential, $"{credential.Principal} has a new credential: {credential}") with { After = Describe(credential) };
        }

        foreach ((string key, AppCredential credential) in before.Where(c => !after.ContainsKey(c.Key)))
        {
            yield return Change(ChangeKind.Removed, credential, $"{credential.Principal} lost a credential: {credential}") with { Before = Describe(credential) };
        }

        SnapshotChange Change(ChangeKind kind, AppCredential credential, string text) =>
            pair.Change(ChangeArea.Credential, kind, new Subject(credential.Principal, credential.ObjectId, credential.ObjectType.ToString()), text) with
            {
                Property = credential.KeyId ?? credential.DisplayName, Tier = credential.Tier,
            };
    }

    private static Dictionary<string, AppCredential> Read(ComparedPair pair, TenantAnalysis analysis)
    {
        var credentials = new Dictionary<string, AppCredential>(StringComparer.OrdinalIgnoreCase);
        foreach (AppCredential credential in AppCredentialReader.Read(analysis).Where(c => c.Kind != CredentialKind.Federated || WasAskedOnBothSides(pair, c)))
        {
            credentials.TryAdd($"{credential.ObjectId}|{credential.Kind}|{credential.KeyId ?? credential.Hint}", credential);
        }

        return credentials;
    }

    private static bool WasAskedOnBothSides(ComparedPair pair, AppCredential credential) =>
        pair.IsComparable(Datasets.FederatedIdentityCredentials) && IsPrivileged(pair.OlderCommon.Privilege, credential.AppId) && IsPrivileged(pair.NewerCommon.Privilege, credential.AppId);

    private static bool IsPrivileged(PrivilegeInventory privilege, string? appId) => appId is not null
        && privilege.Accounts.Any(a => a.Type is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity && string.Equals(a.UserPrincipalName, appId, StringComparison.OrdinalIgnoreCase));

    private static string Describe(AppCredential credential)
    {
        string end = credential.EndDateTime is { } date ? FormattableString.Invariant($" until {date:yyyy-MM-dd}") : "";
        return $"{credential}{end}";
    }
}
