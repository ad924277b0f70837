using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>The settings of PIM that stand before privilege, and who may activate by each.</summary>
internal sealed class PimTargets
{
    /// <summary>Beside directory roles: settings of groups, of Azure roles, and what tells which of them stand before privilege.</summary>
    public static readonly IReadOnlyList<DatasetNeed> Needs = [Datasets.PimGroupPolicyAssignments, Datasets.AzureRolePolicyAssignments, .. PrivilegeNeeds.DirectoryRoles.Concat(PrivilegeNeeds.AzureRoles).Distinct()];

    private readonly CheckContext context;
    private readonly List<PimPolicy> policies;
    private readonly Dictionary<string, PimPolicy> roles;
    private readonly ILookup<string, string> activators;
    private readonly ILookup<string, PimGroupScheduleInstance> eligible;
    private readonly ILookup<string, PimGroupScheduleInstance> assigned;
    private readonly CarriedRoles carried;
    private readonly Pim.GroupMembership members;

    public PimTargets(CheckContext context)
    {
        this.context = context;
        policies = [.. PimPolicyReader.Read(context.Analysis)];
        roles = policies.Where(p => p.TargetType is PimTargetType.DirectoryRole or PimTargetType.AzureRole).GroupBy(p => Role(p.TargetId, p.Scope), StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Key, g => g.First(), StringComparer.OrdinalIgnoreCase);
        activators = Eligible(context).ToLookup(h => Role(h.RoleDefinitionId, h.Scope), h => h.PrincipalId, StringComparer.OrdinalIgnoreCase);
        eligible = Instances(Datasets.PimGroupEligibilityInstances);
        assigned = Instances(Datasets.PimGroupAssignmentInstances);
        carried = new CarriedRoles(context.Analysis);
        members = new Pim.GroupMembership(context.Snapshot);
    }

    /// <summary>Those of directory roles, strongest tier first.</summary>
    public IEnumerable<PimTarget> DirectoryRoles => policies.Where(p => p.TargetType == PimTargetType.DirectoryRole)
        .Select(p => new PimTarget(p, new Subject(p.Target, p.TargetId, Subject.RoleType), null, p.Tier) { Activators = Activators(p) });

    /// <summary>Those of groups that give their members a privileged role; a group that is only eligible for a role gives it to nobody, since each member
    /// passes the role's own gate.</summary>
    public IEnumerable<PimTarget> Groups => policies.Where(p => p.TargetType is PimTargetType.GroupMember or PimTargetType.GroupOwner).Select(Group).OfType<PimTarget>();

    /// <summary>Those of privileged Azure roles at subscriptions and management groups.</summary>
    public IEnumerable<PimTarget> AzureRoles => policies.Where(p => p.TargetType == PimTargetType.AzureRole && p.Tier <= Tiers.ManagementPlane)
        .Select(p => new PimTarget(p, new Subject(p.Target, p.TargetId, Subject.RoleType), p.Scope, p.Tier) { Activators = Activators(p) });

    /// <summary>All of them.</summary>
    public IEnumerable<PimTarget> All => DirectoryRoles.Concat(Groups).Concat(AzureRoles);

    /// <summary>Groups whose members or owners PIM lets in, and that give a role, without settings among those read.</summary>
    public IEnumerable<(Subject Subject, string Resource, List<RoleHolding> Carried)> GroupsWithoutSettings()
    {
        var names = new DirectoryNames(context.Snapshot);
        var settled = policies.Where(p => p.TargetType is PimTargetType.GroupMember or PimTargetType.GroupOwner).Select(p => Access(p.TargetId, Word(p))).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return eligible.Concat(assigned).Where(g => !settled.Contains(g.Key)).Select(g => g.First()).DistinctBy(i => Access(i.GroupId!, i.AccessId!), StringComparer.OrdinalIgnoreCase)
            .Select(i => (new Subject(names.Of(i.GroupId!), i.GroupId!, nameof(PrincipalType.Group)), What(Same(i.AccessId!, "owner")), Carried(i.GroupId!))).Where(g => g.Item3.Count > 0);
    }

