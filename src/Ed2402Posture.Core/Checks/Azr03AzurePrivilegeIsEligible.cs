using System.Globalization;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Privilege.Ratings;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>AZR-03: people activate privileged Azure roles at management groups and subscriptions; they do not hold them permanently. One finding an
/// assignment and person, through groups too.</summary>
internal sealed class Azr03AzurePrivilegeIsEligible : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "AZR-03",
        Title = "People hold privileged Azure roles by activation, not permanently",
        Category = CheckCategory.AzureRbac,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["CIS Azure 5.3.4", "NIST AC-6(2)", "NIST AC-2", "ATT&CK T1098.003"],
        Remediation = "Make the person eligible in PIM for Azure resources, or an eligible member of the group in PIM for Groups, and remove the permanent assignment. Declare break-glass accounts in the settings.",
        Needs =
        [
            Datasets.ManagementGroups, Datasets.AzureSubscriptions, Datasets.AzureRoleAssignments, Datasets.AzureRoleDefinitions,
            Datasets.AzureRoleAssignmentScheduleInstances, Datasets.AzureRoleEligibilityScheduleInstances, Datasets.Principals, Datasets.Groups, Datasets.GroupMembers,
            new(Datasets.PimGroupAssignmentInstances, UnlicensedMeansNone: true), new(Datasets.PimGroupEligibilityInstances, UnlicensedMeansNone: true),
        ],
        Widens = [Datasets.Users],
        Thresholds = [LongAssignments.MaximumDays],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (RoleHolding holding in AzureHolders.Of(context).Where(a => a.Privileged && a.Tier <= Tiers.ManagementPlane && a.PrincipalType is PrincipalType.User or PrincipalType.Guest && IsBelowRoot(a.Scope)))
        {
            any = true;
            yield return Judge(context, holding);
        }

        if (!any)
        {
            yield return AzureHolders.SeesNothing(context) is { } reason
                ? NotAssessed(context, context.Tenant, reason)
                : NotApplicable(context, context.Tenant, "Nobody holds a privileged Azure role at a management group or subscription.");
        }
    }

    private Finding Judge(CheckContext context, RoleHolding holding)
    {
        Subject subject = Subject.Of(holding);
        string resource = $"{holding.Role} at {holding.Scope}", evidence = $"assignmentId={holding.AssignmentId}; path={holding.Path}";
        return holding.State == PathState.Eligible ? Pass(context, subject, $"Is eligible for {holding.Role} and must activate it.", resource, evidence)
            : holding.State == PathState.Activated ? Pass(context, subject, string.Create(CultureInfo.InvariantCulture, $"Has activated {holding.Role} until {holding.EndDateTime:yyyy-MM-dd HH:mm} UTC."), resource, evidence)
            : !holding.Permanent && !context.Settings.IsBreakGlass(holding.PrincipalId, holding.UserPrincipalName) && LongAssignments.Describe(context, Metadata, holding) is { } tooLong ? Warn(context, subject, tooLong, resource, evidence)
            : !holding.Permanent ? Pass(context, subject, string.Create(CultureInfo.InvariantCulture, $"Holds {holding.Role} until {holding.EndDateTime:yyyy-MM-dd}."), resource, evidence)
            : context.Settings.IsBreakGlass(holding.PrincipalId, holding.UserPrincipalName) ? Pass(context, subject, $"{subject.Name} is a declared break-glass account.", resource, evidence)
            : holding.NotYetStarted ? Warn(context, subject, string.Create(CultureInfo.InvariantCulture, $"Will hold {holding.Role} permanently from {holding.StartDateTime:yyyy-MM-dd}: {holding.Path}."), resource, evidence, Severity.Medium)
            : Fail(context, subject, $"Holds {holding.Role} permanently: {holding.Path}.", resource, evidence);
    }

    // What is assigned at the root is AZR-01's.
    private static bool IsBelowRoot(string scope) => AzureScope.KindOf(scope) is AzureScopeKind.ManagementGroup or AzureScopeKind.Subscription;
}
