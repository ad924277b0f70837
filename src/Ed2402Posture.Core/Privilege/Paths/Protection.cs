using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>Who may reset a user's credentials, by Microsoft's rules: the user's active directory roles, membership or ownership of a role-assignable
/// group, restricted management. An eligible role does not protect until it is activated.</summary>
internal sealed class Protection
{
    private readonly PrincipalTable principals;
    private readonly Dictionary<int, List<string>> rolesOf;
    private readonly Dictionary<int, List<int>> groupsOf;
    private readonly HashSet<int> inRoleAssignable;
    private readonly bool whole;

    public Protection(Snapshot snapshot, PrincipalTable principals, IEnumerable<Holding> assignments, IReadOnlyCollection<ControlLink> groups)
    {
        this.principals = principals;
        rolesOf = assignments.Where(h => h.Role.Plane == Plane.Entra && h.State != PathState.Eligible && !h.NotYetStarted)
            .GroupBy(h => h.Principal).ToDictionary(g => g.Key, g => g.Select(h => h.Role.DefinitionId).ToList());
        groupsOf = groups.Where(l => l.Kind is PathKind.GroupMember && l.State != PathState.Eligible).GroupBy(l => l.From).ToDictionary(g => g.Key, g => g.Select(l => l.To).ToList());
        inRoleAssignable = [.. groups.Where(l => l.State != PathState.Eligible && principals[l.To].Group?.IsAssignableToRole == true).Select(l => l.From)];
        whole = new DatasetDefinition[] { Datasets.RoleAssignments, Datasets.Groups, Datasets.GroupMembers, Datasets.GroupOwners }.All(d => snapshot.Get(d).IsComplete);
    }

    /// <summary>Whether none but the roles that may reset anyone may reset the user; null when that was not read.</summary>
    public bool? IsProtected(int principal)
    {
        Principal user = principals[principal];
        if (user.Type is not (PrincipalType.User or PrincipalType.Guest))
        {
            return null;
        }

        bool reachable = CredentialReset.Resetters.Any(r => !r.Anyone && MayReset(r, principal));
        return !reachable ? true : user.User is not null && whole ? false : null;
    }

    /// <summary>Whether a holder of the role at tenant scope may reset the user.</summary>
    public bool MayReset(CredentialResetter resetter, int principal) =>
        resetter.MayReset(ActiveRoles(principal), inRoleAssignable.Contains(principal), principals[principal].User?.IsManagementRestricted == true);

    private HashSet<string> ActiveRoles(int principal)
    {
        var roles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var visited = new HashSet<int> { principal };
        var waiting = new Queue<int>(visited);
        while (waiting.TryDequeue(out int node))
        {
            roles.UnionWith(rolesOf.GetValueOrDefault(node) ?? []);
            foreach (int group in (groupsOf.GetValueOrDefault(node) ?? []).Where(visited.Add))
            {
                waiting.Enqueue(group);
            }
        }

        return roles;
    }
}
