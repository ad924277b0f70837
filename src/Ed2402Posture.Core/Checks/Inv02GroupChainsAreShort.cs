using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>INV-02: whoever holds a privileged role through groups does so through one group, and for a directory role through one that is
/// role-assignable. Behind a longer chain the members are someone else's to choose.</summary>
internal sealed class Inv02GroupChainsAreShort : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "INV-02",
        Title = "Privileged roles are held through one role-assignable group at most",
        Category = CheckCategory.Inventory,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["SCuBA MS.AAD.7.1v1", "SCuBA MS.AAD.7.4v1", "NIST AC-6", "NIST AC-2", "ATT&CK T1098.003"],
        Remediation = "Make the account a member, or an eligible member, of the role-assignable group that holds the role, and take the nested group out of it.",
        Needs = PrivilegeNeeds.DirectoryRoles,
        Widens = [.. PrivilegeNeeds.AzureRoles.Where(n => PrivilegeNeeds.DirectoryRoles.All(d => d.Dataset != n.Dataset))],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Dictionary<string, Group> groups = context.Snapshot.Get(Datasets.Groups).Items.DistinctBy(g => g.Id, StringComparer.OrdinalIgnoreCase).ToDictionary(g => g.Id, StringComparer.OrdinalIgnoreCase);

        // In Azure a shorter way that was not read would undo a failure.
        bool azureRead = context.IsWhole(Metadata);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts)
        {
            foreach (IGrouping<string, AccessPath> role in account.Paths.Where(p => p.Tier <= Tiers.ManagementPlane && p.Kind is PathKind.Direct or PathKind.ElevatedAccess or PathKind.GroupMember or PathKind.PimGroupMember && (azureRead || p.Plane == Plane.Entra)).GroupBy(Place))
            {
                if (role.Any(p => p.Kind is PathKind.GroupMember or PathKind.PimGroupMember))
                {
                    any = true;
                    yield return Judge(context, account, role, groups);
                }
            }
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "Nobody holds a privileged role through a group.");
        }
    }

    private Finding Judge(CheckContext context, PrivilegedAccount account, IGrouping<string, AccessPath> role, Dictionary<string, Group> groups)
    {
        Subject subject = Subject.Of(account);
        AccessPath shortest = role.OrderBy(p => p.GroupIds.Count == 0 && p.Kind is PathKind.GroupMember or PathKind.PimGroupMember).ThenBy(p => p.GroupIds.Count).ThenByDescending(p => IsSound(p, groups)).First();
        string evidence = $"path={shortest.Text}";
        return shortest.Kind is PathKind.Direct or PathKind.ElevatedAccess ? Pass(context, subject, "The account holds the role itself, too.", role.Key, evidence)
            : shortest.GroupIds.Count == 0 ? NotAssessed(context, subject, "Partial: groupMembers does not tell through which group the account holds the role.", role.Key, evidence)
            : shortest.GroupIds.Count > 1 ? Fail(context, subject, $"The account is an administrator only through {shortest.GroupIds.Count} groups: {shortest.Text}.", role.Key, evidence, shortest.Plane == Plane.Azure ? Severity.Medium : null)
            : MembershipRule.OpenTo(groups.GetValueOrDefault(shortest.GroupIds[0])?.MembershipRule) is { } open ? Fail(context, subject, $"The members of the group follow from {open}: {shortest.Text}.", role.Key, evidence, shortest.Plane == Plane.Azure ? Severity.Medium : null)
            : shortest.Plane == Plane.Azure || IsSound(shortest, groups) ? Pass(context, subject, "One group leads to the role.", role.Key, evidence)
            : Fail(context, subject, $"The account is an administrator only through a group that is not role-assignable: {shortest.Text}.", role.Key, evidence);
    }

    private static bool IsSound(AccessPath path, Dictionary<string, Group> groups) =>
        path.GroupIds.Count == 1 && groups.GetValueOrDefault(path.GroupIds[0])?.IsAssignableToRole == true;

    private static string Place(AccessPath path) => path.Scope == "/" && path.Plane == Plane.Entra ? path.Role : $"{path.Role} at {path.Scope}";
}
