using System.Globalization;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Tokens;

/// <summary>Refusals of the token endpoint, in Microsoft Entra ID's shape: <c>error</c>, <c>error_description</c> that begins with the
/// AADSTS code, <c>error_codes</c>, ids and time. Source of codes and texts: Microsoft's page of AADSTS error codes, and bodies printed in public issues.</summary>
internal static class AuthorityErrors
{
    public static ServiceResponse WrongSecret(string client) =>
        Error(401, "invalid_client", 7000215, $"Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID, for a secret added to app '{client}'.");

    public static ServiceResponse TenantNotFound(string tenant) =>
        Error(400, "invalid_request", 90002, $"Tenant '{tenant}' not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud. Check with your subscription administrator, this may happen if there are no active subscriptions for the tenant.");

    public static ServiceResponse ClientNotFound(string client, string tenant) =>
        Error(400, "unauthorized_client", 700016, $"Application with identifier '{client}' was not found in the directory '{tenant}'. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You may have sent your authentication request to the wrong tenant.");

    public static ServiceResponse NoCredential() =>
        Error(401, "invalid_client", 7000218, "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.");

    public static ServiceResponse UnknownCertificate() =>
        Error(401, "invalid_client", 700027, "The certificate with identifier used to sign the client assertion is not registered on application. [Reason - The key was not found.]");

    public static ServiceResponse BadAssertion(string reason) => Error(401, "invalid_client", 700021, $"{reason}.");

    public static ServiceResponse AssertionExpired() =>
        Error(401, "invalid_client", 700024, "Client assertion is not within its valid time range.");

    public static ServiceResponse CertificateExpired() =>
        Error(401, "invalid_client", 1000502, "The provided certificate is not within its specified validity period.");

    public static ServiceResponse ResourceNotFound(string scope, string tenant) =>
        Error(400, "invalid_resource", 500011, $"The resource principal named {scope.Replace("/.default", "", StringComparison.Ordinal)} was not found in the tenant named {tenant}. This can happen if the application has not been installed by the administrator of the tenant or consented to by any user in the tenant. You might have sent your authentication request to the wrong tenant.");

    public static ServiceResponse UnsupportedGrant(string? grant) =>
        Error(400, "unsupported_grant_type", 70003, $"The app requested an unsupported grant type '{grant}'.");

    public static ServiceResponse UnknownInstance(ServiceRequest request) =>
        Error(400, "invalid_instance", 50049, $"Unknown or invalid instance. ({request.Root.Host})");

    private static ServiceResponse Error(int status, string error, int code, string message)
    {
        string time = DateTime.UtcNow.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        string trace = Guid.NewGuid().ToString();
        string correlation = Guid.NewGuid().ToString();
        return ServiceResponse.Json(status, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("error", error);
            writer.WriteString("error_description", $"AADSTS{code}: {message} Trace ID: {trace} Correlation ID: {correlation} Timestamp: {time}");
            writer.WriteStartArray("error_codes");
            writer.WriteNumberValue(code);
            writer.WriteEndArray();
            writer.WriteString("timestamp", time);
            writer.WriteString("trace_id", trace);
            writer.WriteString("correlation_id", correlation);
            writer.WriteString("error_uri", $"https://login.microsoftonline.com/error?code={code}");
            writer.WriteEndObject();
        });
    }
}
