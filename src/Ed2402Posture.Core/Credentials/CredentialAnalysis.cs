using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>The credentials of the tenant, for those who look at them one after the other. One pass over the tenant finds the few objects that most of them
/// ask about, privileged workloads and trust in other issuers; only these are kept.</summary>
internal sealed class CredentialAnalysis
{
    private readonly Snapshot snapshot;
    private readonly Lazy<CredentialReader> reader;
    private readonly Lazy<Few> few;

    public CredentialAnalysis(TenantAnalysis analysis)
    {
        snapshot = analysis.Snapshot;
        reader = new(() => new CredentialReader(analysis));
        few = new(Find);
    }

    /// <summary>Makes credentials object by object.</summary>
    public CredentialReader Reader => reader.Value;

    /// <summary>What is known of the use of credentials.</summary>
    public CredentialUsage Usage => Reader.Usage;

    /// <summary>The credentials of a privileged workload, on its application and its service principal.</summary>
    public IEnumerable<AppCredential> OfPrivileged(string? appId) => few.Value.ByAppId[appId ?? ""];

    /// <summary>The service principal of a privileged workload; null when it was not read.</summary>
    public ServicePrincipal? Principal(string id) => few.Value.Principals.GetValueOrDefault(id);

    /// <summary>A federated credential as it is shown; null when its object was not read.</summary>
    public AppCredential? Federated(FederatedIdentityCredential credential) => few.Value.Federated.GetValueOrDefault((credential.ParentId.ToUpperInvariant(), credential.Id));

    private Few Find()
    {
        var found = new List<AppCredential>();
        var principals = new Dictionary<string, ServicePrincipal>(StringComparer.OrdinalIgnoreCase);
        foreach (Application application in snapshot.Get(Datasets.Applications).Items.Where(a => Reader.IsOfInterest(a.Id, a.AppId)))
        {
            found.AddRange(Reader.Of(application));
        }

        foreach (ServicePrincipal principal in snapshot.Get(Datasets.ServicePrincipals).Items.Where(s => Reader.IsOfInterest(s.Id, s.AppId)))
        {
            found.AddRange(Reader.Of(principal));
            principals.TryAdd(principal.Id, principal);
        }

        return new Few(
            found.ToLookup(c => c.AppId ?? "", StringComparer.OrdinalIgnoreCase),
            found.Where(c => c.Kind == CredentialKind.Federated).DistinctBy(c => (c.ObjectId.ToUpperInvariant(), c.KeyId!)).ToDictionary(c => (c.ObjectId.ToUpperInvariant(), c.KeyId!)),
            principals);
    }

    private sealed record Few(ILookup<string, AppCredential> ByAppId, Dictionary<(string Parent, string Id), AppCredential> Federated, Dictionary<string, ServicePrincipal> Principals);
}
