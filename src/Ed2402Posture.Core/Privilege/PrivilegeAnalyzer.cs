using Ed2402Posture.Core.Privilege.Export;
using Ed2402Posture.Core.Privilege.Paths;
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
        var search = new PrivilegeSearch(snapshot, settings);
        string completeness = Completeness.Describe(snapshot);
        var accounts = new AccountBuilder(snapshot, search.Principals, search.Protection, completeness);
        var holdings = new RoleHoldingBuilder(search.Principals, Completeness.DescribeAssignments(snapshot));
        return new PrivilegeInventory(
            accounts.Build(search.Found), () => holdings.Direct(search.Assignments), () => holdings.Derived(search.Assignments, search.Groups),
            () => new GraphBuilder(search.Principals, search.Found).Build(snapshot, search.Privileged.Concat(search.Assignments.Where(search.TakesOver)), search.Groups.Concat(search.Workloads), search.Takeovers, completeness), completeness);
    }
}
