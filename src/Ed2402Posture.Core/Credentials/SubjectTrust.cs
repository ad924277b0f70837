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
        // One workflow file, wherever it is called from, narrows what the subject leaves open.
        return wide is not null && claims.Exists(c => c.Claim == "job_workflow_ref" && !c.Value.Split('@')[0].Contains('*', StringComparison.Ordinal)) ? null : wide;
    }

    private string? Judge(string subject, bool isPattern) => issuer?.Kind switch
    {
        IssuerKind.GitHub => GitHub(subject, isPattern),
        IssuerKind.GitLab => isPattern && Wild(subject, "ref:") ? "it trusts any branch or project" : subject.Contains(":ref:", StringComparison.Ordinal) ? null : "it trusts any branch of the project",
        IssuerKind.Terraform => isPattern && (Wild(subject, "workspace:") || Wild(subject, "project:")) ? "it trusts any workspace" : null,
        IssuerKind.Kubernetes => ServiceAccount().IsMatch(subject) ? null : "it names no single service account",
        _ => isPattern && subject.Contains('*', StringComparison.Ordinal) ? "its subject is a pattern" : null,
    };

    private static string? GitHub(string subject, bool isPattern)
    {
        if (subject.StartsWith("repository_owner", StringComparison.OrdinalIgnoreCase))
        {
            return "it trusts the whole GitHub organisation";
        }

        // repo:owner/name:context
        string[] parts = subject.Split(':', 3);
        string[] repository = parts.ElementAtOrDefault(1)?.Split('/', 2) ?? [];
        string context = parts.ElementAtOrDefault(2) ?? "";
        return !string.Equals(parts[0], "repo", StringComparison.OrdinalIgnoreCase) ? isPattern && subject.Contains('*', StringComparison.Ordinal) ? "its subject is a pattern" : null
            : isPattern && (repository.Length < 2 || repository[0].Contains('*', StringComparison.Ordinal) || repository[1] is "*" or "") ? "it trusts the whole GitHub organisation"
            : isPattern && repository[1].Contains('*', StringComparison.Ordinal) ? "it trusts every repository whose name fits"
            : context.Length == 0 || (isPattern && context is "*" or "ref:*" or "ref:refs/*" or "ref:refs/heads/*") ? "it trusts any branch of the repository"
            : context.StartsWith("pull_request", StringComparison.OrdinalIgnoreCase) ? "it trusts every pull request to the repository"
            : isPattern && context.StartsWith("environment:*", StringComparison.OrdinalIgnoreCase) ? "it trusts any environment of the repository"
            : null;
    }

    /// <summary>Whether what follows a key begins with a wildcard, or the key is missing.</summary>
    private static bool Wild(string subject, string key) => subject.IndexOf(key, StringComparison.OrdinalIgnoreCase) is var at && (at < 0 || subject[(at + key.Length)..].StartsWith('*'));

    [GeneratedRegex(@"claims\['(?<claim>[^']+)'\]\s+(?<operator>eq|matches)\s+'(?<value>[^']*)'", RegexOptions.ExplicitCapture)]
    private static partial Regex Claim();

    [GeneratedRegex("^system:serviceaccount:[^:*]+:[^:*]+$")]
    private static partial Regex ServiceAccount();
}
