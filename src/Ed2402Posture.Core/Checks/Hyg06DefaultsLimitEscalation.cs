using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>HYG-06: what every user may do by default does not open a way to privilege. Four findings about the tenant.</summary>
internal sealed class Hyg06DefaultsLimitEscalation : Check
{
    private const string Registration = "Application registration", Consent = "User consent", Workflow = "Admin consent workflow", Tenants = "Tenant creation";
    private const string ForSelf = "ManagePermissionGrantsForSelf.", Low = ForSelf + "microsoft-user-default-low";

    private static readonly string[] Wide = [ForSelf + "microsoft-user-default-legacy", ForSelf + "microsoft-user-default-recommended"];

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "HYG-06",
        Title = "Users cannot register applications, consent to them or create tenants",
        Category = CheckCategory.Hygiene,
        Severity = Severity.Medium,
        Provenance = [Provenance.BOD, Provenance.MS],
        References = ["SCuBA MS.AAD.5.1v1", "SCuBA MS.AAD.5.2v1", "SCuBA MS.AAD.5.3v1", "CIS M365 5.1.5.1", "CIS M365 5.1.5.2", "EIDSCA AP08", "EIDSCA AP09", "EIDSCA AP10", "NIST AC-6", "NIST CM-7", "ATT&CK T1528", "ATT&CK T1566"],
        Remediation = "In user settings, let only administrators register applications and create tenants; in consent settings, allow no user consent and switch the admin consent workflow on with reviewers.",
        Needs = [Datasets.AuthorizationPolicy, Datasets.AdminConsentRequestPolicy],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Snapshot.Get(Datasets.AuthorizationPolicy).Items is [AuthorizationPolicy policy, ..])
        {
            DefaultUserRolePermissions? users = policy.DefaultUserRolePermissions;
            yield return users?.AllowedToCreateApps switch
            {
                false => Pass(context, context.Tenant, "Only administrators register applications.", Registration, "allowedToCreateApps=false"),
                true => Fail(context, context.Tenant, "Every user may register applications.", Registration, "allowedToCreateApps=true"),
                null => NotAssessed(context, context.Tenant, "Partial: authorizationPolicy lacks allowedToCreateApps.", Registration),
            };
            yield return JudgeConsent(context, policy);
            yield return users?.AllowedToCreateTenants switch
            {
                false => Pass(context, context.Tenant, "Only administrators create tenants.", Tenants, "allowedToCreateTenants=false"),
                true => Warn(context, context.Tenant, "Every user may create a tenant and is its Global Administrator.", Tenants, "allowedToCreateTenants=true", Severity.Low),
                null => NotAssessed(context, context.Tenant, "Partial: authorizationPolicy lacks allowedToCreateTenants.", Tenants),
            };
        }

        if (context.Snapshot.Get(Datasets.AdminConsentRequestPolicy).Items is [AdminConsentRequestPolicy workflow, ..])
        {
            string evidence = $"isEnabled={workflow.IsEnabled}; reviewers={workflow.Reviewers?.Count ?? 0}";
            yield return workflow.IsEnabled != true ? Fail(context, context.Tenant, "The admin consent workflow is off: users have no proper way to ask for an application.", Workflow, evidence, Severity.Low)
                : workflow.Reviewers is { Count: > 0 } ? Pass(context, context.Tenant, "Requests for consent go to reviewers.", Workflow, evidence)
                : Fail(context, context.Tenant, "The admin consent workflow is on, but nobody reviews.", Workflow, evidence, Severity.Low);
        }
    }

    private Finding JudgeConsent(CheckContext context, AuthorizationPolicy policy)
    {
        if (policy.DefaultUserRolePermissions?.PermissionGrantPoliciesAssigned is not { } assigned)
        {
            return NotAssessed(context, context.Tenant, "Partial: authorizationPolicy lacks permissionGrantPoliciesAssigned.", Consent);
        }

        List<string> own = [.. assigned.Where(p => p.StartsWith(ForSelf, StringComparison.OrdinalIgnoreCase))];
        string evidence = $"permissionGrantPoliciesAssigned={string.Join(", ", own)}; allowUserConsentForRiskyApps={policy.AllowUserConsentForRiskyApps}";
        return policy.AllowUserConsentForRiskyApps == true ? Fail(context, context.Tenant, "Users may consent even to applications that Microsoft rates as risky.", Consent, evidence)
            : own.Intersect(Wide, StringComparer.OrdinalIgnoreCase).Any() ? Fail(context, context.Tenant, "Users may consent to applications on their own.", Consent, evidence)
            : own.Contains(Low, StringComparer.OrdinalIgnoreCase) ? Warn(context, context.Tenant, "Users may consent to permissions that are classified as low, for applications of verified publishers.", Consent, evidence, Severity.Low)
            : own.Count > 0 ? Warn(context, context.Tenant, "Users may consent within a policy of the tenant's own.", Consent, evidence, Severity.Low)
            : Pass(context, context.Tenant, "Users cannot consent to applications.", Consent, evidence);
    }
}
