using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>Whose owners have to be asked for to name those of every credential: applications with a credential, their service principals, and service principals with one
/// of their own; without those whose owners the scan has read, or of which the service counts none.</summary>
public sealed record CredentialHolders
{
    private CredentialHolders(IReadOnlyList<string> applications, IReadOnlyList<string> servicePrincipals) => (Applications, ServicePrincipals) = (applications, servicePrincipals);

    /// <summary>Object ids of applications.</summary>
    public IReadOnlyList<string> Applications { get; }

    /// <summary>Object ids of service principals.</summary>
    public IReadOnlyList<string> ServicePrincipals { get; }

    /// <summary>Finds them in what was read of a tenant.</summary>
    /// <param name="snapshot">The tenant.</param>
    public static CredentialHolders Of(Snapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var counts = new OwnerCounts(snapshot);
        var federated = snapshot.Get(Datasets.FederatedIdentityCredentials).Items.Select(f => f.ParentId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var appIds = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var applications = new List<string>();
        foreach (Application application in snapshot.Get(Datasets.Applications).Items.Where(a => HasAny(a.PasswordCredentials, a.KeyCredentials) || federated.Contains(a.Id)))
        {
            if (application.AppId is { } appId)
            {
                appIds.Add(appId);
            }

            if (counts.OfApplication(application.Id) != false)
            {
                applications.Add(application.Id);
            }
        }

        // A managed identity is its resource's: nobody owns it.
        IEnumerable<string> principals = snapshot.Get(Datasets.ServicePrincipals).Items
            .Where(s => (HasAny(s.PasswordCredentials, s.KeyCredentials) || (s.AppId is { } appId && appIds.Contains(appId))) && !string.Equals(s.ServicePrincipalType, "ManagedIdentity", StringComparison.OrdinalIgnoreCase))
            .Select(s => s.Id).Where(id => counts.OfPrincipal(id) != false);
        return new CredentialHolders(Unread(snapshot, Datasets.ApplicationOwners, applications), Unread(snapshot, Datasets.ServicePrincipalOwners, principals));
    }

    /// <summary>Those whose owners are not among what was read; of a list that is not whole, some may be missing.</summary>
    private static List<string> Unread(Snapshot snapshot, DatasetDefinition<ObjectLink> dataset, IEnumerable<string> ids)
    {
        Dataset<ObjectLink> read = snapshot.Get(dataset);
        HashSet<string> known = read.IsComplete ? read.Items.Select(l => l.ParentId).ToHashSet(StringComparer.OrdinalIgnoreCase) : [];
        return [.. ids.Where(id => !known.Contains(id))];
    }

    private static bool HasAny(IReadOnlyList<PasswordCredential>? secrets, IReadOnlyList<KeyCredential>? keys) => secrets?.Count > 0 || keys?.Count > 0;
}