    /// <summary>Azure roles at subscriptions, at management groups and at the root that somebody may activate, without settings among those read. At the root none are
    /// asked for.</summary>
    public IEnumerable<(Subject Subject, string Resource)> AzureRolesWithoutSettings() => Eligible(context)
        .Where(h => h is { Plane: Plane.Azure, Tier: <= Tiers.ManagementPlane } && AzureScope.KindOf(h.Scope) is AzureScopeKind.Root or AzureScopeKind.ManagementGroup or AzureScopeKind.Subscription && !roles.ContainsKey(Role(h.RoleDefinitionId, h.Scope)))
        .DistinctBy(h => Role(h.RoleDefinitionId, h.Scope), StringComparer.OrdinalIgnoreCase).Select(h => (new Subject(h.Role, h.RoleDefinitionId, Subject.RoleType), h.Scope));

    private PimTarget? Group(PimPolicy policy)
    {
        List<RoleHolding> held = Carried(policy.TargetId);
        if (held.Count == 0)
        {
            return null;
        }

        string access = Access(policy.TargetId, Word(policy));
        ILookup<bool, RoleHolding> known = held.ToLookup(h => roles.ContainsKey(Role(h)));
        bool read = new[] { Datasets.PimGroupEligibilityInstances, Datasets.PimGroupAssignmentInstances }.All(d => context.IsMet(new DatasetNeed(d, UnlicensedMeansNone: true)));
        return new PimTarget(policy, new Subject(policy.Target, policy.TargetId, nameof(PrincipalType.Group)), What(policy.TargetType == PimTargetType.GroupOwner), held.Min(h => h.Tier))
        {
            Carried = held, Roles = [.. known[true].Select(h => roles[Role(h)])], Uncompared = [.. known[false]],
            Used = eligible[access].Any() || assigned[access].Any() ? true : read ? false : null,
            Activators = [.. eligible[access].SelectMany(i => members.Knows(i.PrincipalId!) ? members.Of(i.PrincipalId!) : [i.PrincipalId!]).Distinct(StringComparer.OrdinalIgnoreCase)],
        };
    }

    private List<RoleHolding> Carried(string group) => [.. carried.Of(group).Where(h => h.State != PathState.Eligible && h.Tier <= Tiers.ManagementPlane).DistinctBy(Role, StringComparer.OrdinalIgnoreCase)];

    private List<string> Activators(PimPolicy policy) => [.. activators[Role(policy.TargetId, policy.Scope)].Distinct(StringComparer.OrdinalIgnoreCase)];

    private ILookup<string, PimGroupScheduleInstance> Instances(DatasetDefinition<PimGroupScheduleInstance> dataset) => context.Snapshot.Get(dataset).Items
        .Where(i => i is { GroupId: not null, PrincipalId: not null, AccessId: not null } && !(i.EndDateTime <= context.Now)).ToLookup(i => Access(i.GroupId!, i.AccessId!), StringComparer.OrdinalIgnoreCase);

    /// <summary>People who pass a role's own gate: not those who become members of a group that has the role already; they pass the group's.</summary>
    private static IEnumerable<RoleHolding> Eligible(CheckContext context)
    {
        var gated = context.Privilege.Assignments.Where(a => a.State == PathState.Eligible).Select(a => a.AssignmentId).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return context.Privilege.Assignments.Concat(context.Privilege.DerivedAssignments).Where(a => gated.Contains(a.AssignmentId) && a.PrincipalType is PrincipalType.User or PrincipalType.Guest);
    }

    /// <summary>PIM has one setting of a directory role, whatever the scope of its assignments.</summary>
    private static string Role(RoleHolding holding) => Role(holding.RoleDefinitionId, holding.Plane == Plane.Entra ? "/" : holding.Scope);

    private static string Role(string definition, string scope) => $"{definition}|{scope}";

    private static string Access(string group, string access) => $"{group}|{access}";

    private static string Word(PimPolicy policy) => policy.TargetType == PimTargetType.GroupOwner ? "owner" : "member";

    private static string What(bool owners) => owners ? "Ownership" : "Membership";

    private static bool Same(string left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
