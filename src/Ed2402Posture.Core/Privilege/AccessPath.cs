using Ed2402Posture.Core.Privilege.Paths;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Privilege;

/// <summary>One way by which an account comes to a role. It holds what was found and tells the rest when it is asked, since accounts may be very many.</summary>
public sealed class AccessPath
{
    private readonly PathEntry entry;
    private readonly PathText sentences;
    private readonly string? firstStep;

    /// <summary>The path as it was found; with a step before it that is no principal's, that step in words.</summary>
    internal AccessPath(PathEntry entry, PathText sentences, string? firstStep = null)
    {
        this.entry = entry;
        this.sentences = sentences;
        this.firstStep = firstStep;
    }

    /// <summary>Name of the role or permission at the end of the path.</summary>
    public string Role => entry.Role.Name;
    /// <summary>Id of the role definition, or the permission's value name.</summary>
    public string RoleDefinitionId => entry.Role.DefinitionId;
    /// <summary>Entra or Azure.</summary>
    public Plane Plane => entry.Role.Plane;
    /// <summary><c>/</c> for the tenant; an administrative unit's or application's scope; an Azure scope.</summary>
    public string Scope => entry.Role.Scope;
    /// <summary>The scope as people name it: <c>tenant</c>, <c>subscription 'Production'</c>.</summary>
    public string ScopeName => entry.Role.ScopeText;
    /// <summary>Tier of the role at this scope.</summary>
    public int Tier => entry.Role.Tier;
    /// <summary>How the account comes to it: its own, first link; a role used to take over another account counts as the takeover.</summary>
    public PathKind Kind => firstStep is null ? entry.Kind : PathKind.FederatedCredential;
    /// <summary>Eligible when any link of the path is; Activated when it is active only by an activation.</summary>
    public PathState State => entry.State;
    /// <summary>Whether no link of the path ends.</summary>
    public bool Permanent => entry.End is null;
    /// <summary>When the latest link starts (UTC).</summary>
    public DateTimeOffset? StartDateTime => entry.Start;
    /// <summary>When the first link ends (UTC).</summary>
    public DateTimeOffset? EndDateTime => entry.End;
    /// <summary>Whether a link of the path starts only after the snapshot was taken.</summary>
    public bool NotYetStarted => entry.NotYetStarted;
    /// <summary>Whether the path is active, permanent and in force: privilege that no one has to ask for.</summary>
    public bool Standing => State == PathState.Active && Permanent && !NotYetStarted;
    /// <summary>The path as a sentence: <c>alice → eligible owner of 'Tier0 Admins' → active Global Administrator (tenant)</c>.</summary>
    public string Text => sentences.Say(entry, firstStep);
    /// <summary>Number of links; a direct assignment has one.</summary>
    public int Length => entry.Length + (firstStep is null ? 0 : 1);
    /// <summary>Ids of the groups on the way, in order.</summary>
    public TextList<string> GroupIds => sentences.Groups(entry);
    /// <summary>Id of the assignment at the end.</summary>
    public string AssignmentId => entry.Seed.AssignmentId;

    /// <summary>Whether the path takes over another account, and so is one example of those that may be taken over: which one is shown can change while the
    /// others stay.</summary>
    internal bool IsExample => entry.TakesOver;
    /// <summary>The path as a sentence.</summary>
    public override string ToString() => Text;
}
