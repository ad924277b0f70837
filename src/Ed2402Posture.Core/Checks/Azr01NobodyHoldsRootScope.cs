using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>AZR-01: no role is assigned at the root scope of Azure, where it reaches every subscription.</summary>
internal sealed class Azr01NobodyHoldsRootScope : Check
{
    private const string Root = "/";

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "AZR-01",
        Title = "Nobody holds standing access at Azure's root scope",
        Category = CheckCategory.AzureRbac,
        Severity = Severity.Critical,
        Provenance = [Provenance.OWN],
        References = ["CIS Azure 5.3.3", "NIST AC-6(1)", "NIST AC-6(5)", "ATT&CK T1098.003", "ATT&CK T1078.004"],
        Remediation = "Remove the assignment at '/': the account itself switches 'Access management for Azure resources' off in Microsoft Entra ID, Properties; or another one that is elevated runs 'az role assignment delete --assignee <object id> --role <role> --scope /'. Elevation stays when Global Administrator is deactivated.",
        WhenNotAssessed = "Let a Global Administrator elevate, assign Reader at '/' to the account that scans ('az role assignment create --assignee <object id> --role Reader --scope /'), and end the elevation; then scan again.",
        Needs = [Datasets.AzureRootRoleAssignments, Datasets.AzureRoleDefinitions],
        Widens = [Datasets.Principals],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<RoleHolding> atRoot = [.. context.Privilege.Assignments.Where(a => a.Plane == Plane.Azure && a.Scope == Root && a.State != PathState.Eligible)];
        if (atRoot.Count == 0)
        {
            yield return Pass(context, context.Tenant, "No role is assigned at '/'.");
        }

        foreach (RoleHolding holding in atRoot)
        {
            string evidence = $"scope=/; roleDefinitionId={holding.RoleDefinitionId}; assignmentId={holding.AssignmentId}";
            yield return holding.Tier <= Tiers.ManagementPlane
                ? Fail(context, Subject.Of(holding), $"Holds {holding.Role} at '/', which reaches every management group and subscription.", holding.Role, evidence)
                : Warn(context, Subject.Of(holding), $"Holds {holding.Role} at '/'. It grants no control, but only the account that scans should need it.", holding.Role, evidence, Severity.Low);
        }
    }
}
