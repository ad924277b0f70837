using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>What the audit log of PIM tells of its use. Names of activities: Microsoft Entra 'audit log activities', category RoleManagement (2026).</summary>
internal sealed class PimActivity
{
    private const string Activation = "(PIM activation)", Completed = "completed", Outside = "outside of PIM";

    private readonly ILookup<string, DateTimeOffset> activations;
    private readonly IReadOnlyList<DirectoryAudit> outside;

    public PimActivity(IEnumerable<DirectoryAudit> audits)
    {
        List<DirectoryAudit> done = [.. audits.Where(a => a.ActivityDateTime is not null && string.Equals(a.Result, "success", StringComparison.OrdinalIgnoreCase))];
        activations = done.Where(a => Says(a, Activation) && Says(a, Completed)).SelectMany(a => People(a).Select(id => (id, a.ActivityDateTime!.Value))).ToLookup(a => a.id, a => a.Value, StringComparer.OrdinalIgnoreCase);
        outside = [.. done.Where(a => Says(a, Outside)).OrderByDescending(a => a.ActivityDateTime)];
    }

    /// <summary>When the person's activations, of roles and of groups, began.</summary>
    public IEnumerable<DateTimeOffset> ActivationsOf(string id) => activations[id];

    /// <summary>Who gave the principal the role outside PIM, and when; null where the log has no such entry.</summary>
    public (string Maker, DateTimeOffset Time)? MakerOf(string principalId, string roleDefinitionId, string role)
    {
        DirectoryAudit? made = outside.FirstOrDefault(a => Targets(a, t => Same(t.Id, principalId)) && Targets(a, t => Same(t.Id, roleDefinitionId) || (Same(t.Type, "Role") && Same(t.DisplayName, role))));
        return made is null ? null : (made.InitiatedBy?.User?.UserPrincipalName ?? made.InitiatedBy?.User?.Id ?? made.InitiatedBy?.App?.DisplayName ?? made.InitiatedBy?.App?.AppId ?? "somebody whom the log does not name", made.ActivityDateTime!.Value);
    }

    /// <summary>Whose activation it is: the user whom it names; where it names none, its initiator. One that was approved may have another initiator.</summary>
    private static List<string> People(DirectoryAudit audit)
    {
        List<string> users = [.. (audit.TargetResources ?? []).Where(t => Same(t.Type, "User")).Select(t => t.Id).OfType<string>().Where(id => id.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        return users.Count > 0 ? users : audit.InitiatedBy?.User?.Id is { } initiator ? [initiator] : [];
    }

    private static bool Says(DirectoryAudit audit, string words) => audit.ActivityDisplayName?.Contains(words, StringComparison.OrdinalIgnoreCase) == true;

    private static bool Targets(DirectoryAudit audit, Func<AuditTarget, bool> test) => (audit.TargetResources ?? []).Any(test);

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
