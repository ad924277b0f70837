using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>Names of those who own an application or its service principal: each may add a credential to it. A scan reads the names of privileged ones; those of others are read
/// where they were asked for. Of all it is known which have no owner.</summary>
internal sealed class OwnerNames
{
    private readonly ILookup<string, ObjectLink> links;
    private readonly Dictionary<string, IReadOnlyList<DirectoryObject>> lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> applications, principals = new(StringComparer.OrdinalIgnoreCase);
    private readonly OwnerCounts counts;
    private readonly bool applicationsWhole, principalsWhole, allPrincipals;

    public OwnerNames(Snapshot snapshot)
    {
        links = snapshot.Get(Datasets.ApplicationOwners).Items.Concat(snapshot.Get(Datasets.ServicePrincipalOwners).Items).ToLookup(l => l.ParentId, StringComparer.OrdinalIgnoreCase);
        foreach (ObjectOwners row in snapshot.Get(Datasets.CredentialOwners).Items)
        {
            lists[row.Id] = row.Owners;
        }

        counts = new OwnerCounts(snapshot);
        bool allApplications = snapshot.Get(Datasets.Applications).IsComplete;
        applicationsWhole = allApplications && snapshot.Get(Datasets.ApplicationOwners).IsComplete;
        principalsWhole = snapshot.Get(Datasets.ServicePrincipalOwners).IsComplete;
        allPrincipals = snapshot.Get(Datasets.ServicePrincipals).IsComplete;
        applications = snapshot.Get(Datasets.Applications).Items.Where(a => a.AppId is not null).DistinctBy(a => a.AppId, StringComparer.OrdinalIgnoreCase).ToDictionary(a => a.AppId!, a => a.Id, StringComparer.OrdinalIgnoreCase);
        foreach (ServicePrincipal principal in snapshot.Get(Datasets.ServicePrincipals).Items.Where(IsOfInterest))
        {
            principals[principal.AppId!] = principal.Id;
        }
    }

    // Those of which the service says that nobody owns them are nearly all: they are not kept.
    private bool IsOfInterest(ServicePrincipal principal) => principal.AppId is { } appId && (lists.ContainsKey(principal.Id) || (counts.OfPrincipal(principal.Id) ?? applications.ContainsKey(appId)));

    /// <summary>Who owns an application or its service principal. Another tenant's application has its owners there too, and a managed identity is its resource's: of
    /// neither can it be said that nobody does.</summary>
    /// <param name="privilegedId">Object id of the service principal, where it is privileged.</param>
    /// <param name="appId">The application.</param>
    public Owners Of(string? privilegedId, string? appId)
    {
        string? application = appId is null ? null : applications.GetValueOrDefault(appId), principal = privilegedId ?? (appId is null ? null : principals.GetValueOrDefault(appId));
        var found = new List<(string Id, string? Name)>();
        bool? ofApplication = application is null ? null : Read(application, privilegedId is not null && applicationsWhole, counts.OfApplication(application), found);
        bool? ofPrincipal = principal is null ? (allPrincipals && application is not null ? true : null) : Read(principal, privilegedId is not null && principalsWhole, counts.OfPrincipal(principal), found);
        bool isWhole = ofApplication == true && ofPrincipal == true;
        string names = string.Join("; ", found.DistinctBy(o => o.Id, StringComparer.OrdinalIgnoreCase).Select(o => o.Name ?? o.Id));
        return found.Count > 0 ? new(names, isWhole ? Ownership.Named : Ownership.Unnamed)
            : isWhole ? new("", Ownership.None)
            : new(null, ofApplication == false || ofPrincipal == false ? Ownership.Unnamed : Ownership.Unknown);
    }

    /// <summary>Adds the owners of one object: true when these are all, false when there are others, null when that is not known.</summary>
    private bool? Read(string id, bool isWhole, bool? counted, List<(string, string?)> found)
    {
        int before = found.Count;
        found.AddRange(links[id].Select(l => (l.Id, l.DisplayName)));
        bool isListed = lists.TryGetValue(id, out IReadOnlyList<DirectoryObject>? list);
        found.AddRange((list ?? []).Select(o => (o.Id, o.DisplayName)));
        return isWhole || isListed || (counted == false && found.Count == before) ? true : counted == true ? false : null;
    }
}

/// <summary>The owners' names, and how much of them is known.</summary>
/// <param name="Names">Joined with <c>; </c>; empty when there is none, null when none was read.</param>
/// <param name="Known">How much is known.</param>
internal readonly record struct Owners(string? Names, Ownership Known);
