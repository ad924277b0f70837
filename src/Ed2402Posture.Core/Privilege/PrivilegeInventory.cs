namespace Ed2402Posture.Core.Privilege;

/// <summary>Who is privileged, and by which assignments and paths.</summary>
public sealed class PrivilegeInventory
{
    private readonly Dictionary<string, PrivilegedAccount> byId;

    internal PrivilegeInventory(IReadOnlyList<PrivilegedAccount> accounts, IReadOnlyList<RoleHolding> assignments, IReadOnlyList<RoleHolding> derived, string completeness)
    {
        Accounts = accounts;
        Assignments = assignments;
        DerivedAssignments = derived;
        Completeness = completeness;
        byId = accounts.ToDictionary(a => a.Id, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>Accounts of tier 0 and 1 (users, guests, workloads, deleted and unresolved principals; never groups), strongest first.</summary>
    public IReadOnlyList<PrivilegedAccount> Accounts { get; }
    /// <summary>Every direct assignment, of every role and tier, to every kind of principal.</summary>
    public IReadOnlyList<RoleHolding> Assignments { get; }
    /// <summary>Assignments that members and owners of groups hold through them.</summary>
    public IReadOnlyList<RoleHolding> DerivedAssignments { get; }
    /// <summary>What was not read and could add accounts; <c>Complete</c> when nothing.</summary>
    public string Completeness { get; }

    /// <summary>The account with that object id, or null.</summary>
    public PrivilegedAccount? Find(string id) => byId.GetValueOrDefault(id);
}
