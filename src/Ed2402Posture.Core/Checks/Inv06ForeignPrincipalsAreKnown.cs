using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>INV-06: partners, and workloads of other tenants, that hold privilege are ones that the settings name.</summary>
internal sealed class Inv06ForeignPrincipalsAreKnown : Check
{
    private static readonly DatasetNeed Partners = new(Datasets.DelegatedAdminRelationships, UnsupportedMeansNone: true);

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "INV-06",
        Title = "Partners and workloads of other tenants that hold privilege are known",
        Category = CheckCategory.Inventory,
        Severity = Severity.High,
        Provenance = [Provenance.BOD, Provenance.OWN],
        References = ["SCuBA MS.AAD.5.2v1", "NIST SA-9", "NIST AC-20", "ATT&CK T1199"],
        Remediation = "Find out who asked for it. End the relationship, or remove the role or permission; if it is wanted, name the tenant in 'allowedTenants' or the service principal in 'allowedServicePrincipals' of the settings.",
        Needs = [Datasets.RoleAssignments, Datasets.Principals, Datasets.ServicePrincipals],
        Widens = [.. PrivilegeNeeds.Except(Datasets.RoleAssignments, Datasets.Principals, Datasets.ServicePrincipals, Datasets.Users), Partners],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts.Where(a => a.Tier <= Tiers.ManagementPlane && (a.Type == PrincipalType.Partner || IsForeign(context, a))))
        {
            any = true;
            yield return Judge(context, account);
        }

        if (!any)
        {
            yield return Pass(context, context.Tenant, "No principal of another tenant holds privilege by a role assignment or a permission.", "assignments and permissions");
        }

        // The service lists relationships to the partner, with all its customers; a customer sees at most what the partner's groups hold.
        Dataset<DelegatedAdminRelationship> relationships = context.Snapshot.Get(Datasets.DelegatedAdminRelationships);
        if (relationships.IsComplete && !relationships.Items.Any(r => string.Equals(r.Customer?.TenantId, context.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase)))
        {
            yield return NotAssessed(context, context.Tenant, "NotSupported: delegatedAdminRelationships lists relationships in the partner's tenant alone; see 'Settings', 'Partner relationships' of the Microsoft 365 admin center.", "delegated administration");
        }
    }

    private Finding Judge(CheckContext context, PrivilegedAccount account)
    {
        Subject subject = Subject.Of(account);
        string who = account.Type == PrincipalType.Partner ? account.AppOwnerOrganizationId is { } home ? $"A partner (tenant {home})" : "A partner" : $"A workload of tenant {account.AppOwnerOrganizationId}";
        string evidence = $"path={account.ShortestPath}";
        return OwnPrivilege.IsAllowed(context, account) || context.Settings.AllowedTenants.Contains(account.AppOwnerOrganizationId ?? "", StringComparer.OrdinalIgnoreCase)
            ? Pass(context, subject, $"{who} that the settings allow.", account.Roles, evidence)
            : account.Tier == Tiers.ControlPlane
                ? Fail(context, subject, $"{who} reaches tier 0: {account.ShortestPath}.", account.Roles, evidence)
                : !context.IsWhole(Metadata) ? NotAssessed(context, subject, $"Partial: not all that gives privilege was read, so the tier may be stronger. {who} holds privilege: {account.ShortestPath}.", account.Roles, evidence)
                : Warn(context, subject, $"{who} holds privilege: {account.ShortestPath}.", account.Roles, evidence, Severity.Medium);
    }

    private static bool IsForeign(CheckContext context, PrivilegedAccount account) =>
        account.AppOwnerOrganizationId is { } owner && !string.Equals(owner, context.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase) && !string.Equals(owner, MicrosoftTenant.Id, StringComparison.OrdinalIgnoreCase);
}
