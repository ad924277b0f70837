using System.Globalization;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>INV-04: every principal behind a role assignment exists and may sign in. One finding a principal: all that hold privilege, and those at fault
/// among the others.</summary>
internal sealed class Inv04PrincipalsAreAlive : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "INV-04",
        Title = "Principals behind role assignments exist and are enabled",
        Category = CheckCategory.Inventory,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["CIS Azure 5.3.5", "NIST AC-2(3)", "ATT&CK T1078"],
        Remediation = "Remove the assignments: 'Remove-MgRoleManagementDirectoryRoleAssignment' for a directory role, 'az role assignment delete --ids <assignment id>' in Azure. Whoever enables or restores the principal has the roles again at once.",
        Needs = [Datasets.RoleDefinitions, Datasets.RoleAssignments, Datasets.Principals, Datasets.Users, Datasets.ServicePrincipals],
        Widens =
        [
            Datasets.DeletedPrincipals,
            new(Datasets.RoleAssignmentScheduleInstances, UnlicensedMeansNone: true), new(Datasets.RoleEligibilityScheduleInstances, UnlicensedMeansNone: true),
            Datasets.ManagementGroups, Datasets.AzureSubscriptions, Datasets.AzureRoleAssignments, Datasets.AzureRootRoleAssignments, Datasets.AzureRoleDefinitions,
            new(Datasets.AzureRoleAssignmentScheduleInstances, UnlicensedMeansNone: true), new(Datasets.AzureRoleEligibilityScheduleInstances, UnlicensedMeansNone: true),
        ],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var accounts = new Accounts(context);
        bool any = false;
        foreach (IGrouping<string, RoleHolding> held in context.Privilege.Assignments.GroupBy(a => a.PrincipalId, StringComparer.OrdinalIgnoreCase))
        {
            Finding finding = Judge(context, [.. held.OrderBy(h => h.Tier)], accounts);
            if (finding.Outcome != Outcome.Pass || held.Any(h => h.Tier <= Tiers.ManagementPlane))
            {
                any = true;
                yield return finding;
            }
        }

        if (!any)
        {
            yield return Pass(context, context.Tenant, "Every principal behind a role assignment exists and is enabled; none of them holds privilege.");
        }
    }

    private Finding Judge(CheckContext context, IReadOnlyList<RoleHolding> held, Accounts accounts)
    {
        Subject subject = Subject.Of(held[0]);
        string roles = string.Join("; ", held.Select(h => h.Role).Distinct(StringComparer.OrdinalIgnoreCase)), evidence = $"assignmentIds={string.Join(", ", held.Select(h => h.AssignmentId))}";
        Severity severity = held[0].Tier switch { Tiers.ControlPlane => Severity.High, Tiers.ManagementPlane => Severity.Medium, _ => Severity.Low };
        Finding Fails(string reason) => Fail(context, subject, reason, roles, evidence, severity);
        return held[0].PrincipalType switch
        {
            PrincipalType.Unknown => NotAssessed(context, subject, $"{accounts.WhyUnknown}, so it is unknown whether the principal exists.", roles, evidence),
            PrincipalType.Deleted => Fails(accounts.Deleted(held[0].PrincipalId)),
            PrincipalType.Group or PrincipalType.Partner => Pass(context, subject, "The principal exists.", roles, evidence),
            _ => accounts.Enabled(held[0]) switch
            {
                null => NotAssessed(context, subject, "Partial: users or servicePrincipals lack this account, so its state is unknown.", roles, evidence),
                true => Pass(context, subject, "The account exists and is enabled.", roles, evidence),
                false => Fails($"The account is disabled and still holds {roles}."),
            },
        };
    }

    /// <summary>What is known of the principals beyond their assignments.</summary>
    private sealed class Accounts(CheckContext context)
    {
        private readonly Dictionary<string, User> users = context.Snapshot.Get(Datasets.Users).Items.ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, ServicePrincipal> workloads = context.Snapshot.Get(Datasets.ServicePrincipals).Items.ToDictionary(s => s.Id, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<string, DirectoryObject> deleted = context.Snapshot.Get(Datasets.DeletedPrincipals).Items.ToDictionary(p => p.Id, StringComparer.OrdinalIgnoreCase);

        public string WhyUnknown { get; } = context.IsMet(Datasets.Principals) ? "Partial: principals does not tell what the id stands for" : context.Snapshot.Get(Datasets.Principals).State.Describe(Datasets.Principals.Name);

        public bool? Enabled(RoleHolding holding) =>
            users.TryGetValue(holding.PrincipalId, out User? user) ? user.AccountEnabled
            : workloads.TryGetValue(holding.PrincipalId, out ServicePrincipal? workload) ? workload.AccountEnabled is { } enabled ? enabled && workload.IsDisabled != true : null
            : null;

        public string Deleted(string id) => deleted.TryGetValue(id, out DirectoryObject? gone)
            ? string.Create(CultureInfo.InvariantCulture, $"The principal was deleted on {gone.DeletedDateTime:yyyy-MM-dd}; whoever restores it within 30 days gives it the roles back.")
            : "The principal does not exist any more: the assignment is an orphan.";
    }
}
