using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Proof;

/// <summary>A snapshot with the look-ups that proofs need, each made once.</summary>
internal sealed class TenantFacts(Snapshot snapshot)
{
    private readonly ILookup<string, Application> applications = snapshot.Get(Datasets.Applications).Items.ToLookup(a => a.AppId ?? "", StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, ServicePrincipal> principals = snapshot.Get(Datasets.ServicePrincipals).Items.ToLookup(p => p.AppId ?? "", StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, NamedUser> named = snapshot.Get(Datasets.NamedUsers).Items.ToLookup(n => n.Asked, StringComparer.OrdinalIgnoreCase);
    private readonly ILookup<string, NamedResource> resources = snapshot.Get(Datasets.NamedResources).Items.ToLookup(n => n.Asked, StringComparer.OrdinalIgnoreCase);

    public Snapshot Snapshot { get; } = snapshot;
    public DateTimeOffset Now => Snapshot.Info.CollectedAt;

    /// <summary>When a dataset was read.</summary>
    public DateTimeOffset ReadAt(DatasetDefinition dataset) => Snapshot.Get(dataset).State.Ledger.LastResponse ?? Now;

    public EvidenceItem Evidence(DatasetDefinition dataset, string property, string? value) => new(property, value ?? "null", ReadAt(dataset));
    public EvidenceItem Evidence(DatasetDefinition dataset, string property, DateTimeOffset? value) => new(property, EvidenceItem.Time(value), ReadAt(dataset));

    /// <summary>The first of the datasets that was not read whole, as a reason; null when all were.</summary>
    public string? NotWhole(params ReadOnlySpan<DatasetDefinition> datasets)
    {
        foreach (DatasetDefinition dataset in datasets)
        {
            if (!Snapshot.Get(dataset).IsComplete)
            {
                return Snapshot.Get(dataset).State.Describe(dataset.Name);
            }
        }

        return null;
    }

    public Application? Application(string appId) => applications[appId].FirstOrDefault();
    public ServicePrincipal? Principal(string appId) => principals[appId].FirstOrDefault();

    /// <summary>The application id behind an id that people give for one: application id, object id of the application or of the service principal.</summary>
    public string? AppIdOf(string id) =>
        applications.Contains(id) || principals.Contains(id)
            ? id
            : Snapshot.Get(Datasets.ServicePrincipals).Items.FirstOrDefault(p => Same(p.Id, id))?.AppId ?? Snapshot.Get(Datasets.Applications).Items.FirstOrDefault(a => Same(a.Id, id))?.AppId;

    /// <summary>The application ids of all that bear the name.</summary>
    public IReadOnlyList<string> AppIdsNamed(string displayName) =>
    [
        .. Snapshot.Get(Datasets.Applications).Items.Where(a => Same(a.DisplayName, displayName)).Select(a => a.AppId)
            .Concat(Snapshot.Get(Datasets.ServicePrincipals).Items.Where(p => Same(p.DisplayName, displayName)).Select(p => p.AppId))
            .OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase),
    ];

    /// <summary>Deleted objects of a type that fit.</summary>
    public DirectoryObject? Deleted(Func<DirectoryObject, bool> fits, params IReadOnlyList<string> types) =>
        Snapshot.Get(Datasets.DeletedObjects).Items.FirstOrDefault(o => types.Contains(o.ODataType) && fits(o));

    /// <summary>What is known of a user by object id or user principal name: the user; that there is none; or that nobody asked.</summary>
    public (User? User, bool Asked, DatasetDefinition Dataset) User(string idOrName)
    {
        if (named[idOrName].FirstOrDefault() is { } answer)
        {
            return (answer.User, true, Datasets.NamedUsers);
        }

        User? user = named.SelectMany(g => g).Select(n => n.User).FirstOrDefault(u => Is(u, idOrName));
        if (user is not null)
        {
            return (user, true, Datasets.NamedUsers);
        }

        user = Snapshot.Get(Datasets.Users).Items.FirstOrDefault(u => Is(u, idOrName));
        return (user, user is not null, Datasets.Users);
    }

    /// <summary>As <see cref="User"/>, of an Azure resource.</summary>
    public (AzureResource? Resource, bool Asked) Resource(string id) => resources[id].FirstOrDefault() is { } answer ? (answer.Resource, true) : (null, false);

    /// <summary>Whether the domain of a user principal name signs in elsewhere; null when the domains were not read.</summary>
    public bool? IsFederated(string? userPrincipalName)
    {
        Dataset<Domain> domains = Snapshot.Get(Datasets.Domains);
        string? domain = userPrincipalName?[(userPrincipalName.LastIndexOf('@') + 1)..];
        Domain? found = domains.Items.FirstOrDefault(d => Same(d.Id, domain));
        return found is not null ? Same(found.AuthenticationType, "Federated") : domains.IsComplete ? false : null;
    }

    public static bool Same(string? left, string? right) => left is not null && string.Equals(left, right, StringComparison.OrdinalIgnoreCase);

    private static bool Is(User? user, string idOrName) => user is not null && (Same(user.Id, idOrName) || Same(user.UserPrincipalName, idOrName));
}
