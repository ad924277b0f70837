using System.Globalization;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-02: no privileged service principal can sign in with a client secret, on the application or on itself.</summary>
internal sealed class Wid02PrivilegedWorkloadsUseNoSecrets : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-02",
        Title = "Privileged service principals use no client secrets",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.High,
        Provenance = [Provenance.SCuBA, Provenance.MS],
        References = ["SCuBA MS.AAD.5.6v1", "CIS M365 5.1.5.3", "CIS M365 5.1.5.4", "CIS M365 5.1.5.5", "CIS M365 5.1.5.6", "NIST IA-5", "NIST IA-5(7)", "ATT&CK T1098.001", "ATT&CK T1552.001"],
        Remediation = "Give the workload a managed identity or a federated credential; where neither works, a certificate kept in a key vault. Then remove the secret, on the service principal object too: there only Graph shows and removes it ('Remove-MgServicePrincipalPassword').",
        Needs = [Datasets.Applications, Datasets.ServicePrincipals],
        Widens = PrivilegeNeeds.Except(Datasets.Applications, Datasets.ServicePrincipals),
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        CredentialAnalysis credentials = context.Analysis.Credentials;
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts.Where(a => a.Type is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity))
        {
            any = true;
            yield return Judge(context, account, [.. credentials.OfPrivileged(account.UserPrincipalName).Where(c => c is { Kind: CredentialKind.Secret, Use: CredentialUse.SignIn })], credentials.Principal(account.Id));
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No service principal is privileged.");
        }
    }

    private Finding Judge(CheckContext context, PrivilegedAccount account, List<AppCredential> secrets, ServicePrincipal? principal)
    {
        Subject subject = Subject.Of(account);
        List<AppCredential> usable = [.. secrets.Where(s => s.State != CredentialState.Expired)];
        if (usable.Count > 0)
        {
            string where = string.Join(" and ", usable.Select(s => s.ObjectType).Distinct().Order().Select(t => t == CredentialObject.Application ? "the application" : "the service principal object"));
            string evidence = string.Join("; ", usable.Select(s => string.Create(CultureInfo.InvariantCulture, $"{s.ObjectType} {s.KeyId} until {s.EndDateTime:yyyy-MM-dd}")));
            return account.Enabled == false
                ? Warn(context, subject, $"The service principal is disabled; once it is enabled again, {usable.Count} client secrets on {where} sign in as {account.Roles}.", account.Roles, evidence, Severity.Medium)
                : Fail(context, subject, $"{usable.Count} client secrets on {where} can sign in as {account.Roles}.", account.Roles, evidence);
        }

        if (account.Type == PrincipalType.ManagedIdentity)
        {
            return Pass(context, subject, "A managed identity has no secret that anyone could know.", account.Roles);
        }

        if (principal is null)
        {
            return NotAssessed(context, subject, "Partial: servicePrincipals lacks this principal, so its credentials are unknown.", account.Roles);
        }

        if (string.Equals(principal.AppOwnerOrganizationId, MicrosoftTenant.Id, StringComparison.OrdinalIgnoreCase))
        {
            return NotApplicable(context, subject, "Microsoft's own application: Microsoft keeps its credentials, and none is on the service principal here.", account.Roles);
        }

        return IsForeign(principal, context)
            ? NotAssessed(context, subject, $"NotSupported: applications of another tenant ({principal.AppOwnerOrganizationId}) cannot be read; no secret is on the service principal here.", account.Roles)
            : Pass(context, subject, secrets.Count == 0 ? "No client secret on the application or the service principal." : "Every client secret has expired.", account.Roles);
    }

    private static bool IsForeign(ServicePrincipal principal, CheckContext context) =>
        principal.AppOwnerOrganizationId is { } owner && !string.Equals(owner, context.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase);
}
