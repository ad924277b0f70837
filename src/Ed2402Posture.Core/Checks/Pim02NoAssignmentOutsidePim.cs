using System.Globalization;
using Ed2402Posture.Core.Pim;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>PIM-02: every highly privileged role was assigned through PIM. One finding an active assignment.</summary>
internal sealed class Pim02NoAssignmentOutsidePim : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "PIM-02",
        Title = "No highly privileged role is assigned outside PIM",
        Category = CheckCategory.PimUsage,
        Severity = Severity.High,
        Provenance = [Provenance.BOD],
        References = ["SCuBA MS.AAD.7.5v1", "NIST AC-2", "NIST AC-3", "ATT&CK T1098.003"],
        Remediation = "Find out who made the assignment (directory audit log, 'Add member to role'), remove it, and assign the role in PIM with an end or as eligible.",
        Needs = [Datasets.RoleDefinitions, Datasets.RoleAssignments, Datasets.RoleAssignmentScheduleInstances],
        Widens = [Datasets.Principals],
        Explains = [Datasets.PimAudits],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        var activity = new PimActivity(context.Snapshot.Get(Datasets.PimAudits).Items);
        foreach (RoleHolding holding in context.Privilege.Assignments.Where(a => a.Plane == Plane.Entra && a.Tier == Tiers.ControlPlane && a.State != PathState.Eligible))
        {
            any = true;
            Subject subject = Subject.Of(holding);
            string evidence = string.Create(CultureInfo.InvariantCulture, $"state={holding.State}; start={holding.StartDateTime:yyyy-MM-dd}; managedByPim={holding.ManagedByPim}; assignmentId={holding.AssignmentId}");
            yield return holding.State == PathState.Activated ? Pass(context, subject, $"{holding.Role} was activated in PIM.", holding.Role, evidence)
                : holding.ManagedByPim is null ? NotAssessed(context, subject, $"{context.Snapshot.Get(Datasets.RoleAssignmentScheduleInstances).State.Describe(Datasets.RoleAssignmentScheduleInstances.Name)}: whether PIM knows the assignment is unknown.", holding.Role, evidence)
                : holding.ManagedByPim == false ? Fail(context, subject, $"PIM does not know the assignment of {holding.Role}{Maker(activity, holding)}.", holding.Role, evidence)
                : holding.StartDateTime is null ? Fail(context, subject, $"PIM knows the assignment of {holding.Role} without a start: it was made in another way{Maker(activity, holding)}.", holding.Role, evidence)
                : Pass(context, subject, $"{holding.Role} was assigned in PIM.", holding.Role, evidence);
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No highly privileged role is active.");
        }
    }

    private static string Maker(PimActivity activity, RoleHolding holding) => activity.MakerOf(holding.PrincipalId, holding.RoleDefinitionId, holding.Role) is { } made
        ? string.Create(CultureInfo.InvariantCulture, $"; {made.Maker} made it on {made.Time:yyyy-MM-dd HH:mm} UTC")
        : "";
}
