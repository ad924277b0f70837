using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Privilege.Paths;

/// <summary>What a snapshot says of privilege, and the paths that follow from it.</summary>
internal sealed class PrivilegeSearch
{
    public PrivilegeSearch(Snapshot snapshot, PostureSettings settings)
    {
        DateTimeOffset now = snapshot.Info.CollectedAt;
        var roles = new RoleCatalog(snapshot, settings);
        Assignments = [.. new EntraHoldings(roles, Principals, now).Read(snapshot), .. new AzureHoldings(roles, Principals, now).Read(snapshot)];
        List<Holding> others = [.. new PermissionHoldings(roles, Principals).Read(snapshot), .. new OutsideHoldings(roles, Principals, now).Read(snapshot)];
        Groups = [.. new GroupLinks(Principals, now).Read(snapshot)];
        Workloads = [.. new WorkloadLinks(Principals).Read(snapshot)];
        Principals.Resolve(snapshot);
        Protection = new Protection(snapshot, Principals, Assignments, Groups);
        Takeovers = new Takeovers(snapshot, Principals, roles, Protection);
        Privileged = [.. Assignments.Concat(others).Where(h => h.Role.Privileged)];
        Found = new PathFinder(Principals, Groups.Concat(Workloads), Takeovers).Run(Privileged.Concat(Assignments.Where(h => !h.Role.Privileged && Takeovers.ByRole[h.Role.Index].Count > 0)));
    }

    /// <summary>Everybody that an assignment or link names.</summary>
    public PrincipalTable Principals { get; } = new();
    /// <summary>Role assignments, those without privilege too.</summary>
    public IReadOnlyList<Holding> Assignments { get; }
    /// <summary>Assignments, permissions and the like that are privilege.</summary>
    public IReadOnlyList<Holding> Privileged { get; }
    /// <summary>Whether an assignment of a role without privilege takes over somebody all the same.</summary>
    public bool TakesOver(Holding holding) => !holding.Role.Privileged && Takeovers.ByRole[holding.Role.Index].Any(t => t.Best.Count > 0);
    /// <summary>Members and owners of groups.</summary>
    public IReadOnlyList<ControlLink> Groups { get; }
    /// <summary>Who may sign in as a workload.</summary>
    public IReadOnlyList<ControlLink> Workloads { get; }
    /// <summary>Who may reset whom.</summary>
    public Protection Protection { get; }
    /// <summary>What roles take over.</summary>
    public Takeovers Takeovers { get; }
    /// <summary>The paths of each principal, by its number; null where there is none.</summary>
    public IReadOnlyList<FoundPaths?> Found { get; }
}
