using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>AZR-05: no guest, synchronised, disabled or deleted account holds a privileged Azure role. One finding an assignment, derived ones too.</summary>
internal sealed class Azr05OnlySoundAccountsHoldAzureRoles : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "AZR-05",
        Title = "Guests, synchronised, disabled and deleted accounts hold no privileged Azure role",
        Category = CheckCategory.AzureRbac,
        Severity = Severity.High,
        Provenance = [Provenance.MS, Provenance.OWN],
        References = ["CIS Azure 5.3.2", "CIS Azure 5.3.5", "NIST AC-2(3)", "NIST AC-20", "ATT&CK T1078.004", "ATT&CK T1199"],
        Remediation = "Remove the assignment ('az role assignment delete --ids <assignment id>'), or the account from the group that carries it, and give the role to a cloud-only account of this tenant.",
        Needs = [Datasets.AzureRoleAssignments, Datasets.AzureRoleDefinitions, Datasets.Principals, Datasets.Users],
        Widens = [Datasets.AzureRootRoleAssignments, Datasets.ManagementGroups, Datasets.AzureSubscriptions, Datasets.Groups, Datasets.GroupMembers, Datasets.ServicePrincipals, .. AzureHolders.ByPim],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var users = context.Snapshot.Get(Datasets.Users).Items.ToDictionary(u => u.Id, StringComparer.OrdinalIgnoreCase);
        var workloads = context.Snapshot.Get(Datasets.ServicePrincipals).Items.ToDictionary(s => s.Id, StringComparer.OrdinalIgnoreCase);
        bool any = false;
        foreach (RoleHolding holding in AzureHolders.Of(context).Where(a => a.Tier <= Tiers.ManagementPlane && a.PrincipalType != PrincipalType.Group))
        {
            any = true;
            yield return Judge(context, holding, users, workloads);
        }

        if (!any)
        {
            yield return AzureHolders.SeesNothing(context) is { } reason
                ? NotAssessed(context, context.Tenant, reason)
                : NotApplicable(context, context.Tenant, "No privileged Azure role is assigned.");
        }
    }

    private Finding Judge(CheckContext context, RoleHolding holding, Dictionary<string, User> users, Dictionary<string, ServicePrincipal> workloads)
    {
        Subject subject = Subject.Of(holding);
        string resource = $"{holding.Role} at {holding.Scope}", evidence = $"assignmentId={holding.AssignmentId}; path={holding.Path}";
        List<string>? faults = holding.PrincipalType switch
        {
            PrincipalType.Deleted => ["deleted: the assignment is an orphan"],
            PrincipalType.User or PrincipalType.Guest => users.TryGetValue(holding.PrincipalId, out User? user) && (user.AccountEnabled is not null || Faults(user).Any()) ? [.. Faults(user)] : null,
            _ => workloads.TryGetValue(holding.PrincipalId, out ServicePrincipal? workload) && (workload.AccountEnabled is not null || workload.IsDisabled == true) ? [.. workload.AccountEnabled == false || workload.IsDisabled == true ? ["disabled"] : Array.Empty<string>()] : null,
        };
        return faults is null ? NotAssessed(context, subject, "Partial: users or servicePrincipals lack this account, so its state is unknown.", resource, evidence)
            : faults.Count > 0 ? Fail(context, subject, $"The account is {string.Join(", and ", faults)}.", resource, evidence)
            : Pass(context, subject, "The account is enabled and this tenant's own.", resource, evidence);
    }

    private static IEnumerable<string> Faults(User user)
    {
        if (ExternalAccounts.Describe(user) is { } external)
        {
            yield return external;
        }

        if (user.OnPremisesSyncEnabled == true)
        {
            yield return "synchronised from on-premises";
        }

        if (user.AccountEnabled == false)
        {
            yield return "disabled";
        }
    }
}
