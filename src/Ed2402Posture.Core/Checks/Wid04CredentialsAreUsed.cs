using System.Globalization;
using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-04: what nobody uses is taken away. One finding a secret or certificate of a privileged workload; of one that has none to remove, one
/// finding about the workload itself.</summary>
internal sealed class Wid04CredentialsAreUsed : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-04",
        Title = "Credentials of privileged service principals are in use",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.High,
        Provenance = [Provenance.ED, Provenance.OWN],
        References = ["NIST AC-2(3)", "NIST IA-4", "ATT&CK T1098.001"],
        Remediation = "Ask the owner, then remove the credential; where the workload itself is unused, disable its service principal, and delete it with its permissions when nobody misses it.",
        Needs = [Datasets.Applications, Datasets.ServicePrincipals, Datasets.AppCredentialSignInActivities, Datasets.ServicePrincipalSignInActivities],
        Widens = PrivilegeNeeds.Except(Datasets.Applications, Datasets.ServicePrincipals),
        Thresholds = [CredentialLimits.Unused],
        WhenNotAssessed = "Grant AuditLog.Read.All to the account that scans. Clouds other than the public one do not offer the reports: there, Test-Ed2402StaleSecret -IncludeSignInLog reads the sign-in log of the privileged workloads.",
        FailuresStandOnPartialData = false,
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        CredentialAnalysis credentials = context.Analysis.Credentials;
        CredentialUsage usage = credentials.Usage;
        var age = new WorkloadAge(context.Snapshot);
        bool any = false;
        foreach (PrivilegedAccount account in context.Privilege.Accounts.Where(a => a.Type is PrincipalType.ServicePrincipal or PrincipalType.ManagedIdentity))
        {
            any = true;
            if (account.Enabled == false)
            {
                yield return NotApplicable(context, Subject.Of(account), "The service principal is disabled: nobody signs in with it.", account.Roles);
                continue;
            }

            AppCredential[] own = account.Type == PrincipalType.ManagedIdentity ? [] : [.. credentials.OfPrivileged(account.UserPrincipalName).Where(IsUsable)];
            foreach (AppCredential credential in own)
            {
                yield return Judge(context, account, usage.Of(credential), $"The {(credential.Kind == CredentialKind.Secret ? "secret" : "certificate")}", credential.ToString(), Evidence(credential));
            }

            if (own.Length == 0)
            {
                yield return JudgeWorkload(context, account, credentials.Principal(account.Id), usage, age);
            }
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No service principal is privileged.");
        }
    }

    private static bool IsUsable(AppCredential credential) => credential is { Kind: not CredentialKind.Federated, Use: CredentialUse.SignIn, State: not CredentialState.Expired };

    private Finding JudgeWorkload(CheckContext context, PrivilegedAccount account, ServicePrincipal? principal, CredentialUsage usage, WorkloadAge age)
    {
        string what = account.Type == PrincipalType.ManagedIdentity ? "The managed identity" : "The service principal, which has no secret and no certificate here,";
        return principal is null ? NotAssessed(context, Subject.Of(account), "Partial: servicePrincipals lacks this principal, so its use is unknown.", account.Roles)
            : string.Equals(principal.AppOwnerOrganizationId, MicrosoftTenant.Id, StringComparison.OrdinalIgnoreCase) && principal.ServicePrincipalType != "ManagedIdentity"
                ? NotApplicable(context, Subject.Of(account), "Microsoft's own application: Microsoft keeps its credentials.", account.Roles)
                : Judge(context, account, usage.OfWorkload(principal.AppId, age.Made(principal), age.KnownSince(principal), account.Type == PrincipalType.ManagedIdentity), what, account.Roles, $"appId={principal.AppId}");
    }

    private Finding Judge(CheckContext context, PrivilegedAccount account, UseVerdict use, string what, string? resource, string evidence)
    {
        Subject subject = Subject.Of(account);
        return use.State switch
        {
            UseState.Unknown => NotAssessed(context, subject, $"{use.Text}.", resource, evidence),
            UseState.Unused => Fail(context, subject, $"{what} {use.Text}. It signs in as {account.Roles}.", resource, evidence),
            _ => Pass(context, subject, $"{what} {use.Text}.", resource, evidence),
        };
    }

    private static string Evidence(AppCredential credential) => string.Create(
        CultureInfo.InvariantCulture, $"on={credential.ObjectType}; start={credential.StartDateTime:yyyy-MM-dd}; end={credential.EndDateTime:yyyy-MM-dd}; lastUsed={credential.LastUsed:yyyy-MM-dd}");
}
