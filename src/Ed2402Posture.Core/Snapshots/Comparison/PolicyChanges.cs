using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Snapshots.Comparison;

/// <summary>Policies that came or went, and each of their settings that changed.</summary>
internal static class PolicyChanges
{
    private const string PolicyType = "Policy";

    public static IEnumerable<SnapshotChange> Of(ComparedPair pair) =>
    [
        .. Between(pair, Datasets.ConditionalAccessPolicies, static p => p.Id, static p => p.DisplayName),
        .. Between(pair, Datasets.NamedLocations, static l => l.Id, static l => l.DisplayName),
        .. Between(pair, Datasets.AuthenticationMethodsPolicy, static p => p.Id, static _ => null),
        .. Between(pair, Datasets.AuthenticationStrengthPolicies, static p => p.Id, static p => p.DisplayName),
        .. Between(pair, Datasets.AuthorizationPolicy, static p => p.Id, static _ => null),
        .. Between(pair, Datasets.SecurityDefaults, static p => p.Id, static _ => null),
        .. Between(pair, Datasets.AdminConsentRequestPolicy, static _ => Datasets.AdminConsentRequestPolicy.Name, static _ => null),
        .. Between(pair, Datasets.DefaultAppManagementPolicy, static p => p.Id, static _ => null),
        .. Between(pair, Datasets.AppManagementPolicies, static p => p.Id, static p => p.DisplayName),
        .. Between(pair, Datasets.RoleManagementPolicyAssignments, static a => a.Id, a => RoleName(pair, a)),
    ];

    private static IEnumerable<SnapshotChange> Between<T>(ComparedPair pair, DatasetDefinition<T> dataset, Func<T, string> id, Func<T, string?> name)
        where T : class
    {
        if (!pair.IsComparable(dataset))
        {
            yield break;
        }

        Dictionary<string, T> before = ById(pair.Older.Snapshot.Get(dataset).Items, id), after = ById(pair.Newer.Snapshot.Get(dataset).Items, id);
        foreach ((string key, T policy) in after.Where(p => !before.ContainsKey(p.Key)))
        {
            yield return Change(ChangeKind.Added, policy, "is new");
        }

        foreach ((string key, T policy) in before.Where(p => !after.ContainsKey(p.Key)))
        {
            yield return Change(ChangeKind.Removed, policy, "is gone");
        }

        foreach ((string key, T now) in after)
        {
            if (before.TryGetValue(key, out T? then))
            {
                foreach ((string path, string? was, string? isNow) in JsonLeaves.Differences(Json(then, dataset.Json), Json(now, dataset.Json)))
                {
                    yield return Change(ChangeKind.Changed, now, $"{path} was {was ?? "not set"} and is {isNow ?? "not set"}") with { Property = path, Before = was, After = isNow };
                }
            }
        }

        SnapshotChange Change(ChangeKind kind, T policy, string what)
        {
            string title = name(policy) is { } own ? $"'{own}'" : dataset.Title;
            return pair.Change(ChangeArea.Policy, kind, new Subject(name(policy) ?? dataset.Title, id(policy), PolicyType), $"{dataset.Name}: {title}: {what}");
        }
    }

    private static string? RoleName(ComparedPair pair, RoleManagementPolicyAssignment assignment) =>
        pair.Newer.Snapshot.Get(Datasets.RoleDefinitions).Items.Concat(pair.Older.Snapshot.Get(Datasets.RoleDefinitions).Items)
            .FirstOrDefault(r => string.Equals(r.Id, assignment.RoleDefinitionId, StringComparison.OrdinalIgnoreCase))?.DisplayName ?? assignment.RoleDefinitionId;

    private static Dictionary<string, T> ById<T>(IReadOnlyList<T> items, Func<T, string> id) =>
        items.DistinctBy(id, StringComparer.OrdinalIgnoreCase).ToDictionary(id, StringComparer.OrdinalIgnoreCase);

    private static JsonElement Json<T>(T item, JsonTypeInfo<T> json) => JsonSerializer.SerializeToElement(item, json);
}
