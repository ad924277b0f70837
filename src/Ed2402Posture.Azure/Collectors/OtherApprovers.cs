using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Azure.Collectors;

/// <summary>Approvers that only PIM's settings of groups and of Azure roles name: these are read when all groups and users of privilege are. Usually there are
/// none, and nothing is asked for.</summary>
internal static class OtherApprovers
{
    /// <summary>The datasets that name them.</summary>
    public static readonly IReadOnlyList<DatasetDefinition> Sources = [Datasets.PimGroupPolicyAssignments, Datasets.AzureRolePolicyAssignments];

    /// <summary>Groups whose members are not read yet, not opened.</summary>
    public static IReadOnlyList<string> Groups(IReadSoFar known)
    {
        HashSet<string> read = KnownGroups(known);
        return [.. Named(known, NamedApprovers.GroupId).Where(read.Add)];
    }

    /// <summary>Groups whose members are read anyway: those of privilege, and those that approve directory roles, whether they still exist or not.</summary>
    public static HashSet<string> KnownGroups(IReadSoFar known) =>
        known.Items(Datasets.Groups).Select(g => g.Id).Concat(PrivilegedIds.Approvers(known, a => a.GroupId)).ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Users that are not read yet: named ones, and members of those groups.</summary>
    public static IReadOnlyList<string> Users(IReadSoFar known)
    {
        HashSet<string> read = known.Items(Datasets.Users).Select(u => u.Id).Concat(PrivilegedIds.Approvers(known, a => a.UserId)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return [.. Named(known, NamedApprovers.UserId).Concat(known.Items(Datasets.PimApproverGroupMembers).Where(m => m.ODataType is null or PrivilegedIds.User).Select(m => m.Id)).Where(read.Add)];
    }

    private static IEnumerable<string> Named(IReadSoFar known, Func<ApproverSubject, string?> id) =>
        NamedApprovers.OfGroupsAndAzureRoles(known.Items(Datasets.PimGroupPolicyAssignments), known.Items(Datasets.AzureRolePolicyAssignments)).Select(id).OfType<string>().Where(i => Guid.TryParse(i, out _));
}
