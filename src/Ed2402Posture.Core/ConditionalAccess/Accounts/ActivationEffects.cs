using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>What groups and roles do in the enabled policies: which ones include whoever has them, which ones exclude.</summary>
internal sealed class ActivationEffects
{
    private readonly int count;
    private readonly PolicySet everyone;
    private readonly Dictionary<string, PolicySet> include = new(StringComparer.OrdinalIgnoreCase), exclude = new(StringComparer.OrdinalIgnoreCase);

    public ActivationEffects(IEnumerable<ConditionalAccessPolicy> policies)
    {
        ConditionUsers[] users = [.. policies.Where(p => p.State == "enabled").Select(p => p.Conditions?.Users).OfType<ConditionUsers>()];
        count = users.Length;
        everyone = new PolicySet(count);
        for (int i = 0; i < users.Length; i++)
        {
            Put(include, i, users[i].IncludeUsers, users[i].IncludeGroups, users[i].IncludeRoles);
            Put(exclude, i, users[i].ExcludeUsers, users[i].ExcludeGroups, users[i].ExcludeRoles);
            if (users[i].IncludeUsers?.Contains("All") == true)
            {
                everyone.Add(i);
            }
        }
    }

    /// <summary>Whether any policy names the group or role.</summary>
    public bool Names(string id) => include.ContainsKey(id) || exclude.ContainsKey(id);

    /// <summary>What each of some activations adds to an account. A policy that includes the account anyway is included by none of them, and one that excludes it anyway is left
    /// out altogether: that is the same whatever is chosen.</summary>
    public IReadOnlyList<(PolicySet Included, PolicySet Excluded)> Of(AccountProfile before, IEnumerable<Activation> activations)
    {
        string[] own = [before.Id, .. before.Groups, .. before.Roles];
        PolicySet included = Find(include, own), excluded = Find(exclude, own);
        included.Add(everyone);
        included.Add(excluded);
        return [.. activations.Select(a =>
        {
            PolicySet joins = Find(include, a.Groups.Concat(a.Roles)), leaves = Find(exclude, a.Groups.Concat(a.Roles));
            joins.Remove(included);
            leaves.Remove(excluded);
            return (joins, leaves);
        })];
    }

    private PolicySet Find(Dictionary<string, PolicySet> index, IEnumerable<string> ids)
    {
        var found = new PolicySet(count);
        foreach (string id in ids)
        {
            if (index.TryGetValue(id, out PolicySet? policies))
            {
                found.Add(policies);
            }
        }

        return found;
    }

    private void Put(Dictionary<string, PolicySet> index, int policy, params IReadOnlyList<string>?[] lists)
    {
        foreach (string id in lists.SelectMany(ids => ids ?? []))
        {
            if (!index.TryGetValue(id, out PolicySet? set))
            {
                index.Add(id, set = new PolicySet(count));
            }

            set.Add(policy);
        }
    }
}
