using Ed2402Posture.Core.Privilege.Paths;

namespace Ed2402Posture.Core.Privilege;

/// <summary>One role assignment, or one derived from it through a group: what <c>Get-Ed2402RoleAssignment</c> shows.</summary>
public sealed class RoleHolding
{
    private readonly PathEntry entry;
    private readonly Principal principal;
    private readonly PathText sentences;

    internal RoleHolding(PathEntry entry, Principal principal, PathText sentences, string completeness)
    {
        this.entry = entry;
        this.principal = principal;
        this.sentences = sentences;
        Completeness = completeness;
    }

    /// <summary>Name of the principal.</summary>
    public string Principal => principal.Name;
    /// <summary>Object id of the principal.</summary>
    public string PrincipalId => principal.Id;
    /// <summary>Kind of the principal.</summary>
    public PrincipalType PrincipalType => principal.Type;
    /// <summary>User principal name; the application id of a workload.</summary>
    public string? UserPrincipalName => principal.UserPrincipalName;
    /// <summary>Name of the role.</summary>
    public string Role => entry.Role.Name;
    /// <summary>Id of the role definition.</summary>
    public string RoleDefinitionId => entry.Role.DefinitionId;
    /// <summary>Entra or Azure.</summary>
    public Plane Plane => entry.Role.Plane;
    /// <summary>Scope.</summary>
    public string Scope => entry.Role.Scope;
    /// <summary>The scope as people name it: <c>tenant</c>, <c>subscription 'Production'</c>.</summary>
    public string ScopeName => entry.Role.ScopeText;
    /// <summary>Tier of the role at this scope.</summary>
    public int Tier => entry.Role.Tier;
    /// <summary>Whether the role is one of privilege, by Microsoft's mark, by its actions or by the settings, whatever its scope.</summary>
    public bool Privileged => entry.Role.Privileged;
    /// <summary>Direct, or how it is derived.</summary>
    public PathKind Kind => entry.Kind;
    /// <summary>Active, eligible or activated.</summary>
    public PathState State => entry.State;
    /// <summary>Whether it has no end.</summary>
    public bool Permanent => entry.End is null;
    /// <summary>Start (UTC); null when the service names none.</summary>
    public DateTimeOffset? StartDateTime => entry.Start;
    /// <summary>End (UTC); null for none.</summary>
    public DateTimeOffset? EndDateTime => entry.End;
    /// <summary>Whether it starts only after the snapshot was taken.</summary>
    public bool NotYetStarted => entry.NotYetStarted;
    /// <summary>Whether PIM knows the assignment: false for one that is in <c>roleAssignments</c> alone; null when PIM was not read or does not apply.</summary>
    public bool? ManagedByPim => entry.Seed.ManagedByPim;
    /// <summary>Condition of an Azure assignment.</summary>
    public string? Condition => entry.Seed.Condition;
    /// <summary>The path as a sentence.</summary>
    public string Path => sentences.Say(entry);
    /// <summary>Id of the assignment.</summary>
    public string AssignmentId => entry.Seed.AssignmentId;
    /// <summary>What was not read and could add assignments; <c>Complete</c> when nothing.</summary>
    public string Completeness { get; }

    /// <summary>The path as a sentence.</summary>
    public override string ToString() => Path;
}
