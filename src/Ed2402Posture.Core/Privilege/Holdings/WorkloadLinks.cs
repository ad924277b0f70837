using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Holdings;

/// <summary>Who may sign in as a workload: owners of its application or service principal, who may add a credential, and managed identities that it trusts.</summary>
internal sealed class WorkloadLinks(PrincipalTable principals)
{
    public IEnumerable<ControlLink> Read(Snapshot snapshot)
    {
        foreach (ObjectLink link in snapshot.Get(Datasets.ServicePrincipalOwners).Items)
        {
            yield return Owner(link, link.ParentId, "owner of service principal");
        }

        IReadOnlyList<ObjectLink> owners = snapshot.Get(Datasets.ApplicationOwners).Items;
        IReadOnlyList<FederatedIdentityCredential> federated = snapshot.Get(Datasets.FederatedIdentityCredentials).Items;
        if (owners.Count == 0 && federated.Count == 0)
        {
            yield break;
        }

        ILookup<string, string> instances = InstancesOf(snapshot, owners.Select(o => o.ParentId).Concat(federated.Select(f => f.ParentId)));
        foreach (ObjectLink link in owners)
        {
            foreach (string instance in instances[link.ParentId])
            {
                yield return Owner(link, instance, "owner of application");
            }
        }

        foreach (FederatedIdentityCredential credential in federated.Where(c => c.Subject is not null && IsThisTenant(c.Issuer, snapshot.Info.TenantId)))
        {
            foreach (string instance in instances[credential.ParentId])
            {
                yield return new ControlLink(principals.Add(credential.Subject!, PrincipalType.ManagedIdentity), principals.Add(instance, PrincipalType.ServicePrincipal), PathKind.FederatedCredential, $"federated credential '{credential.Name}' of");
            }
        }
    }

    /// <summary>The service principals of applications, by the application's object id; a parent that is itself a service principal stands for itself.</summary>
    public static ILookup<string, string> InstancesOf(Snapshot snapshot, IEnumerable<string> parents)
    {
        var wanted = parents.ToHashSet(StringComparer.OrdinalIgnoreCase);
        Dictionary<string, string> applications = snapshot.Get(Datasets.Applications).Items.Where(a => a.AppId is not null && wanted.Contains(a.Id))
            .DistinctBy(a => a.AppId, StringComparer.OrdinalIgnoreCase).ToDictionary(a => a.AppId!, a => a.Id, StringComparer.OrdinalIgnoreCase);
        return snapshot.Get(Datasets.ServicePrincipals).Items
            .Select(s => (Parent: wanted.Contains(s.Id) ? s.Id : s.AppId is null ? null : applications.GetValueOrDefault(s.AppId), Instance: s.Id))
            .Where(p => p.Parent is not null)
            .ToLookup(p => p.Parent!, p => p.Instance, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Whether a federated credential trusts this tenant, so that its subject is a managed identity here.</summary>
    public static bool IsThisTenant(string? issuer, string tenantId) =>
        Uri.TryCreate(issuer, UriKind.Absolute, out Uri? address)
        && (address.Host.StartsWith("login.", StringComparison.OrdinalIgnoreCase) || address.Host.Equals("sts.windows.net", StringComparison.OrdinalIgnoreCase))
        && address.AbsolutePath.Trim('/').Split('/')[0].Equals(tenantId, StringComparison.OrdinalIgnoreCase);

    private ControlLink Owner(ObjectLink link, string instance, string verb) =>
        new(principals.Add(link.Id, PrincipalTable.TypeOf(link.ODataType), link.DisplayName), principals.Add(instance, PrincipalType.ServicePrincipal), PathKind.AppOwner, verb);
}
