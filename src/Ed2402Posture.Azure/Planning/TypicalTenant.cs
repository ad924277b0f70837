using Ed2402Posture.Azure.Collectors;

namespace Ed2402Posture.Azure.Planning;

/// <summary>Numbers of a tenant of which little is known, guessed from how many principals hold a directory role. They make a plan possible before
/// the first scan, and are told as estimates.</summary>
internal sealed class TypicalTenant(IReadSoFar known)
{
    private const int PrincipalsWithoutAnyKnowledge = 40;

    /// <summary>Principals of assignments.</summary>
    public long Principals { get; } = PrivilegedIds.Principals(known).Count is > 0 and int number ? number : PrincipalsWithoutAnyKnowledge;

    /// <summary>Users with a role, through groups too.</summary>
    public long Users => Principals;

    /// <summary>Groups with a role.</summary>
    public long Groups => (Principals / 10) + 2;

    /// <summary>Service principals with privilege.</summary>
    public long Workloads => (Principals / 4) + 5;

    /// <summary>Groups that policies name.</summary>
    public const long PolicyGroups = 20;

    /// <summary>Recurring access reviews of directory roles.</summary>
    public const long RoleReviews = 2;
}
