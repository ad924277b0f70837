using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>Which applications and service principals the service counts an owner of. It keeps such numbers in an index that may lag behind: where one contradicts
/// owners that were read, nothing is believed of its list.</summary>
internal sealed class OwnerCounts
{
    private readonly HashSet<string>? ownerless, owned;

    public OwnerCounts(Snapshot snapshot)
    {
        Dataset<DirectoryObject> none = snapshot.Get(Datasets.OwnerlessApplications), some = snapshot.Get(Datasets.OwnedServicePrincipals);
        var found = snapshot.Get(Datasets.CredentialOwners).Items.Where(o => o.Owners.Count > 0).Select(o => o.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (none.IsComplete)
        {
            HashSet<string> listed = Ids(none.Items);
            ownerless = listed.Overlaps(found) || snapshot.Get(Datasets.ApplicationOwners).Items.Any(l => listed.Contains(l.ParentId)) ? null : listed;
        }

        if (some.IsComplete)
        {
            HashSet<string> listed = Ids(some.Items);
            owned = snapshot.Get(Datasets.ServicePrincipalOwners).Items.All(l => listed.Contains(l.ParentId)) ? listed : null;
        }
    }

    /// <summary>Whether somebody owns the application; null when that is not known.</summary>
    public bool? OfApplication(string id) => ownerless is null ? null : !ownerless.Contains(id);

    /// <summary>Whether somebody owns the service principal; null when that is not known.</summary>
    public bool? OfPrincipal(string id) => owned?.Contains(id);

    private static HashSet<string> Ids(IEnumerable<DirectoryObject> objects) => objects.Select(o => o.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
}
