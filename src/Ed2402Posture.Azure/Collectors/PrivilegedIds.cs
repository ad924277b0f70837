using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Whom the assignments name, by kind. An id whose kind could not be found out counts as every kind: asking is harmless,
/// leaving out is not.</summary>
internal static class PrivilegedIds
{
    public const string User = "#microsoft.graph.user";
    public const string Group = "#microsoft.graph.group";
    public const string ServicePrincipal = "#microsoft.graph.servicePrincipal";

    /// <summary>The datasets that name principals.</summary>
    public static readonly IReadOnlyList<DatasetDefinition> Sources =
    [
        Datasets.RoleAssignments, Datasets.RoleAssignmentScheduleInstances, Datasets.RoleEligibilityScheduleInstances,
        Datasets.AzureRoleAssignments, Datasets.AzureRootRoleAssignments, Datasets.AzureRoleAssignmentScheduleInstances, Datasets.AzureRoleEligibilityScheduleInstances,
    ];

    /// <summary>Every principal of an assignment.</summary>
    public static IReadOnlySet<string> Principals(IReadSoFar context) => new HashSet<string>(
        context.Items(Datasets.RoleAssignments).Select(a => a.PrincipalId)
            .Concat(context.Items(Datasets.RoleAssignmentScheduleInstances).Select(a => a.PrincipalId))
            .Concat(context.Items(Datasets.RoleEligibilityScheduleInstances).Select(a => a.PrincipalId))
            .Concat(context.Items(Datasets.AzureRoleAssignments).Select(a => a.Properties?.PrincipalId))
            .Concat(context.Items(Datasets.AzureRootRoleAssignments).Select(a => a.Properties?.PrincipalId))
            .Concat(context.Items(Datasets.AzureRoleAssignmentScheduleInstances).Select(a => a.Properties?.PrincipalId))
            .Concat(context.Items(Datasets.AzureRoleEligibilityScheduleInstances).Select(a => a.Properties?.PrincipalId))
            .OfType<string>()
            .Where(id => id.Length > 0),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Groups that an assignment names.</summary>
    public static IReadOnlyList<string> GroupsWithRole(IReadSoFar context) => OfKind(context, Group);

    /// <summary>Those groups, those that approve activations, the ones nested in them and the ones that may become members, as members and PIM for Groups tell.</summary>
    public static IReadOnlySet<string> Groups(IReadSoFar context) => new HashSet<string>(
        GroupsWithRole(context)
            .Concat(Approvers(context, a => a.GroupId))
            .Concat(context.Items(Datasets.GroupMembers).Where(m => m.ODataType == Group).Select(m => m.Id))
            .Concat(InPimForGroups(context).Where(i => i.Principal?.ODataType == Group).Select(i => i.Principal!.Id)),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>Users that an assignment names.</summary>
    public static IReadOnlyList<string> Named(IReadSoFar context) => OfKind(context, User);

    /// <summary>Users that an assignment names, approvers of activations, members and owners of the groups, now or by PIM, and owners of privileged workloads.</summary>
    public static IReadOnlySet<string> Users(IReadSoFar context)
    {
        var users = new HashSet<string>(context.Items(Datasets.GroupMembers).Count, StringComparer.OrdinalIgnoreCase);
        users.UnionWith(Named(context)
            .Concat(Approvers(context, a => a.UserId))
            .Concat(new[] { Datasets.GroupMembers, Datasets.GroupOwners, Datasets.ApplicationOwners, Datasets.ServicePrincipalOwners }.SelectMany(context.Items).Where(l => l.ODataType is null or User).Select(l => l.Id))
            .Concat(InPimForGroups(context).Where(i => i.Principal?.ODataType == User).Select(i => i.Principal!.Id)));
        return users;
    }

    /// <summary>Users and groups that PIM's settings name as approvers: whether they may sign in decides whether approval is real. A group that approves
    /// need not hold a role. What is no object id is left out.</summary>
    public static IEnumerable<string> Approvers(IReadSoFar context, Func<ApproverSubject, string?> id) => context.Items(Datasets.RoleManagementPolicyAssignments)
        .SelectMany(a => a.Policy?.Rules ?? []).SelectMany(r => r.Setting?.ApprovalStages ?? []).SelectMany(s => s.PrimaryApprovers ?? [])
        .Select(id).OfType<string>().Where(i => Guid.TryParse(i, out _)).Distinct(StringComparer.OrdinalIgnoreCase);

    private static IEnumerable<PimGroupScheduleInstance> InPimForGroups(IReadSoFar context) =>
        context.Items(Datasets.PimGroupAssignmentInstances).Concat(context.Items(Datasets.PimGroupEligibilityInstances));

    private static IReadOnlyList<string> OfKind(IReadSoFar context, string kind)
    {
        Dictionary<string, DirectoryObject> known = context.Items(Datasets.Principals).ToDictionary(p => p.Id, StringComparer.OrdinalIgnoreCase);
        bool allKnown = context.IsComplete(Datasets.Principals);
        return [.. Principals(context).Where(id => known.TryGetValue(id, out DirectoryObject? principal) ? principal.ODataType is null || principal.ODataType == kind : !allKnown)];
    }
}
