using Ed2402Posture.Core.Privilege.Paths;

namespace Ed2402Posture.Core.Privilege;

/// <summary>One role assignment, or one derived from it through a group: what <c>Get-Ed2402RoleAssignment</c> shows.</summary>
public sealed record RoleHolding
{
    /// <summary>Name of the principal.</summary>
    public required string Principal { get; init; }
    /// <summary>Object id of the principal.</summary>
    public required string PrincipalId { get; init; }
    /// <summary>Kind of the principal.</summary>
    public required PrincipalType PrincipalType { get; init; }
    /// <summary>User principal name; the application id of a workload.</summary>
    public string? UserPrincipalName { get; init; }
    /// <summary>Name of the role.</summary>
    public required string Role { get; init; }
    /// <summary>Id of the role definition.</summary>
    public required string RoleDefinitionId { get; init; }
    /// <summary>Entra or Azure.</summary>
    public required Plane Plane { get; init; }
    /// <summary>Scope.</summary>
    public required string Scope { get; init; }
    /// <summary>The scope as people name it: <c>tenant</c>, <c>subscription 'Production'</c>.</summary>
    public string? ScopeName { get; init; }
    /// <summary>Tier of the role at this scope.</summary>
    public required int Tier { get; init; }
    /// <summary>Whether the role is one of privilege, by Microsoft's mark, by its actions or by the settings, whatever its scope.</summary>
    public required bool Privileged { get; init; }
    /// <summary>Direct, or how it is derived.</summary>
    public required PathKind Kind { get; init; }
    /// <summary>Active, eligible or activated.</summary>
    public required PathState State { get; init; }
    /// <summary>Whether it has no end.</summary>
    public required bool Permanent { get; init; }
    /// <summary>Start (UTC); null when the service names none.</summary>
    public DateTimeOffset? StartDateTime { get; init; }
    /// <summary>End (UTC); null for none.</summary>
    public DateTimeOffset? EndDateTime { get; init; }
    /// <summary>Whether it starts only after the snapshot was taken.</summary>
    public bool NotYetStarted { get; init; }
    /// <summary>Whether PIM knows the assignment: false for one that is in <c>roleAssignments</c> alone; null when PIM was not read or does not apply.</summary>
    public bool? ManagedByPim { get; init; }
    /// <summary>Condition of an Azure assignment.</summary>
    public string? Condition { get; init; }
    /// <summary>The path as a sentence.</summary>
    public string Path => Sentences.Say(Entry);
    /// <summary>Id of the assignment.</summary>
    public required string AssignmentId { get; init; }
    /// <summary>What was not read and could add assignments; <c>Complete</c> when nothing.</summary>
    public required string Completeness { get; init; }

    /// <summary>What it was found as; the sentence is made of it when it is asked for.</summary>
    internal PathEntry Entry { get; init; } = null!;
    internal PathText Sentences { get; init; } = null!;
}
