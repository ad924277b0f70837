using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Hosting;
using Microsoft.AspNetCore.WebUtilities;

namespace Ed2402Posture.TenantSimulator.Tokens;

/// <summary>The token endpoint: OpenID configuration and client credentials, with a secret or a client assertion.</summary>
internal sealed class AuthorityService(SimulatorOptions options, TokenIssuer tokens) : IService
{
    private const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public Task<ServiceResponse> AnswerAsync(ServiceRequest request, CancellationToken cancellationToken) => Task.FromResult(Answer(request));

    private ServiceResponse Answer(ServiceRequest request) => (request.Method, request.Segments) switch
    {
        ("GET", ["common", "discovery", "instance"]) => AuthorityErrors.UnknownInstance(request),
        ("GET", [var tenant, "v2.0", ".well-known", "openid-configuration"]) => IsTenant(tenant) ? Configuration(request, tenant) : AuthorityErrors.TenantNotFound(tenant),
        ("POST", [var tenant, "oauth2", "v2.0", "token"]) => IsTenant(tenant) ? Token(request, tenant) : AuthorityErrors.TenantNotFound(tenant),
        _ => new ServiceResponse { Status = 404 },
    };

    private bool IsTenant(string tenant) =>
        string.Equals(tenant, options.Snapshot.Info.TenantId, StringComparison.OrdinalIgnoreCase)
        || options.Snapshot.Get(Datasets.Domains).Items.Any(d => string.Equals(d.Id, tenant, StringComparison.OrdinalIgnoreCase));

    private ServiceResponse Configuration(ServiceRequest request, string tenant)
    {
        string root = request.Root.GetLeftPart(UriPartial.Authority);
        return ServiceResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("token_endpoint", $"{root}/{tenant}/oauth2/v2.0/token");
            writer.WriteString("jwks_uri", $"{root}/{tenant}/discovery/v2.0/keys");
            writer.WriteString("issuer", $"{root}/{options.Snapshot.Info.TenantId}/v2.0");
            writer.WriteString("authorization_endpoint", $"{root}/{tenant}/oauth2/v2.0/authorize");
            writer.WriteString("device_authorization_endpoint", $"{root}/{tenant}/oauth2/v2.0/devicecode");
            writer.WriteStartArray("response_types_supported");
            writer.WriteStringValue("code");
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private ServiceResponse Token(ServiceRequest request, string tenant)
    {
        Dictionary<string, Microsoft.Extensions.Primitives.StringValues> form = QueryHelpers.ParseQuery(System.Text.Encoding.UTF8.GetString(request.Body.Span));
        string? Value(string name) => form.TryGetValue(name, out var value) ? value.ToString() : null;
        if (Value("grant_type") != "client_credentials")
        {
            return AuthorityErrors.UnsupportedGrant(Value("grant_type"));
        }

        string client = Value("client_id") ?? "";
        if (!string.Equals(client, options.ClientId, StringComparison.OrdinalIgnoreCase))
        {
            return AuthorityErrors.ClientNotFound(client, options.Snapshot.Info.TenantName ?? tenant);
        }

        if (Value("client_assertion") is { } assertion && Value("client_assertion_type") == AssertionType)
        {
            if (ClientAssertion.Check(assertion, options) is { } refusal)
            {
                return refusal;
            }
        }
        else if (Value("client_secret") is not { } secret)
        {
            return AuthorityErrors.NoCredential();
        }
        else if (secret != options.ClientSecret)
        {
            return AuthorityErrors.WrongSecret(client);
        }

        string scope = Value("scope") ?? "";
        return Resource(scope) is not { } service ? AuthorityErrors.ResourceNotFound(scope, options.Snapshot.Info.TenantName ?? tenant) : ServiceResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("token_type", "Bearer");
            writer.WriteNumber("expires_in", (long)options.TokenLifetime.TotalSeconds);
            writer.WriteNumber("ext_expires_in", (long)options.TokenLifetime.TotalSeconds);
            writer.WriteString("access_token", tokens.Issue(service));
            writer.WriteEndObject();
        });
    }

    /// <summary>Which service a <c>{resource}/.default</c> scope is for: its simulated endpoint, or the public cloud's name of it.</summary>
    private SimulatedService? Resource(string scope)
    {
        const string Suffix = "/.default";
        if (!scope.EndsWith(Suffix, StringComparison.Ordinal))
        {
            return null;
        }

        string resource = scope[..^Suffix.Length].TrimEnd('/');
        return resource == tokens.Audience(SimulatedService.Graph) || resource == "https://graph.microsoft.com" ? SimulatedService.Graph
            : resource == tokens.Audience(SimulatedService.ResourceManager) || resource is "https://management.core.windows.net" or "https://management.azure.com" ? SimulatedService.ResourceManager
            : null;
    }
}
