using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Pim;

/// <summary>Names behind object ids, from whatever dataset knows them.</summary>
internal sealed class DirectoryNames
{
    private readonly Dictionary<string, string> names = new(StringComparer.OrdinalIgnoreCase);

    public DirectoryNames(Snapshot snapshot)
    {
        Add(snapshot.Get(Datasets.Users).Items.Select(u => (u.Id, u.UserPrincipalName ?? u.DisplayName)));
        Add(snapshot.Get(Datasets.PimApprovers).Items.Select(u => (u.Id, u.UserPrincipalName ?? u.DisplayName)));
        Add(snapshot.Get(Datasets.Groups).Items.Select(g => (g.Id, g.DisplayName)));
        Add(snapshot.Get(Datasets.Principals).Items.Select(p => (p.Id, p.UserPrincipalName ?? p.DisplayName)));
    }

    /// <summary>The name, or the id itself.</summary>
    public string Of(string id) => names.GetValueOrDefault(id, id);

    /// <summary>The name; null for an object that was not read.</summary>
    public string? Find(string id) => names.GetValueOrDefault(id);

    private void Add(IEnumerable<(string Id, string? Name)> known)
    {
        foreach ((string id, string? name) in known)
        {
            if (name is not null)
            {
                names.TryAdd(id, name);
            }
        }
    }
}
