using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>A check that judges settings of PIM: those of directory roles, and those of groups and Azure roles in findings of their own.</summary>
internal abstract class PimSettingsCheck : Check
{
    /// <summary>How much a setting that is too lax matters: a step less outside tier 0.</summary>
    protected Severity SeverityOf(int tier) => tier == Tiers.ControlPlane ? Metadata.Severity : Metadata.Severity == Severity.High ? Severity.Medium : Severity.Low;

    /// <summary>The setting is too lax. A group's counts less while PIM lets nobody in by it, and where it is laxer than a role that it gives, for which PIM-07
    /// fails it.</summary>
    protected Finding Lax(CheckContext context, PimTarget target, string reason, string evidence, bool laxer = false)
    {
        ArgumentNullException.ThrowIfNull(target);
        return target.Used is null ? NotAssessed(context, target.Subject, $"{Assignments(context)}, so somebody may be assigned it. {reason}", target.Resource, evidence)
            : target.Used == false ? Warn(context, target.Subject, reason + target.Unused, target.Resource, evidence, Severity.Low)
            : laxer ? Warn(context, target.Subject, reason + " PIM-07 fails the group for it.", target.Resource, evidence, Severity.Low)
            : Unread(context, target) is { } unread ? NotAssessed(context, target.Subject, $"{unread}, so it is unknown whether PIM-07 fails the group for it. {reason}", target.Resource, evidence)
            : Fail(context, target.Subject, reason, target.Resource, evidence, SeverityOf(target.Tier));
    }

    /// <summary>Why it is not known who is assigned a group in PIM.</summary>
    private static string Assignments(CheckContext context)
    {
        Dataset unread = context.Snapshot.Get(context.IsMet(new DatasetNeed(Datasets.PimGroupAssignmentInstances, UnlicensedMeansNone: true)) ? Datasets.PimGroupEligibilityInstances : Datasets.PimGroupAssignmentInstances);
        return unread.State.Describe(unread.Definition.Name);
    }

    /// <summary>Why settings of roles that a group gives are not known; null when all that were asked for came.</summary>
    private static string? Unread(CheckContext context, PimTarget target)
    {
        Dataset? unread = target.Uncompared.Select(h => context.Snapshot.Get(h.Plane == Plane.Azure ? (DatasetDefinition)Datasets.AzureRolePolicyAssignments : Datasets.RoleManagementPolicyAssignments)).FirstOrDefault(d => !d.IsComplete);
        return unread?.State.Describe(unread.Definition.Name);
    }

    /// <summary>What PIM lets people in by, without settings among those read: it is not known what they ask.</summary>
    protected IEnumerable<Finding> WithoutSettings(CheckContext context, PimTargets targets, Func<IReadOnlyList<RoleHolding>, bool>? groups = null, bool azure = true)
    {
        ArgumentNullException.ThrowIfNull(targets);
        if (context.Snapshot.Get(Datasets.PimGroupPolicyAssignments).IsComplete)
        {
            foreach ((Subject subject, string resource, List<RoleHolding> carried) in targets.GroupsWithoutSettings().Where(g => groups?.Invoke(g.Carried) ?? true))
            {
                yield return NotAssessed(context, subject, $"Partial: pimGroupPolicyAssignments has no settings of the group's {resource.ToLowerInvariant()}, by which PIM lets people in.", resource, $"roles={string.Join(", ", carried.Select(h => h.Role).Distinct())}");
            }
        }

        if (azure && context.Snapshot.Get(Datasets.AzureRolePolicyAssignments).IsComplete)
        {
            foreach ((Subject subject, string scope) in targets.AzureRolesWithoutSettings())
            {
                yield return NotAssessed(context, subject, "Partial: azureRolePolicyAssignments has no settings of the role at this scope, where somebody may activate it.", scope);
            }
        }
    }
}
