using System.Globalization;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-05: nobody has added a credential of this tenant to the service principal of an application that belongs to someone else.</summary>
internal sealed class Wid05NoCredentialsOnOthersApplications : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-05",
        Title = "No credentials are on the service principals of others' applications",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.High,
        Provenance = [Provenance.MS, Provenance.OWN],
        References = ["NIST IA-5", "ATT&CK T1098.001"],
        Remediation = "Find out who added the credential (audit log, 'Add service principal credentials') and remove it ('Remove-MgServicePrincipalPassword', 'Remove-MgServicePrincipalKey'). For Exchange hybrid, move to the dedicated hybrid application and reset the keys of the shared one; until then allow it in the settings.",
        Needs = [Datasets.ServicePrincipals],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        CredentialReader reader = context.Analysis.Credentials.Reader;
        bool any = false;
        foreach (ServicePrincipal principal in context.Snapshot.Get(Datasets.ServicePrincipals).Items.Where(s => s.ServicePrincipalType != "ManagedIdentity"))
        {
            List<AppCredential> credentials = reader.Unjudged(principal);
            credentials.RemoveAll(c => c.Use != CredentialUse.SignIn || c.Kind == CredentialKind.Federated);
            if (credentials.Count > 0)
            {
                any = true;
                yield return Judge(context, principal, credentials);
            }
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No service principal has a sign-in credential of its own.");
        }
    }

    private Finding Judge(CheckContext context, ServicePrincipal principal, List<AppCredential> credentials)
    {
        var subject = new Subject(principal.DisplayName ?? principal.Id, principal.Id, nameof(PrincipalType.ServicePrincipal));
        string evidence = string.Join("; ", credentials.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c}: {c.State}, {c.AgeDays} days old, until {c.EndDateTime:yyyy-MM-dd}")));
        string? owner = principal.AppOwnerOrganizationId;
        if (string.Equals(owner, context.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase))
        {
            return Pass(context, subject, "The application is this tenant's own.", evidence: evidence);
        }

        if (context.Settings.AllowedServicePrincipals.Any(a => string.Equals(a, principal.Id, StringComparison.OrdinalIgnoreCase) || string.Equals(a, principal.AppId, StringComparison.OrdinalIgnoreCase)))
        {
            return Pass(context, subject, "The settings allow this service principal.", evidence: evidence);
        }

        if (owner is null)
        {
            return Warn(context, subject, "Whose application it is cannot be told, and it has credentials of its own here.", evidence: evidence, severity: Severity.Medium);
        }

        string whose = string.Equals(owner, MicrosoftTenant.Id, StringComparison.OrdinalIgnoreCase) ? "Microsoft" : $"tenant {owner}";
        bool isDisabled = principal.AccountEnabled == false || principal.IsDisabled == true;
        return credentials.Any(c => c.State != CredentialState.Expired)
            ? isDisabled ? Warn(context, subject, $"The application belongs to {whose}, and credentials were added to its service principal here, which is disabled: once it is enabled, whoever has them signs in as it.", evidence: evidence, severity: Severity.Medium)
            : Fail(context, subject, $"The application belongs to {whose}, and credentials were added to its service principal here: whoever has them signs in as it.", evidence: evidence)
            : Warn(context, subject, $"The application belongs to {whose}; the credentials that were added to its service principal here have expired.", evidence: evidence, severity: Severity.Low);
    }
}
