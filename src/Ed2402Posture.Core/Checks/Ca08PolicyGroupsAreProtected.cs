using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>CA-08: nobody below tier 0 decides who is in a group that conditional access includes or excludes.</summary>
internal sealed class Ca08PolicyGroupsAreProtected : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "CA-08",
        Title = "Groups that conditional access names are protected",
        Category = CheckCategory.ConditionalAccess,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["NIST AC-3", "NIST AC-6", "ATT&CK T1556.009", "ATT&CK T1098"],
        Remediation = "Use role-assignable groups, or put the group into a restricted management administrative unit; let tier 0 own it, and assign its members instead of computing them from what users can change.",
        Needs = [Datasets.ConditionalAccessPolicies, Datasets.PolicyGroups, Datasets.PolicyGroupNesting, Datasets.PolicyGroupOwners, .. PrivilegeNeeds.DirectoryRoles],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Snapshot snapshot = context.Snapshot;
        ILookup<string, string> users = Users(snapshot);
        ILookup<string, ObjectLink> owners = snapshot.Get(Datasets.PolicyGroupOwners).Items.ToLookup(o => o.ParentId, StringComparer.OrdinalIgnoreCase);
        List<Group> groups = [.. snapshot.Get(Datasets.PolicyGroups).Items.Where(g => users.Contains(g.Id))];
        return groups.Count == 0 ? [NotApplicable(context, context.Tenant, users.Count == 0 ? "No enabled conditional access policy names a group." : "The groups that enabled conditional access policies name do not exist any more.")] : groups.Select(g => Judge(context, g, users[g.Id], owners[g.Id]));
    }

    private Finding Judge(CheckContext context, Group group, IEnumerable<string> policies, IEnumerable<ObjectLink> owners)
    {
        var subject = new Subject(group.DisplayName ?? group.Id, group.Id, "Group");
        string resource = string.Join("; ", policies.Order(StringComparer.Ordinal));
        string[] foreign = [.. owners.Where(o => context.Privilege.Find(o.Id)?.Tier != Tiers.ControlPlane).Select(o => o.DisplayName ?? o.Id)];
        string? open = MembershipRule.OpenTo(group.MembershipRule);
        string[] faults =
        [
            .. group.IsAssignableToRole == true || group.IsManagementRestricted == true ? [] : new[] { "anyone who manages groups can change its members" },
            .. foreign.Length == 0 ? [] : new[] { $"it is owned by {string.Join(", ", foreign)}, not of tier 0" },
            .. open is null ? [] : new[] { $"its members follow from {open}" },
        ];
        string evidence = $"isAssignableToRole={group.IsAssignableToRole}; isManagementRestricted={group.IsManagementRestricted}; membershipRule={group.MembershipRule}";
        string reason = string.Join("; ", faults);
        return faults.Length == 0
            ? Pass(context, subject, "Only tier 0 decides who is in the group.", resource, evidence)
            : Fail(context, subject, $"{char.ToUpperInvariant(reason[0])}{reason[1..]}.", resource, evidence);
    }

    /// <summary>Enabled policies by the groups that they name, directly or through nesting.</summary>
    private static ILookup<string, string> Users(Snapshot snapshot)
    {
        ILookup<string, string> nested = snapshot.Get(Datasets.PolicyGroupNesting).Items.ToLookup(l => l.ParentId, l => l.Id, StringComparer.OrdinalIgnoreCase);
        var found = new HashSet<(string Group, string Policy)>();
        foreach (ConditionalAccessPolicy policy in snapshot.Get(Datasets.ConditionalAccessPolicies).Items.Where(p => p.State == "enabled" && p.Conditions?.Users is not null))
        {
            var open = new Queue<string>((policy.Conditions!.Users!.IncludeGroups ?? []).Concat(policy.Conditions.Users.ExcludeGroups ?? []));
            while (open.TryDequeue(out string? id))
            {
                if (found.Add((id, policy.DisplayName ?? policy.Id)))
                {
                    foreach (string child in nested[id])
                    {
                        open.Enqueue(child);
                    }
                }
            }
        }

        return found.ToLookup(f => f.Group, f => f.Policy, StringComparer.OrdinalIgnoreCase);
    }
}
