using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>Which Azure scopes lie under which.</summary>
internal sealed class HierarchyOfScopes
{
    private readonly Dictionary<string, string> parents = new(StringComparer.OrdinalIgnoreCase);

    public HierarchyOfScopes(Snapshot snapshot)
    {
        foreach (ManagementGroup group in snapshot.Get(Datasets.ManagementGroups).Items)
        {
            if (group.Properties?.Parent?.Id is { Length: > 0 } parent)
            {
                parents[group.Id] = parent;
            }
        }
    }

    /// <summary>The scopes at which an assignment holds for the resource: itself, what it lies in up to the subscription, the management groups above, the
    /// root. Scopes are written as the resource writes them.</summary>
    public IEnumerable<string> AtAndAbove(string resource)
    {
        for (int end = resource.Length; end > 0; end = resource.LastIndexOf('/', end - 1))
        {
            yield return resource[..end];
        }

        // From the subscription up; a broken tree must not go round for ever.
        string? above = string.Join('/', resource.Split('/').Take(3));
        for (int steps = 0; steps < 100 && (above = parents.GetValueOrDefault(above!)) is not null; steps++)
        {
            yield return above;
        }

        yield return "/";
    }
}
