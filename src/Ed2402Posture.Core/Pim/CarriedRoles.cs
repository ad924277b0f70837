using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>The roles that a group gives its members: its own, and those of the groups that it is in.</summary>
internal sealed class CarriedRoles
{
    private readonly ILookup<string, RoleHolding> held;
    private readonly ILookup<string, string> parents;

    public CarriedRoles(TenantAnalysis analysis)
    {
        held = analysis.Privilege.Assignments.Where(a => a.Privileged).ToLookup(a => a.PrincipalId, StringComparer.OrdinalIgnoreCase);
        parents = analysis.Snapshot.Get(Datasets.GroupMembers).Items.ToLookup(m => m.Id, m => m.ParentId, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The privileged assignments, active and eligible ones, each once.</summary>
    public IReadOnlyList<RoleHolding> Of(string groupId)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { groupId };
        var queue = new Queue<string>(seen);
        var result = new List<RoleHolding>();
        while (queue.TryDequeue(out string? id))
        {
            result.AddRange(held[id]);
            foreach (string parent in parents[id].Where(seen.Add))
            {
                queue.Enqueue(parent);
            }
        }

        return result;
    }

    /// <summary>The strongest tier among them.</summary>
    public int Tier(string groupId) => Of(groupId).Select(h => h.Tier).DefaultIfEmpty(Tiers.Other).Min();
}
