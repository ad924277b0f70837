using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>INV-07: a custom directory role that can take over the tenant by its actions is treated as tier 0: nobody holds it standing.</summary>
internal sealed class Inv07CustomRolesAreRated : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "INV-07",
        Title = "Custom roles that can take over the tenant are treated as tier 0",
        Category = CheckCategory.Inventory,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["NIST AC-6(1)", "NIST AC-6(7)", "ATT&CK T1098.003"],
        Remediation = "Take the actions named out of the role, or make its assignments eligible in PIM with approval, as for the built-in roles of tier 0.",
        Needs = [Datasets.RoleDefinitions, Datasets.RoleAssignments, new(Datasets.RoleAssignmentScheduleInstances, UnlicensedMeansNone: true)],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ILookup<string, RoleHolding> standing = context.Privilege.Assignments
            .Where(a => a is { Plane: Plane.Entra, State: PathState.Active, Permanent: true, NotYetStarted: false })
            .ToLookup(a => a.RoleDefinitionId, StringComparer.OrdinalIgnoreCase);
        List<RoleDefinition> custom = [.. context.Snapshot.Get(Datasets.RoleDefinitions).Items.Where(r => r.IsBuiltIn != true)];
        foreach (RoleDefinition role in custom)
        {
            yield return Judge(context, role, standing[role.Id].Count());
        }

        if (custom.Count == 0)
        {
            yield return NotApplicable(context, context.Tenant, "The tenant has no custom directory role.");
        }
    }

    private Finding Judge(CheckContext context, RoleDefinition role, int standing)
    {
        var subject = new Subject(role.DisplayName ?? role.Id, role.Id, Subject.RoleType);
        List<PrivilegedAction> takeover = [.. DirectoryActions.In(role).Where(a => a.Tier == Tiers.ControlPlane)];
        string evidence = string.Join("; ", takeover.Select(a => $"{a.Action} ({a.Allows})"));
        return takeover.Count == 0 ? Pass(context, subject, "No action of the role leads to control of the tenant.")
            : standing > 0 ? Fail(context, subject, $"The role can take over the tenant, and {(standing == 1 ? "1 assignment of it stands" : $"{standing} assignments of it stand")}: {takeover[0].Action} {takeover[0].Allows}.", evidence: evidence)
            : Warn(context, subject, $"The role can take over the tenant: {takeover[0].Action} {takeover[0].Allows}. No assignment of it stands.", evidence: evidence, severity: Severity.Medium);
    }
}
