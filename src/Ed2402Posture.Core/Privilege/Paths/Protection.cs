using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>Who may reset a user's credentials, by Microsoft's rules: the user's active directory roles, membership or ownership of a role-assignable
/// group, restricted management. An eligible role does not protect until it is activated.</summary>
internal sealed class Protection
{
    private const string UserAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";
    private readonly HashSet<string>?[] known;
    private readonly PrincipalTable principals;
    private readonly Dictionary<int, string[]> rolesOf;
    private readonly NumberLists groupsOf;
    private readonly bool[] inRoleAssignable;
    private readonly bool whole;

    public Protection(Snapshot snapshot, PrincipalTable principals, IEnumerable<Holding> assignments, IReadOnlyCollection<ControlLink> groups)
    {
        this.principals = principals;
        known = new HashSet<string>?[principals.Count];
        rolesOf = assignments.Where(h => h.Role.IsDirectoryRole && h.State != PathState.Eligible && !h.NotYetStarted)
            .GroupBy(h => h.Principal).ToDictionary(g => g.Key, g => g.Select(h => h.Role.TemplateId!).ToArray());
        groupsOf = new NumberLists(principals.Count, groups.Where(l => l.Kind is PathKind.GroupMember or PathKind.PimGroupMember && l.State != PathState.Eligible).Select(l => (l.From, l.To)));
        inRoleAssignable = new bool[principals.Count];
        foreach (ControlLink link in groups.Where(l => l.State != PathState.Eligible && principals[l.To].Group?.IsAssignableToRole == true))
        {
            inRoleAssignable[link.From] = true;
        }

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
        resetter.MayReset(ActiveRoles(principal), inRoleAssignable[principal], principals[principal].User?.IsManagementRestricted == true);

    /// <summary>Whether a holder of the role in an administrative unit may reset a member of it. There the role reaches users without any role; User
    /// Administrators reach what they reach elsewhere, and Privileged Authentication Administrators all but Global Administrators. A restricted unit
    /// admits none but those who hold the role in it.</summary>
    public bool MayResetInUnit(CredentialResetter resetter, int principal, bool restricted)
    {
        if (principals[principal].User?.IsManagementRestricted == true && !restricted)
        {
            return false;
        }

        HashSet<string> roles = ActiveRoles(principal);
        return resetter.Anyone ? !roles.Contains(EntraRoles.GlobalAdministrator)
            : resetter.TemplateId == UserAdministrator ? resetter.MayReset(roles, inRoleAssignable[principal], restricted: false)
            : roles.Count == 0 && !inRoleAssignable[principal];
    }

    private HashSet<string> ActiveRoles(int principal)
    {
        if (known[principal] is { } already)
        {
            return already;
        }

        // Members of one group without a role of their own have the roles of the group: one set serves them all.
        if (!principals[principal].IsGroup && !rolesOf.ContainsKey(principal) && groupsOf[principal] is [var only])
        {
            return known[principal] = ActiveRoles(only);
        }

        var roles = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var visited = new HashSet<int> { principal };
        var waiting = new Queue<int>(visited);
        while (waiting.TryDequeue(out int node))
        {
            roles.UnionWith(rolesOf.GetValueOrDefault(node) ?? []);
            foreach (int group in groupsOf[node])
            {
                if (visited.Add(group))
                {
                    waiting.Enqueue(group);
                }
            }
        }

        return known[principal] = roles;
    }
}
