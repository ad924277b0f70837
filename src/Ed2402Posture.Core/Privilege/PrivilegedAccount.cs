using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Privilege;

/// <summary>An account that is or can become privileged.</summary>
public sealed record PrivilegedAccount
{
    private readonly Instant lastSignIn;
    private readonly Instant createdDateTime;
    private readonly object paths = TextList<AccessPath>.Empty;

    /// <summary>Object id.</summary>
    public required string Id { get; init; }
    /// <summary>Display name; the id when the object could not be read.</summary>
    public required string DisplayName { get; init; }
    /// <summary>User principal name; the application id of a workload.</summary>
    public string? UserPrincipalName { get; init; }
    /// <summary>Kind of the principal.</summary>
    public required PrincipalType Type { get; init; }
    /// <summary>The strongest tier of its paths.</summary>
    public required int Tier { get; init; }
    /// <summary>Whether it may sign in; null when that was not read.</summary>
    public bool? Enabled { get; init; }
    /// <summary>Whether at least one path is active, permanent and in force.</summary>
    public required bool Standing { get; init; }
    /// <summary>Whether at least one path is eligible.</summary>
    public required bool Eligible { get; init; }
    /// <summary>Names of the roles, joined with <c>; </c>.</summary>
    public required string Roles { get; init; }
    /// <summary>The shortest path to its strongest tier, as a sentence.</summary>
    public string ShortestPath => paths is AccessPath only ? only.Text : Paths[0].Text;
    /// <summary>Number of paths: those of <see cref="Paths"/>, and longer or equal ones beside them.</summary>
    public required int PathCount { get; init; }
    /// <summary>Whether it is synchronised from on-premises; null when that was not read.</summary>
    public bool? OnPremisesSynced { get; init; }
    /// <summary>Last successful sign-in (UTC); null when never or not read, see <see cref="LastSignInKnown"/>.</summary>
    public DateTimeOffset? LastSignIn { get => lastSignIn; init => lastSignIn = value; }
    /// <summary>Whether sign-in activity was read for this account.</summary>
    public bool LastSignInKnown { get; init; }
    /// <summary>When it was created (UTC).</summary>
    public DateTimeOffset? CreatedDateTime { get => createdDateTime; init => createdDateTime = value; }
    /// <summary>Whether none but Privileged Authentication and Global Administrators may reset its credentials: by its active roles, by a
    /// role-assignable group, or by restricted management. Null for workloads, and when that was not read.</summary>
    public bool? Protected { get; init; }
    /// <summary>Tenant that owns a workload's application, another than this one for a foreign workload; a partner's own tenant; null for others.</summary>
    public string? AppOwnerOrganizationId { get; init; }
    /// <summary>What of the inventory was not read and could add paths; <c>Complete</c> when nothing.</summary>
    public required string Completeness { get; init; }
    /// <summary>The shortest path for each role, scope, kind, state and permanence, strongest and shortest first.</summary>
    public TextList<AccessPath> Paths
    {
        // Of very many accounts nearly all have one path: its list is made when it is asked for.
        get => paths is AccessPath only ? new([only]) : (TextList<AccessPath>)paths;
        init => paths = value is [var only] ? only : value;
    }

    /// <summary>User principal name or display name.</summary>
    public override string ToString() => UserPrincipalName ?? DisplayName;
}
