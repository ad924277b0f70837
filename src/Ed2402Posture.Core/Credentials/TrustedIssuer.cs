namespace Ed2402Posture.Core.Credentials;

/// <summary>Services whose tokens workloads are known to be federated with.</summary>
internal enum IssuerKind
{
    GitHub,
    GitLab,
    Terraform,
    Kubernetes,
    Entra,
    AzureDevOps,
    Aws,
    Google,
    Other,
}

/// <summary>A known issuer of tokens.</summary>
/// <param name="Kind">The service.</param>
/// <param name="TenantId">For Microsoft Entra ID: the tenant.</param>
internal sealed record TrustedIssuer(IssuerKind Kind, string? TenantId = null)
{
    private static readonly string[] EntraHosts = ["login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.chinacloudapi.cn", "sts.windows.net"];

    /// <summary>The issuer of that address; null when it is not a known one.</summary>
    public static TrustedIssuer? Of(string? issuer)
    {
        if (!Uri.TryCreate(issuer, UriKind.Absolute, out Uri? address) || address.Scheme != Uri.UriSchemeHttps)
        {
            return null;
        }

        string host = address.Host;
        return host == "token.actions.githubusercontent.com" || (host.StartsWith("token.actions.", StringComparison.Ordinal) && host.EndsWith(".ghe.com", StringComparison.Ordinal)) ? new(IssuerKind.GitHub)
            : host == "gitlab.com" ? new(IssuerKind.GitLab)
            : host == "app.terraform.io" ? new(IssuerKind.Terraform)
            : host.EndsWith(".oic.prod-aks.azure.com", StringComparison.Ordinal) || host.EndsWith(".oic.prod-arc.azure.com", StringComparison.Ordinal) || (host.StartsWith("oidc.eks.", StringComparison.Ordinal) && host.EndsWith(".amazonaws.com", StringComparison.Ordinal)) || host == "container.googleapis.com" ? new(IssuerKind.Kubernetes)
            : EntraHosts.Contains(host) ? new(IssuerKind.Entra, address.Segments.Skip(1).FirstOrDefault()?.Trim('/'))
            : host == "vstoken.dev.azure.com" ? new(IssuerKind.AzureDevOps)
            : host.EndsWith(".tokens.sts.global.api.aws", StringComparison.Ordinal) ? new(IssuerKind.Aws)
            : host == "accounts.google.com" ? new(IssuerKind.Google)
            : host is "api.bitbucket.org" or "oidc.circleci.com" or "agent.buildkite.com" ? new(IssuerKind.Other)
            : null;
    }
}
