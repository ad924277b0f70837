using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Privilege.Holdings;
using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Privilege;

/// <summary>Finds every privileged account of a snapshot.</summary>
public static class PrivilegeAnalyzer
{
    /// <summary>Builds the inventory.</summary>
    public static PrivilegeInventory Analyze(Snapshot snapshot, PostureSettings settings)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(settings);
        DateTimeOffset now = snapshot.Info.CollectedAt;
        var principals = new PrincipalTable();
        var roles = new RoleCatalog(snapshot, settings);
        List<Holding> assignments = [.. new EntraHoldings(roles, principals, now).Read(snapshot), .. new AzureHoldings(roles, principals, now).Read(snapshot)];
        List<Holding> others = [.. new PermissionHoldings(roles, principals).Read(snapshot), .. new OutsideHoldings(roles, principals, now).Read(snapshot)];
        List<ControlLink> groups = [.. new GroupLinks(principals, now).Read(snapshot)];
        List<ControlLink> workloads = [.. new WorkloadLinks(principals).Read(snapshot)];
        principals.Resolve(snapshot);

        var protection = new Protection(snapshot, principals, assignments, groups);
        var takeovers = new Takeovers(snapshot, principals, roles, protection);
        List<Holding> privileged = [.. assignments.Concat(others).Where(h => h.Role.Privileged)];
        IReadOnlyList<FoundPaths?> found = new PathFinder(principals, groups.Concat(workloads), takeovers).Run(privileged);
        string completeness = Completeness.Describe(snapshot);
        var accounts = new AccountBuilder(snapshot, principals, protection, completeness);
        var holdings = new RoleHoldingBuilder(principals, Completeness.DescribeAssignments(snapshot));
        return new PrivilegeInventory(accounts.Build(found), () => holdings.Direct(assignments), () => holdings.Derived(assignments, groups), () => new GraphBuilder(principals, found).Build(snapshot, privileged, groups.Concat(workloads), takeovers, completeness), completeness);
    }
}
