using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-01: workloads whose own permissions can take over the tenant are ones that the settings name.</summary>
internal sealed class Wid01TakeoverPermissionsAreApproved : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-01",
        Title = "Applications whose permissions can take over the tenant are approved",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.Critical,
        Provenance = [Provenance.BOD, Provenance.MS],
        References = ["SCuBA MS.AAD.5.2v1", "NIST AC-6", "NIST CM-7", "ATT&CK T1098.003", "ATT&CK T1528"],
        Remediation = "Remove the permission ('Remove-MgServicePrincipalAppRoleAssignment') or give a narrower one; if the application needs it, name its service principal in 'allowedServicePrincipals' of the settings.",
        Needs = [Datasets.ServicePrincipals, Datasets.ResourceServicePrincipals, Datasets.AppRoleAssignments],
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts)
        {
            List<AccessPath> permissions = [.. account.Paths.Where(p => p.Kind == PathKind.AppPermission && p.Tier == Tiers.ControlPlane)];
            if (permissions.Count == 0)
            {
                continue;
            }

            any = true;
            Subject subject = Subject.Of(account);
            string names = string.Join("; ", permissions.Select(p => p.Role).Distinct().Order(StringComparer.Ordinal)), evidence = string.Join("; ", permissions.Select(p => p.Text));
            yield return OwnPrivilege.IsAllowed(context, account) ? Pass(context, subject, "The settings allow this service principal to hold privilege.", names, evidence)
                : account.Type != PrincipalType.ManagedIdentity && string.Equals(account.AppOwnerOrganizationId, MicrosoftTenant.Id, StringComparison.OrdinalIgnoreCase) ? NotApplicable(context, subject, "Microsoft's own application.", names)
                : Fail(context, subject, $"The application can take over the tenant by {names}.", names, evidence);
        }

        if (!any)
        {
            yield return Pass(context, context.Tenant, "No application holds a permission that can take over the tenant.");
        }
    }
}
