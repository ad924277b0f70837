using System.Text.RegularExpressions;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Credentials;

/// <summary>How narrow the trust of one federated credential is. Formats of subjects: GitHub 'OpenID Connect reference', GitLab 'ID token authentication', HCP
/// Terraform 'Workload identity tokens', Kubernetes 'service account token volume projection', Microsoft Entra 'Flexible federated identity credentials' (2026).</summary>
internal sealed partial class SubjectTrust
{
    private static readonly string[] Audiences = ["api://AzureADTokenExchange", "api://AzureADTokenExchangeUSGov", "api://AzureADTokenExchangeChina"];

    private readonly FederatedIdentityCredential credential;
    private readonly TrustedIssuer? issuer;

    public SubjectTrust(FederatedIdentityCredential credential)
    {
        this.credential = credential;
        issuer = TrustedIssuer.Of(credential.Issuer);
    }

    /// <summary>The issuer, where it is a known one.</summary>
    public TrustedIssuer? Issuer => issuer;

    /// <summary>The subject or the expression, as people read it.</summary>
    public string Pattern => credential.Subject ?? credential.ClaimsMatchingExpression?.Value ?? "";

    /// <summary>What makes the audience unusual; null when it is the one that Microsoft Entra ID asks for.</summary>
    public string? Audience() => credential.Audiences is [string only] && Audiences.Contains(only, StringComparer.OrdinalIgnoreCase) ? null : $"the audience is unusual: {string.Join(", ", credential.Audiences ?? [])}";

    /// <summary>Whom beside the one workload meant it trusts; null when nobody.</summary>
    public string? TooWide()
    {
        if (credential.Subject is { Length: > 0 } subject)
        {
            return Judge(subject, isPattern: false);
        }

        if (credential.ClaimsMatchingExpression?.Value is not { } expression)
        {
            return "it names no subject";
        }

        List<(string Claim, string Value, bool IsPattern)> claims = [.. Claim().Matches(expression).Select(m => (m.Groups["claim"].Value, m.Groups["value"].Value, m.Groups["operator"].Value == "matches"))];
        (string Claim, string Value, bool IsPattern) sub = claims.Find(c => c.Claim == "sub");
        string? wide = sub.Claim is null ? "it matches any subject" : Judge(sub.Value, sub.IsPattern);
        // One version of one workflow file narrows what the subject leaves open of an organisation; that anyone at all may call it does not become narrow.
        return wide is not null && NamesOwner(sub.Value) && claims.Exists(c => c.Claim == "job_workflow_ref" && !HasWildcard(c.Value)) ? null : wide;
    }

    private string? Judge(string subject, bool isPattern) => issuer?.Kind switch
    {
        IssuerKind.GitHub => GitHubSubject.TooWide(subject, isPattern),
        IssuerKind.GitLab => isPattern && (HasWildcard(Part(subject, "project_path:")) || Wild(subject, ":ref:")) ? "it trusts any branch or project" : subject.Contains(":ref:", StringComparison.Ordinal) ? null : "it trusts any branch of the project",
        IssuerKind.Terraform => !isPattern ? null
            : Part(subject, "organization:") is var organisation && (organisation.Length == 0 || HasWildcard(organisation)) ? "it trusts every organisation whose name fits"
            : Wild(subject, "workspace:") || Wild(subject, "project:") ? "it trusts any workspace" : null,
        IssuerKind.Kubernetes => ServiceAccount().IsMatch(subject) ? null : "it names no single service account",
        _ => isPattern && HasWildcard(subject) ? "its subject is a pattern" : null,
    };

    /// <summary>Whether a subject of GitHub names the owner of the repository.</summary>
    private bool NamesOwner(string? subject) => issuer?.Kind == IssuerKind.GitHub && subject?.Split(':') is [_, var repository, ..] && repository.Split('/') is [{ Length: > 0 } owner, _] && !HasWildcard(owner);

    /// <summary>Whether what follows a key begins with a wildcard, or the key is missing.</summary>
    private static bool Wild(string subject, string key) => subject.IndexOf(key, StringComparison.OrdinalIgnoreCase) is var at && (at < 0 || subject[(at + key.Length)..] is ['*' or '?', ..]);

    /// <summary>What follows a key, to the next colon; empty where there is none.</summary>
    private static string Part(string subject, string key) => subject.IndexOf(key, StringComparison.OrdinalIgnoreCase) is var at && at < 0 ? "" : subject[(at + key.Length)..].Split(':')[0];

    /// <summary>A pattern's star is any text, its question mark any character.</summary>
    public static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');

    [GeneratedRegex(@"claims\['(?<claim>[^']+)'\]\s+(?<operator>eq|matches)\s+'(?<value>[^']*)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Claim();

    [GeneratedRegex("^system:serviceaccount:[^:*?]+:[^:*?]+$")]
    private static partial Regex ServiceAccount();
}
