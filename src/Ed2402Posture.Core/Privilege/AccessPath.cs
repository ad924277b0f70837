using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Privilege;

/// <summary>One way by which an account comes to a role.</summary>
public sealed record AccessPath
{
    /// <summary>Name of the role or permission at the end of the path.</summary>
    public required string Role { get; init; }
    /// <summary>Id of the role definition, or the permission's value name.</summary>
    public required string RoleDefinitionId { get; init; }
    /// <summary>Entra or Azure.</summary>
    public required Plane Plane { get; init; }
    /// <summary><c>/</c> for the tenant; an administrative unit's or application's scope; an Azure scope.</summary>
    public required string Scope { get; init; }
    /// <summary>The scope as people name it: <c>tenant</c>, <c>subscription 'Production'</c>.</summary>
    public string? ScopeName { get; init; }
    /// <summary>Tier of the role at this scope.</summary>
    public required int Tier { get; init; }
    /// <summary>How the account comes to it: its own, first link; a role used to take over another account counts as the takeover.</summary>
    public required PathKind Kind { get; init; }
    /// <summary>Eligible when any link of the path is; Activated when it is active only by an activation.</summary>
    public required PathState State { get; init; }
    /// <summary>Whether no link of the path ends.</summary>
    public required bool Permanent { get; init; }
    /// <summary>When the latest link starts (UTC).</summary>
    public DateTimeOffset? StartDateTime { get; init; }
    /// <summary>When the first link ends (UTC).</summary>
    public DateTimeOffset? EndDateTime { get; init; }
    /// <summary>Whether a link of the path starts only after the snapshot was taken.</summary>
    public bool NotYetStarted { get; init; }
    /// <summary>Whether the path is active, permanent and in force: privilege that no one has to ask for.</summary>
    public bool Standing => State == PathState.Active && Permanent && !NotYetStarted;
    /// <summary>The path as a sentence: <c>alice → eligible owner of 'Tier0 Admins' → active Global Administrator (tenant)</c>.</summary>
    public string Text => Sentences.Say(Entry, FirstStep);
    /// <summary>Number of links; a direct assignment has one.</summary>
    public int Length { get; init; } = 1;
    /// <summary>Ids of the groups on the way, in order.</summary>
    public TextList<string> GroupIds => Sentences.Groups(Entry);
    /// <summary>Id of the assignment at the end.</summary>
    public string? AssignmentId { get; init; }

    /// <summary>Whether the path takes over another account, and so is one example of those that may be taken over: which one is shown can change while the
    /// others stay.</summary>
    internal bool IsExample { get; init; }
    /// <summary>What the path was found as; the sentence and the groups are made of it when they are asked for, since accounts may be very many.</summary>
    internal PathEntry Entry { get; init; } = null!;
    internal PathText Sentences { get; init; } = null!;
    /// <summary>A step before the first link, in words.</summary>
    internal string? FirstStep { get; init; }
    /// <summary>The path as a sentence.</summary>
    public override string ToString() => Text;
}
