using Ed2402Posture.Core.Privilege.Export;

namespace Ed2402Posture.Core.Privilege;

/// <summary>Who is privileged, and by which assignments and paths.</summary>
public sealed class PrivilegeInventory
{
    private readonly Lazy<Dictionary<string, PrivilegedAccount>> byId;
    private readonly Lazy<IReadOnlyList<RoleHolding>> assignments;
    private readonly Lazy<IReadOnlyList<RoleHolding>> derived;
    private readonly Lazy<PrivilegeGraph> graph;

    internal PrivilegeInventory(IReadOnlyList<PrivilegedAccount> accounts, Func<IReadOnlyList<RoleHolding>> assignments, Func<IReadOnlyList<RoleHolding>> derived, Func<PrivilegeGraph> graph, string completeness)
    {
        Accounts = accounts;
        this.assignments = new(assignments);
        this.derived = new(derived);
        this.graph = new(graph);
        Completeness = completeness;
        byId = new(() => accounts.ToDictionary(a => a.Id, StringComparer.OrdinalIgnoreCase));
    }

    /// <summary>Every account with a path to a privileged role (users, guests, workloads, deleted and unresolved principals; never groups), strongest
    /// first. An account is of tier 2 when it holds such a role in a part of the directory or of Azure only.</summary>
    public IReadOnlyList<PrivilegedAccount> Accounts { get; }
    /// <summary>Every direct assignment, of every role and tier, to every kind of principal.</summary>
    public IReadOnlyList<RoleHolding> Assignments => assignments.Value;
    /// <summary>Assignments that members and owners of groups hold through them.</summary>
    public IReadOnlyList<RoleHolding> DerivedAssignments => derived.Value;
    /// <summary>All that leads to privilege, as nodes and edges.</summary>
    public PrivilegeGraph Graph => graph.Value;
    /// <summary>What was not read and could add accounts; <c>Complete</c> when nothing.</summary>
    public string Completeness { get; }

    /// <summary>The account with that object id, or null.</summary>
    public PrivilegedAccount? Find(string id) => byId.Value.GetValueOrDefault(id);
}
