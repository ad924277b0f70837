using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>The Azure resources from which one can sign in as a managed identity: the one that it belongs to or, for a user-assigned one, the identity
/// itself, as its service principal tells; and every resource that carries it, as Resource Graph tells.</summary>
internal sealed class HostsOfIdentities
{
    private readonly ILookup<string, string> byPrincipal;
    private readonly ILookup<string, string> byIdentity;
    private readonly ILookup<string, string> clusters;

    public HostsOfIdentities(Snapshot snapshot)
    {
        IReadOnlyList<IdentityHost> resources = snapshot.Get(Datasets.IdentityHosts).Items;
        byPrincipal = resources.SelectMany(r => (r.Identity?.UserAssignedIdentities?.Values.Select(a => a?.PrincipalId) ?? []).Append(r.Identity?.PrincipalId).OfType<string>().Select(id => (id, r.Id)))
            .ToLookup(p => p.id, p => p.Id, StringComparer.OrdinalIgnoreCase);
        byIdentity = resources.SelectMany(r => (r.Identity?.UserAssignedIdentities?.Keys ?? []).Select(id => (id, r.Id))).ToLookup(p => p.id, p => p.Id, StringComparer.OrdinalIgnoreCase);
        clusters = resources.Where(r => r.NodeResourceGroup is not null).ToLookup(r => $"{AzureScope.Subscription(r.Id)}/resourceGroups/{r.NodeResourceGroup}", r => r.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The Azure ids of the resources, some perhaps twice.</summary>
    public IEnumerable<string> Of(ServicePrincipal identity)
    {
        string? own = (identity.AlternativeNames ?? []).FirstOrDefault(n => n.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase));
        List<string> carriers = [.. (own is null ? [] : byIdentity[own].Prepend(own)).Concat(byPrincipal[identity.Id])];
        return clusters.Count == 0 ? carriers : carriers.Concat(carriers.SelectMany(id => clusters[AzureScope.ResourceGroup(id)]));
    }
}
