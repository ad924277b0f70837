using Ed2402Posture.Core.Credentials;
using Ed2402Posture.Core.Privilege;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>WID-07: whoever is trusted to sign in as an application without a secret is one workload of a known issuer. One finding a federated credential.</summary>
internal sealed class Wid07FederatedTrustIsNarrow : Check
{
    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "WID-07",
        Title = "Federated credentials trust narrow subjects of known issuers",
        Category = CheckCategory.WorkloadIdentity,
        Severity = Severity.High,
        Provenance = [Provenance.OWN],
        References = ["NIST IA-9", "NIST SA-9", "ATT&CK T1199", "ATT&CK T1552"],
        Remediation = "Name one branch, tag or protected environment, one workspace or one service account in the subject, and the audience api://AzureADTokenExchange. Remove credentials whose issuer nobody can explain; where it is your own, waive the finding with the reason.",
        Needs = [Datasets.FederatedIdentityCredentials],
        Widens = PrivilegeNeeds.Except(Datasets.FederatedIdentityCredentials),
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        bool any = false;
        foreach (FederatedIdentityCredential credential in context.Snapshot.Get(Datasets.FederatedIdentityCredentials).Items)
        {
            any = true;
            yield return Judge(context, credential, context.Analysis.Credentials.Federated(credential));
        }

        if (!any)
        {
            yield return NotApplicable(context, context.Tenant, "No application trusts another issuer.");
        }
    }

    private Finding Judge(CheckContext context, FederatedIdentityCredential credential, AppCredential? shown)
    {
        var trust = new SubjectTrust(credential);
        var subject = new Subject(shown?.Principal ?? credential.ParentId, credential.ParentId, (shown?.ObjectType ?? CredentialObject.Application).ToString());
        string resource = $"Federated '{credential.Name}' ({credential.Id})", evidence = $"issuer={credential.Issuer}; subject={trust.Pattern}; audiences={string.Join(", ", credential.Audiences ?? [])}; tier={shown?.Tier}";
        Severity severity = shown?.Tier <= Tiers.ManagementPlane ? Severity.High : Severity.Medium;
        List<string> wrong = [.. new[] { trust.Issuer is null ? "the issuer is none that is known" : Stranger(context, trust), trust.TooWide(), trust.Audience() }.OfType<string>()];
        return wrong.Count > 0
            ? Fail(context, subject, $"{char.ToUpperInvariant(wrong[0][0])}{string.Join("; ", wrong)[1..]}.", resource, evidence, severity)
            : Pass(context, subject, $"It trusts one subject of {trust.Issuer!.Kind}: {trust.Pattern}.", resource, evidence);
    }

    private static string? Stranger(CheckContext context, SubjectTrust trust) =>
        trust.Issuer is { Kind: IssuerKind.Entra, TenantId: var tenant } && !string.Equals(tenant, context.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase) && !context.Settings.AllowedTenants.Contains(tenant ?? "", StringComparer.OrdinalIgnoreCase)
            ? $"it trusts an identity of another tenant ({tenant})"
            : null;
}
