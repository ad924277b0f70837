using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>Who can approve an activation: the named users, and the members of the named groups, nested ones too.</summary>
internal sealed record Approvers
{
    /// <summary>Ids named in the policy.</summary>
    public required IReadOnlyList<string> Ids { get; init; }
    /// <summary>Ids of users that may sign in.</summary>
    public required IReadOnlyCollection<string> Enabled { get; init; }
    /// <summary>Ids of users that may not.</summary>
    public required IReadOnlyCollection<string> Disabled { get; init; }
    /// <summary>Ids of which it was not read whether they may sign in, or who their members are.</summary>
    public required IReadOnlyCollection<string> Unknown { get; init; }

    /// <summary>The ids of users and groups in every stage; escalation approvers do not count, they come too late.</summary>
    public static IReadOnlyList<string> Named(ApprovalSettings? approval) => [.. Subjects(approval).Select(s => s.Id)];

    /// <summary>Their names: the directory's, or the one that the policy carries.</summary>
    public static IEnumerable<string> Names(ApprovalSettings? approval, DirectoryNames names) => Subjects(approval).Select(s => names.Find(s.Id) ?? s.Description ?? s.Id);

    /// <summary>Resolves them.</summary>
    public static Approvers Resolve(ApprovalSettings? approval, Snapshot snapshot)
    {
        IReadOnlyList<string> named = Named(approval);
        var users = snapshot.Get(Datasets.Users).Items.ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        var groups = new GroupMembership(snapshot);
        ILookup<bool, string> people = named.SelectMany(id => groups.Knows(id) ? groups.Of(id) : [id]).Distinct(StringComparer.OrdinalIgnoreCase).ToLookup(users.ContainsKey);
        ILookup<bool?, string> known = people[true].ToLookup(id => users[id].AccountEnabled);
        return new Approvers
        {
            Ids = named, Enabled = [.. known[true]], Disabled = [.. known[false]],
            Unknown = [.. people[false], .. known[null], .. groups.IsWhole ? [] : named.Where(groups.Knows)],
        };
    }

    private static IEnumerable<(string Id, string? Description)> Subjects(ApprovalSettings? approval) => (approval?.ApprovalStages ?? []).SelectMany(s => s.PrimaryApprovers ?? [])
        .Select(a => (Id: a.UserId ?? a.GroupId ?? a.Id, a.Description)).Where(a => a.Id is not null).Select(a => (a.Id!, a.Description)).DistinctBy(a => a.Item1, StringComparer.OrdinalIgnoreCase);
}
