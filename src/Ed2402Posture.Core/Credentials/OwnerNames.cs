using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>Names of those who own an application or its service principal: each may add a credential to it. Owners are read of privileged ones only.</summary>
internal sealed class OwnerNames
{
    private readonly ILookup<string, ObjectLink> links;
    private readonly Dictionary<string, string> applications;
    private readonly bool whole;

    public OwnerNames(Snapshot snapshot)
    {
        Dataset<ObjectLink>[] datasets = [snapshot.Get(Datasets.ApplicationOwners), snapshot.Get(Datasets.ServicePrincipalOwners)];
        links = datasets.SelectMany(d => d.Items).ToLookup(l => l.ParentId, StringComparer.OrdinalIgnoreCase);
        whole = datasets.All(d => d.IsComplete) && snapshot.Get(Datasets.Applications).IsComplete;
        applications = snapshot.Get(Datasets.Applications).Items.Where(a => a.AppId is not null).DistinctBy(a => a.AppId, StringComparer.OrdinalIgnoreCase).ToDictionary(a => a.AppId!, a => a.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The owners' names; empty when there is none, null when that was not read, or cannot be: another tenant's application has its owners there, and
    /// a managed identity is its resource's.</summary>
    public string? Of(string servicePrincipalId, string? appId)
    {
        List<ObjectLink> owners = [.. links[servicePrincipalId]];
        bool ownApplication = false;
        if (appId is not null && applications.TryGetValue(appId, out string? application))
        {
            ownApplication = true;
            owners.AddRange(links[application]);
        }

        return owners.Count > 0 ? string.Join("; ", owners.DistinctBy(o => o.Id, StringComparer.OrdinalIgnoreCase).Select(o => o.DisplayName ?? o.Id)) : whole && ownApplication ? "" : null;
    }
}
