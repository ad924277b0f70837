using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-09: a stolen credential of a privileged workload does not work from anywhere: a policy blocks it away from its places, or at risk. One finding a
/// workload.</summary>
internal sealed class Wid09WorkloadsAreUnderConditionalAccess : Check
{
    private const string All = "All", InTenant = "ServicePrincipalsInMyTenant";

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-09",
        Title = "Privileged service principals are under conditional access",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.Medium,
        Provenance = [Provenance.OWN],
        References = ["NIST AC-3", "NIST AC-4", "NIST SC-7", "ATT&CK T1078.004"],
        Remediation = "With Microsoft Entra Workload ID Premium, make a conditional access policy for workload identities that blocks the service principal outside its named locations, or at high service principal risk. Where it must be multitenant, use a managed identity instead.",
        Needs = [Datasets.ConditionalAccessPolicies, Datasets.ServicePrincipals],
        Widens = PrivilegeNeeds.Except(Datasets.ServicePrincipals),
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<ConditionalAccessPolicy> policies = [.. context.Snapshot.Get(Datasets.ConditionalAccessPolicies).Items.Where(p => p.Conditions?.ClientApplications is not null && p.State == "enabled")];
        var principals = context.Snapshot.Get(Datasets.ServicePrincipals).Items.ToDictionary(s => s.Id, StringComparer.OrdinalIgnoreCase);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts.Where(a => a.Tier <= Tiers.ManagementPlane && a.Type is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity))
        {
            any = true;
            yield return principals.TryGetValue(account.Id, out ServicePrincipal? principal) ? Judge(context, account, principal, policies)
                : NotAssessed(context, Subject.Of(account), "Partial: servicePrincipals lacks this principal.", account.Roles);
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No service principal is privileged.");
        }
    }

    private Finding Judge(CheckContext context, PrivilegedAccount account, ServicePrincipal principal, List<ConditionalAccessPolicy> policies)
    {
        Subject subject = Subject.Of(account);
        if (account.Type == PrincipalType.ManagedIdentity)
        {
            return NotApplicable(context, subject, "Conditional access does not apply to managed identities.", account.Roles);
        }

        if (account.Enabled == false)
        {
            return NotApplicable(context, subject, "The service principal is disabled: a stolen credential does not work.", account.Roles);
        }

        if (string.Equals(principal.AppOwnerOrganizationId, MicrosoftTenant.Id, StringComparison.OrdinalIgnoreCase))
        {
            return NotApplicable(context, subject, "Microsoft's own application.", account.Roles);
        }

        if (principal.SignInAudience != "AzureADMyOrg" || !string.Equals(principal.AppOwnerOrganizationId, context.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase))
        {
            return Warn(context, subject, "Conditional access covers only this tenant's own, single-tenant applications, and this is none.", account.Roles, $"signInAudience={principal.SignInAudience}; appOwnerOrganizationId={principal.AppOwnerOrganizationId}", Severity.Low);
        }

        List<ConditionalAccessPolicy> own = [.. policies.Where(p => Names(p, account.Id))];
        string evidence = $"policies={string.Join(", ", own.Select(p => p.DisplayName))}";
        return own.Find(Holds) is { } strong ? Pass(context, subject, $"'{strong.DisplayName}' blocks it {Where(strong.Conditions!)}.", account.Roles, evidence)
            : policies.Exists(p => p.Conditions!.ClientApplications!.ServicePrincipalFilter is not null && !Excludes(p, account.Id))
                ? NotAssessed(context, subject, "NotSupported: a policy chooses workloads by custom security attributes, which are not read.", account.Roles, evidence)
                : Warn(context, subject, own.Count == 0 ? "No enabled policy covers it: a stolen credential works from anywhere." : "The policies that cover it block neither outside its locations nor at risk.", account.Roles, evidence);
    }

    private static bool Names(ConditionalAccessPolicy policy, string id) => !Excludes(policy, id) && policy.Conditions!.ClientApplications!.ServicePrincipalFilter is null
        && (policy.Conditions.ClientApplications.IncludeServicePrincipals ?? []).Any(i => Same(i, id) || Same(i, InTenant));

    private static bool Excludes(ConditionalAccessPolicy policy, string id) => (policy.Conditions!.ClientApplications!.ExcludeServicePrincipals ?? []).Any(e => Same(e, id));

    /// <summary>Whether it blocks all resources: everywhere but in some places, or at high risk at least. Any other condition narrows it.</summary>
    private static bool Holds(ConditionalAccessPolicy policy)
    {
        ConditionSet conditions = policy.Conditions!;
        bool blocks = (policy.GrantControls?.BuiltInControls ?? []).Any(c => Same(c, "block")) && policy.Extra is null && conditions.Extra is null && conditions.ClientApplications!.Extra is null;
        bool everything = (conditions.Applications?.IncludeApplications ?? []).Any(a => Same(a, All)) && conditions.Applications!.ExcludeApplications is null or { Count: 0 } && conditions.Applications?.ApplicationFilter is null;
        bool places = conditions.Locations is null || (conditions.Locations.IncludeLocations ?? []).Any(l => Same(l, All));
        bool risk = !AsksForRisk(conditions) || conditions.ServicePrincipalRiskLevels!.Any(r => Same(r, "high"));

        // One of both at most: what blocks only what is at risk and elsewhere lets a stolen credential in from a known place.
        return blocks && everything && places && risk && !(AsksForRisk(conditions) && conditions.Locations is not null);
    }

    private static bool AsksForRisk(ConditionSet conditions) => conditions.ServicePrincipalRiskLevels is { Count: > 0 };

    private static string Where(ConditionSet conditions) => conditions.Locations is not null ? "outside its locations" : AsksForRisk(conditions) ? "at risk" : "everywhere";

    private static bool Same(string? left, string right) => string.Equals(left, right, StringComparison.OrdinalIgnoreCase);
}
