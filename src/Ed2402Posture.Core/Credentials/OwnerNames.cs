using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>Names of those who own an application or its service principal: each may add a credential to it. Names are read of privileged ones only; of the
/// others it is known which have no owner at all.</summary>
internal sealed class OwnerNames
{
    private readonly ILookup<string, ObjectLink> links;
    private readonly Dictionary<string, string> applications;
    private readonly bool whole;
    private readonly HashSet<string> ownerless = [];

    public OwnerNames(Snapshot snapshot)
    {
        Dataset<ObjectLink>[] datasets = [snapshot.Get(Datasets.ApplicationOwners), snapshot.Get(Datasets.ServicePrincipalOwners)];
        links = datasets.SelectMany(d => d.Items).ToLookup(l => l.ParentId, StringComparer.OrdinalIgnoreCase);
        whole = datasets.All(d => d.IsComplete) && snapshot.Get(Datasets.Applications).IsComplete;
        applications = snapshot.Get(Datasets.Applications).Items.Where(a => a.AppId is not null).DistinctBy(a => a.AppId, StringComparer.OrdinalIgnoreCase).ToDictionary(a => a.AppId!, a => a.Id, StringComparer.OrdinalIgnoreCase);
        Dataset<DirectoryObject> none = snapshot.Get(Datasets.OwnerlessApplications), owned = snapshot.Get(Datasets.OwnedServicePrincipals);
        if (none.IsComplete && owned.IsComplete && snapshot.Get(Datasets.ServicePrincipals).IsComplete)
        {
            ownerless = Ownerless(snapshot, none.Items, owned.Items);
        }
    }

    /// <summary>The owners' names; empty when there is none, null when that was not read, or cannot be: another tenant's application has its owners there, and
    /// a managed identity is its resource's.</summary>
    /// <param name="privilegedId">Object id of the service principal, where it is privileged.</param>
    /// <param name="appId">The application.</param>
    public string? Of(string? privilegedId, string? appId)
    {
        List<ObjectLink> owners = privilegedId is null ? [] : [.. links[privilegedId]];
        string? application = appId is null ? null : applications.GetValueOrDefault(appId);
        if (application is not null)
        {
            owners.AddRange(links[application]);
        }

        return owners.Count > 0 ? string.Join("; ", owners.DistinctBy(o => o.Id, StringComparer.OrdinalIgnoreCase).Select(o => o.DisplayName ?? o.Id))
            : application is not null && ((privilegedId is not null && whole) || ownerless.Contains(application)) ? "" : null;
    }

    /// <summary>Applications that nobody owns, nor their service principal. The service keeps such numbers in an index that may lag behind: where it contradicts the
    /// owners that were read, nothing is believed of it.</summary>
    private HashSet<string> Ownerless(Snapshot snapshot, IReadOnlyList<DirectoryObject> none, IReadOnlyList<DirectoryObject> owned)
    {
        var found = none.Select(o => o.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (found.Any(links.Contains))
        {
            return [];
        }

        var principals = owned.Select(o => o.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        foreach (ServicePrincipal principal in snapshot.Get(Datasets.ServicePrincipals).Items.Where(s => s.AppId is not null && principals.Contains(s.Id)))
        {
            if (applications.TryGetValue(principal.AppId!, out string? application))
            {
                found.Remove(application);
            }
        }

        return found;
    }
}
