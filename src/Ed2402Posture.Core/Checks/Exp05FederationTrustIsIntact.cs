using System.Globalization;
using Ed2402Posture.Core.Settings;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Checks;

/// <summary>EXP-05: nobody can sign tokens for a domain but the identity provider that the organisation means. One finding a federated domain.</summary>
internal sealed class Exp05FederationTrustIsIntact : Check
{
    private static readonly Threshold Lifetime = new("maximumCertificateDays", 1096, "days", "Longest life of a certificate that signs tokens.");
    private static readonly Threshold Rollover = new("rolloverDays", 45, "days", "How long before the end of the certificate in use a second one is an ordinary rollover.") { Maximum = 365 };

    /// <inheritdoc/>
    public override CheckMetadata Metadata { get; } = new()
    {
        Id = "EXP-05",
        Title = "The trust in other identity providers is intact",
        Category = CheckCategory.Exposure,
        Severity = Severity.Critical,
        Provenance = [Provenance.ED],
        References = ["NIST SC-12", "NIST IR-4", "ATT&CK T1484.002", "ATT&CK T1606.002"],
        Remediation = "Compare issuer and certificates with the identity provider itself. Remove what it does not know, renew its certificate twice, and look in the log of changes for who set the federation; convert the domain to managed where federation is not needed. Declare the domain in the settings (federatedDomains) once it is reviewed.",
        Needs = [Datasets.Domains, Datasets.DomainFederationConfigurations],
        Thresholds = [Lifetime, Rollover],
    };

    /// <inheritdoc/>
    public override IEnumerable<Finding> Evaluate(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        Domain[] domains = [.. context.Snapshot.Get(Datasets.Domains).Items.Where(d => string.Equals(d.AuthenticationType, "Federated", StringComparison.OrdinalIgnoreCase))];
        ILookup<string, DomainFederation> federations = context.Snapshot.Get(Datasets.DomainFederationConfigurations).Items.ToLookup(f => f.ParentId, StringComparer.OrdinalIgnoreCase);
        foreach (Domain domain in domains)
        {
            var subject = new Subject(domain.Id, domain.Id, "Domain");
            if (!federations[domain.Id].Any())
            {
                yield return NotAssessed(context, subject, $"Partial: {Datasets.DomainFederationConfigurations} has no settings of the domain.");
            }

            foreach (DomainFederation federation in federations[domain.Id])
            {
                yield return Judge(context, subject, federation);
            }
        }

        if (domains.Length == 0)
        {
            yield return Pass(context, context.Tenant, "No domain is federated: no other identity provider's word is taken.");
        }
    }

    private Finding Judge(CheckContext context, Subject subject, DomainFederation federation)
    {
        SigningCertificate? signing = SigningCertificate.Read(federation.SigningCertificate), next = SigningCertificate.Read(federation.NextSigningCertificate);
        string evidence = $"issuer={federation.IssuerUri}; signIn={federation.PassiveSignInUri}; signing={Text(signing)}; next={Text(next)}; mfa={federation.FederatedIdpMfaBehavior}";
        string[] faults = [.. Faults(context, subject.Name, federation, signing, next)];
        string mfa = federation.FederatedIdpMfaBehavior is "acceptIfMfaDoneByFederatedIdp" or "enforceMfaByFederatedIdp" ? " Its word is taken for multifactor authentication too." : "";
        return faults.Length > 0 ? Fail(context, subject, $"{string.Join("; ", faults)}.{mfa}", federation.Id, evidence)
            : mfa.Length > 0 ? Warn(context, subject, $"The federation is as declared.{mfa}", federation.Id, evidence, Severity.Medium)
            : Declared(context, subject.Name)?.IssuerUri is null && !(Uri.TryCreate(federation.IssuerUri, UriKind.Absolute, out Uri? issuer) && Under(issuer.Host, subject.Name))
                ? Warn(context, subject, $"No issuer is declared to compare {federation.IssuerUri} with; it fits the sign-in address {federation.PassiveSignInUri}, which whoever changed the federation chose too. Declare it (settings, federatedDomains, issuerUri).", federation.Id, evidence, Severity.Low)
            : Pass(context, subject, "The federation is as declared.", federation.Id, evidence);
    }

    private IEnumerable<string> Faults(CheckContext context, string domain, DomainFederation federation, SigningCertificate? signing, SigningCertificate? next)
    {
        FederatedDomain? declared = Declared(context, domain);
        if (declared is null)
        {
            yield return "The domain is federated and not declared as such (settings, federatedDomains)";
        }

        if (declared?.IssuerUri is { } issuer ? !string.Equals(issuer, federation.IssuerUri, StringComparison.OrdinalIgnoreCase) : !IsOfOneHouse(domain, federation))
        {
            yield return declared?.IssuerUri is { } expected ? $"its issuer is {federation.IssuerUri}, not {expected}" : $"its issuer {federation.IssuerUri} fits neither the domain nor the sign-in address {federation.PassiveSignInUri}";
        }

        if (signing is null)
        {
            yield return "its signing certificate cannot be read";
        }

        int longest = context.Threshold(Metadata, Lifetime.Name), rollover = context.Threshold(Metadata, Rollover.Name);
        foreach ((string name, SigningCertificate certificate) in new[] { ("signing certificate", signing), ("second certificate", next) }.Where(c => c.Item2?.LifetimeDays > longest).Select(c => (c.Item1, c.Item2!)))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"its {name} lives {certificate.LifetimeDays} days (limit {longest})");
        }

        if (federation.NextSigningCertificate is { Length: > 0 } && next is null)
        {
            yield return "its second certificate cannot be read";
        }
        else if (next is not null && signing is not null && next.Thumbprint != signing.Thumbprint)
        {
            if (signing.To - context.Now > TimeSpan.FromDays(rollover))
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"a second certificate is trusted though the one in use holds until {signing.To:yyyy-MM-dd}");
            }

            if (!string.Equals(next.Subject, signing.Subject, StringComparison.OrdinalIgnoreCase))
            {
                yield return $"its second certificate is of another subject ({next.Subject}, not {signing.Subject})";
            }
        }
    }

    private static FederatedDomain? Declared(CheckContext context, string domain) =>
        context.Settings.FederatedDomains.FirstOrDefault(d => string.Equals(d.Domain, domain, StringComparison.OrdinalIgnoreCase));

    // AD FS names itself by its own address or by the domain; others by an address under the same parent as their sign-in page.
    private static bool IsOfOneHouse(string domain, DomainFederation federation)
    {
        if (!Uri.TryCreate(federation.IssuerUri, UriKind.Absolute, out Uri? issuer) || issuer.Host.Length == 0)
        {
            return false;
        }

        return Under(issuer.Host, domain) || (Uri.TryCreate(federation.PassiveSignInUri, UriKind.Absolute, out Uri? signIn) && string.Equals(Parent(issuer.Host), Parent(signIn.Host), StringComparison.OrdinalIgnoreCase));
    }

    private static bool Under(string host, string domain) => string.Equals(host, domain, StringComparison.OrdinalIgnoreCase) || host.EndsWith("." + domain, StringComparison.OrdinalIgnoreCase);

    private static string Parent(string host) => string.Join('.', host.Split('.').TakeLast(2));

    private static string Text(SigningCertificate? certificate) => certificate is null ? "none" : string.Create(CultureInfo.InvariantCulture, $"{certificate.Subject} {certificate.Thumbprint} {certificate.From:yyyy-MM-dd} to {certificate.To:yyyy-MM-dd}");
}
