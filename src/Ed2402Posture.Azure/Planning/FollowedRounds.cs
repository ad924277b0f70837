using Ed2402Posture.Azure.Collectors;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Azure.Planning;

/// <summary>The rounds in which a scan follows privilege through groups and workloads, worked out from what an earlier one read. Each round
/// takes its own batches, since it is known only after the round before.</summary>
internal sealed class FollowedRounds(KnownTenant known)
{
    private readonly ILookup<string, string> nested = Lookup(
        known.Items(Datasets.GroupMembers).Where(m => m.ODataType == PrivilegedIds.Group).Select(m => (m.ParentId, m.Id)));

    /// <summary>Groups of privilege, round by round.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Groups => field ??= Levels(
        PrivilegeScope.Groups(known.Snapshot),
        Lookup(nested.SelectMany(g => g.Select(id => (g.Key, id))).Concat(InPim())));

    /// <summary>Other groups with a role, and groups that approve, level by level.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OtherGroups => field ??= Levels(
        PrivilegedIds.GroupsWithRole(known).Concat(PrivilegedIds.Approvers(known, a => a.GroupId)), nested, Groups.SelectMany(g => g));

    /// <summary>Groups that approve and that only settings of groups and of Azure roles name, level by level.</summary>
    public IReadOnlyList<IReadOnlyList<string>> OtherApproverGroups => field ??= Levels(
        OtherApprovers.Groups(known),
        Lookup(known.Items(Datasets.PimApproverGroupMembers).Where(m => m.ODataType == PrivilegedIds.Group).Select(m => (m.ParentId, m.Id))),
        OtherApprovers.KnownGroups(known));

    /// <summary>Groups that policies name, level by level.</summary>
    public IReadOnlyList<IReadOnlyList<string>> PolicyGroups => field ??= Levels(
        PolicyGroupIds.Named(known), Lookup(known.Items(Datasets.PolicyGroupNesting).Select(l => (l.ParentId, l.Id))));

    /// <summary>Workloads of privilege, round by round.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Workloads => field ??= FollowWorkloads();

    /// <summary>The applications behind workloads.</summary>
    public ApplicationsOf Applications => field ??= new ApplicationsOf(known);

    private IEnumerable<(string From, string To)> InPim() => known.Items(Datasets.PimGroupAssignmentInstances).Concat(known.Items(Datasets.PimGroupEligibilityInstances))
        .Where(i => i.GroupId is not null && i.Principal?.ODataType == PrivilegedIds.Group).Select(i => (i.GroupId!, i.Principal!.Id));

    private List<IReadOnlyList<string>> FollowWorkloads()
    {
        // As a scan begins: with everything but what the rounds themselves bring.
        Dataset[] before = [.. known.Snapshot.Datasets.Where(d => d.Definition != (DatasetDefinition)Datasets.ApplicationOwners && d.Definition != (DatasetDefinition)Datasets.ServicePrincipalOwners && d.Definition != (DatasetDefinition)Datasets.FederatedIdentityCredentials)];
        var principals = known.Items(Datasets.ServicePrincipals).Select(s => s.Id).ToHashSet(StringComparer.OrdinalIgnoreCase);
        ILookup<string, string> edges = Lookup(
            known.Items(Datasets.ApplicationOwners).Concat(known.Items(Datasets.ServicePrincipalOwners)).Where(l => l.ODataType == PrivilegedIds.ServicePrincipal).Select(l => (l.ParentId, l.Id))
                .Concat(known.Items(Datasets.FederatedIdentityCredentials).Where(c => c.Subject is not null && principals.Contains(c.Subject)).Select(c => (c.ParentId, c.Subject!))));
        return Levels(
            PrivilegeScope.Workloads(new Snapshot(known.Snapshot.Info, before)),
            id => Applications.Of([id]).Append(id).SelectMany(parent => edges[parent]), []);
    }

    private static List<IReadOnlyList<string>> Levels(IEnumerable<string> roots, ILookup<string, string> edges, IEnumerable<string>? known = null) =>
        Levels(roots, id => edges[id], known ?? []);

    private static List<IReadOnlyList<string>> Levels(IEnumerable<string> roots, Func<string, IEnumerable<string>> next, IEnumerable<string> known)
    {
        var seen = new HashSet<string>(known, StringComparer.OrdinalIgnoreCase);
        var levels = new List<IReadOnlyList<string>>();
        for (List<string> level = [.. roots.Where(seen.Add)]; level.Count > 0; level = [.. level.SelectMany(next).Where(seen.Add)])
        {
            levels.Add(level);
        }

        return levels;
    }

    private static ILookup<string, string> Lookup(IEnumerable<(string From, string To)> edges) => edges.ToLookup(e => e.From, e => e.To, StringComparer.OrdinalIgnoreCase);
}
