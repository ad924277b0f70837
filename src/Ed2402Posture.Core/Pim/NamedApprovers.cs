using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Pim;

/// <summary>Whom settings of PIM name as approvers, under Graph's names and under Azure's.</summary>
public static class NamedApprovers
{
    /// <summary>The users and groups of every stage; escalation approvers do not count, they come too late.</summary>
    public static IEnumerable<ApproverSubject> Of(ApprovalSettings? approval) => (approval?.ApprovalStages ?? []).SelectMany(s => s.PrimaryApprovers ?? []);

    /// <summary>Those that the rules of a policy name.</summary>
    public static IEnumerable<ApproverSubject> Of(IEnumerable<RoleManagementPolicyRule>? rules) => (rules ?? []).SelectMany(r => Of(r.Setting));

    /// <summary>Those that the settings of groups and of Azure roles name.</summary>
    public static IEnumerable<ApproverSubject> OfGroupsAndAzureRoles(IEnumerable<RoleManagementPolicyAssignment> groups, IEnumerable<AzureRolePolicyAssignment> azure)
    {
        ArgumentNullException.ThrowIfNull(groups);
        ArgumentNullException.ThrowIfNull(azure);
        return groups.SelectMany(g => Of(g.Policy?.Rules)).Concat(azure.SelectMany(a => Of(a.Properties?.EffectiveRules)));
    }

    /// <summary>Its id if it may be a user; null for a group.</summary>
    public static string? UserId(ApproverSubject approver)
    {
        ArgumentNullException.ThrowIfNull(approver);
        return approver.UserId ?? (approver.GroupId is not null || Is(approver, "Group") ? null : approver.Id);
    }

    /// <summary>Its id if it may be a group; null for a user.</summary>
    public static string? GroupId(ApproverSubject approver)
    {
        ArgumentNullException.ThrowIfNull(approver);
        return approver.GroupId ?? (approver.UserId is not null || Is(approver, "User") ? null : approver.Id);
    }

    private static bool Is(ApproverSubject approver, string type) => string.Equals(approver.UserType, type, StringComparison.OrdinalIgnoreCase);
}
