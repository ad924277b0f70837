using Ed2402Posture.Core.Checks;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.ConditionalAccess.Accounts;

/// <summary>Makes profiles from a snapshot. Roles count as Microsoft applies them: built-in ones, held tenant-wide, directly or by membership of a
/// group ('Conditional Access: Users, groups, and workload identities').</summary>
internal sealed class ProfileBuilder
{
    private readonly Snapshot snapshot;
    private readonly Dictionary<string, User> users;
    private readonly Dictionary<string, ServicePrincipal> workloads;
    private readonly Dictionary<string, string> builtIn;
    private readonly ILookup<string, RoleHolding> roles;
    private readonly ILookup<string, string> groups;
    private readonly ILookup<string, string> parents;
    private readonly HomeTenants homes;
    private readonly bool groupsAreWhole;
    private readonly bool rolesAreWhole;
    private readonly bool privilegeIsWhole;
    private readonly HashSet<string> unseen;
    private readonly Lazy<ActivationEffects> effects;
    private readonly Lazy<ILookup<string, string>> eligible;
    private readonly Lazy<ILookup<string, string?>> groupNames;

    public ProfileBuilder(Snapshot snapshot, PrivilegeInventory privilege)
    {
        this.snapshot = snapshot;
        users = snapshot.Get(Datasets.Users).Items.DistinctBy(u => u.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        workloads = snapshot.Get(Datasets.ServicePrincipals).Items.DistinctBy(s => s.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(s => s.Id, StringComparer.OrdinalIgnoreCase);
        builtIn = snapshot.Get(Datasets.RoleDefinitions).Items.Where(r => r.IsBuiltIn == true).DistinctBy(r => r.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(r => r.Id, r => r.TemplateId ?? r.Id, StringComparer.OrdinalIgnoreCase);
        roles = privilege.Assignments.Concat(privilege.DerivedAssignments)
            .Where(r => r.Plane == Plane.Entra && r.Scope == "/" && !r.NotYetStarted && IsHeld(r.Kind) && builtIn.ContainsKey(r.RoleDefinitionId))
            .ToLookup(r => r.PrincipalId, StringComparer.OrdinalIgnoreCase);
        groups = snapshot.Get(Datasets.TransitiveMemberships).Items.ToLookup(l => l.ParentId, l => l.Id, StringComparer.OrdinalIgnoreCase);
        parents = snapshot.Get(Datasets.PolicyGroupNesting).Items.Concat(snapshot.Get(Datasets.GroupMembers).Items.Where(l => l.ODataType == "#microsoft.graph.group")).ToLookup(l => l.Id, l => l.ParentId, StringComparer.OrdinalIgnoreCase);
        unseen = Unseen();
        homes = new HomeTenants(snapshot);
        eligible = new(() => snapshot.Get(Datasets.ExclusionGroupEligibilityInstances).Items
            .Where(i => i.GroupId is not null && i.PrincipalId is not null && !string.Equals(i.AccessId, "owner", StringComparison.OrdinalIgnoreCase) && !(i.StartDateTime > snapshot.Info.CollectedAt) && !(i.EndDateTime <= snapshot.Info.CollectedAt))
            .ToLookup(i => i.PrincipalId!, i => i.GroupId!, StringComparer.OrdinalIgnoreCase));
        groupNames = new(() => snapshot.Get(Datasets.PolicyGroups).Items.ToLookup(g => g.Id, g => g.DisplayName, StringComparer.OrdinalIgnoreCase));
        effects = new(() => new(snapshot.Get(Datasets.ConditionalAccessPolicies).Items.Concat(SecurityDefaults.Policies)));
        groupsAreWhole = snapshot.Get(Datasets.TransitiveMemberships).IsComplete;
        privilegeIsWhole = PrivilegeNeeds.All.All(n => n.IsMet(snapshot.Get(n.Dataset).State));
        rolesAreWhole = PrivilegeNeeds.DirectoryRoles.All(n => n.IsMet(snapshot.Get(n.Dataset).State));
    }

    /// <summary>The profiles of a privileged account.</summary>
    public AccountProfiles Build(PrivilegedAccount account)
    {
        if (account.Type is not (PrincipalType.User or PrincipalType.Guest))
        {
            return new AccountProfiles(Workload(account), null);
        }

        var own = groups[account.Id].ToHashSet(StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<Activation> leaving = Leaving(account, own);
        string[] eligibleGroups = [.. leaving.SelectMany(a => a.Groups).Concat(WithParents(account.Paths.Where(p => p.State == PathState.Eligible && p.Kind is PathKind.PimGroupMember && !p.NotYetStarted).SelectMany(p => p.GroupIds))).Where(g => !own.Contains(g)).Distinct(StringComparer.OrdinalIgnoreCase)];
        HashSet<string> active = Roles(account.Id, PathState.Active);
        HashSet<string> activated = new([.. Roles(account.Id, PathState.Active, PathState.Activated, PathState.Eligible), .. leaving.SelectMany(a => a.Roles)], StringComparer.OrdinalIgnoreCase);
        var profile = new AccountProfile
        {
            Id = account.Id, Guest = Guest(account), HomeTenantId = homes.Of(users.GetValueOrDefault(account.Id)), Groups = own.Concat(eligibleGroups).ToHashSet(StringComparer.OrdinalIgnoreCase), GroupsAreWhole = groupsAreWhole,
            UnseenGroups = unseen, Roles = activated, RolesAreWhole = rolesAreWhole,
        };
        AccountProfile before = profile with { Groups = own, Roles = active };
        return eligibleGroups.Length == 0 && active.SetEquals(activated) ? new AccountProfiles(profile, null)
            : Lesser(account, before, leaving, new AccountProfiles(profile, before));
    }

    private AccountProfiles Lesser(PrivilegedAccount account, AccountProfile before, IReadOnlyList<Activation> leaving, AccountProfiles profiles)
    {
        string? standing = account.Paths.FirstOrDefault(p => p.State == PathState.Active && !p.NotYetStarted && p.Tier <= Tiers.ManagementPlane)?.Role;
        IEnumerable<Activation> privileged = account.Paths.Where(p => p.State != PathState.Active && IsHeld(p.Kind) && !p.NotYetStarted)
            .GroupBy(p => p.Kind == PathKind.PimGroupMember && p.GroupIds.Count > 0 ? p.GroupIds[0] : $"{p.Plane} {p.RoleDefinitionId} {p.Scope}", StringComparer.OrdinalIgnoreCase)
            .Select(alone => new Activation(
                string.Join(", ", alone.Select(p => p.Role).Distinct(StringComparer.Ordinal)),
                WithParents(alone.Where(p => p.Kind == PathKind.PimGroupMember).SelectMany(p => p.GroupIds)),
                alone.Where(p => p.Plane == Plane.Entra && p.Scope == "/").Select(p => builtIn.GetValueOrDefault(p.RoleDefinitionId)).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase),
                alone.Any(p => p.Tier <= Tiers.ManagementPlane)));
        IEnumerable<Activation> others = roles[account.Id].Where(r => r.State != PathState.Active && r.Tier > Tiers.ManagementPlane && r.Kind == PathKind.Direct)
            .Select(r => new Activation(r.Role, new HashSet<string>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase) { builtIn[r.RoleDefinitionId] }, false));
        List<Activation> activations = [.. privileged, .. others, .. leaving];
        FoundStates lesser = ActivationStates.Of(before, standing, activations, effects.Value);
        FoundStates? doubtful = standing is not null || privilegeIsWhole ? null : ActivationStates.Of(before, "privilege that was not read", activations, effects.Value);
        return profiles with { Lesser = lesser.States, AtWorst = lesser.AtWorst ?? doubtful?.AtWorst, Doubtful = doubtful?.States ?? [] };
    }

    /// <summary>Memberships of groups that policies exclude that the account may activate, by itself or as a member of a group that may: one after another where one leads to the next. Those of groups of
    /// privilege are among its paths.</summary>
    private List<Activation> Leaving(PrivilegedAccount account, HashSet<string> own)
    {
        HashSet<string> paths = account.Paths.Where(p => p.Kind == PathKind.PimGroupMember).SelectMany(p => p.GroupIds).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var found = new List<Activation>();
        var reached = new HashSet<string>(own, StringComparer.OrdinalIgnoreCase);
        var open = new Queue<(string Principal, IReadOnlySet<string> Through)>(own.Append(account.Id).Select(id => (id, (IReadOnlySet<string>)new HashSet<string>())));
        while (open.TryDequeue(out (string Principal, IReadOnlySet<string> Through) next))
        {
            foreach (string group in eligible.Value[next.Principal].Where(g => !paths.Contains(g) && reached.Add(g)))
            {
                HashSet<string> groups = WithParents(next.Through.Append(group));
                found.Add(new Activation($"membership of '{groupNames.Value[group].FirstOrDefault() ?? group}'", groups, groups.SelectMany(g => Roles(g, PathState.Active)).ToHashSet(StringComparer.OrdinalIgnoreCase), false));
                foreach (string entered in groups.Where(reached.Add).Append(group))
                {
                    open.Enqueue((entered, groups));
                }
            }
        }

        return found;
    }

    /// <summary>Groups that hide their members, or of which it was not read whether they do. One of which anyone is known to be a member does show its members.</summary>
    private HashSet<string> Unseen()
    {
        Dataset<Group> groups = snapshot.Get(Datasets.PolicyGroups);
        IEnumerable<string> hidden = groups.Items.Where(g => string.Equals(g.Visibility, "HiddenMembership", StringComparison.OrdinalIgnoreCase)).Select(g => g.Id);
        if (!groups.IsComplete)
        {
            hidden = hidden.Concat(snapshot.Get(Datasets.ConditionalAccessPolicies).Items.Select(p => p.Conditions?.Users).OfType<ConditionUsers>().SelectMany(u => (u.IncludeGroups ?? []).Concat(u.ExcludeGroups ?? []))
                .Concat(snapshot.Get(Datasets.AuthenticationMethodsPolicy).Items.SelectMany(p => p.AuthenticationMethodConfigurations ?? []).SelectMany(c => (c.IncludeTargets ?? []).Concat(c.ExcludeTargets ?? [])).Where(t => Guid.TryParse(t.Id, out _)).Select(t => t.Id!))
                .Except(groups.Items.Select(g => g.Id), StringComparer.OrdinalIgnoreCase));
        }

        HashSet<string> seen = snapshot.Get(Datasets.TransitiveMemberships).Items.Select(l => l.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return hidden.Where(id => !seen.Contains(id)).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static bool IsHeld(PathKind kind) => kind is PathKind.Direct or PathKind.GroupMember or PathKind.PimGroupMember;

    /// <summary>Groups, and those that they are nested in: whoever activates a membership is in them too.</summary>
    private HashSet<string> WithParents(IEnumerable<string> groupIds)
    {
        var found = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Queue<string>(groupIds);
        while (open.TryDequeue(out string? id))
        {
            if (found.Add(id))
            {
                foreach (string parent in parents[id])
                {
                    open.Enqueue(parent);
                }
            }
        }

        return found;
    }

    private HashSet<string> Roles(string accountId, params PathState[] states) =>
        roles[accountId].Where(r => states.Contains(r.State)).Select(r => builtIn[r.RoleDefinitionId]).ToHashSet(StringComparer.OrdinalIgnoreCase);

    private GuestKind Guest(PrivilegedAccount account)
    {
        if (!users.TryGetValue(account.Id, out User? user))
        {
            return account.Type == PrincipalType.Guest ? GuestKind.B2BCollaborationGuest : GuestKind.None;
        }

        bool external = ExternalAccounts.IsExternal(user);
        bool guest = string.Equals(user.UserType, "Guest", StringComparison.OrdinalIgnoreCase);
        return (guest, external) switch
        {
            (true, true) => GuestKind.B2BCollaborationGuest,
            (true, false) => GuestKind.InternalGuest,
            (false, true) => GuestKind.B2BCollaborationMember,
            _ => GuestKind.None,
        };
    }

    private AccountProfile Workload(PrivilegedAccount account)
    {
        bool own = workloads.TryGetValue(account.Id, out ServicePrincipal? principal) && principal.ServicePrincipalType == "Application" && principal.SignInAudience == "AzureADMyOrg"
            && string.Equals(principal.AppOwnerOrganizationId, snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase);
        return new AccountProfile { Id = account.Id, IsWorkload = true, IsOwnApplication = own, Groups = new HashSet<string>(), Roles = new HashSet<string>() };
    }
}
