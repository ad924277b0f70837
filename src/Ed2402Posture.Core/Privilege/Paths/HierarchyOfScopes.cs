using Ed2402Posture.Core.Privilege.Ratings;
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

    /// <summary>Whether what is assigned at the scope holds for the resource.</summary>
    public bool Covers(string scope, string resource)
    {
        if (scope == "/" || IsWithin(resource, scope))
        {
            return true;
        }

        if (AzureScope.KindOf(scope) != AzureScopeKind.ManagementGroup)
        {
            return false;
        }

        // From the subscription up; a broken tree must not go round for ever.
        string? above = string.Join('/', resource.Split('/').Take(3));
        for (int steps = 0; above is not null && steps < 100; steps++)
        {
            above = parents.GetValueOrDefault(above);
            if (string.Equals(above, scope, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWithin(string resource, string scope) =>
        resource.StartsWith(scope, StringComparison.OrdinalIgnoreCase) && (resource.Length == scope.Length || resource[scope.Length] == '/');
}
