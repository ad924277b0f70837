using System.Globalization;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>Azure Resource Manager's refusals. Source of codes and messages: Microsoft's pages of ARM errors and bodies in public issues.</summary>
internal static class ArmErrors
{
    public static ServiceResponse TokenMissing() => Error(401, "AuthenticationFailed", "Authentication failed. The 'Authorization' header is missing.");
    public static ServiceResponse TokenMalformed() => Error(401, "InvalidAuthenticationToken", "The access token is invalid.");
    public static ServiceResponse TokenAudience(string expected) => Error(401, "InvalidAuthenticationTokenAudience", $"The access token has been obtained for wrong audience or resource. It should exactly match with one of the allowed audiences '{expected}'.");
    public static ServiceResponse TokenExpired(DateTimeOffset end) => Error(401, "ExpiredAuthenticationToken", string.Create(CultureInfo.InvariantCulture, $"The access token expiry UTC time '{end:G}' is earlier than current UTC time '{DateTime.UtcNow:G}'."));
    public static ServiceResponse UnknownPath(string path) => Error(404, "NotFound", $"The resource '{path}' could not be found.");
    public static ServiceResponse MethodNotAllowed(string method) => Error(405, "MethodNotAllowed", $"The requested resource does not support http method '{method}'.");
    public static ServiceResponse ApiVersionMissing() => Error(400, "MissingApiVersionParameter", "The api-version query parameter (?api-version=) is required for all requests.");
    public static ServiceResponse ApiVersionUnknown(string version, IEnumerable<string> known) => Error(400, "InvalidApiVersionParameter", $"The api-version '{version}' is invalid. The supported versions are '{string.Join(',', known)}'.");
    public static ServiceResponse UnknownOption(string option) => Error(400, "BadRequest", $"The query parameter '{option}' is not supported.");
    public static ServiceResponse InvalidFilter(string filter) => Error(400, "UnsupportedQuery", $"The filter '{filter}' is not supported. Supported filters are either 'atScope()' or 'principalId eq '{{value}}' or assignedTo('{{value}}')'.");
    public static ServiceResponse TooManyRequests() => Error(429, "TooManyRequests", "The request was throttled. Please try again later.");
    public static ServiceResponse BadCursor() => Error(400, "InvalidSkipToken", "The skip token is invalid.");

    public static ServiceResponse AuthorizationFailed(SimulatorOptions options, string action, string scope) =>
        Error(403, "AuthorizationFailed", $"The client '{options.ClientId}' with object id '{options.ClientObjectId}' does not have authorization to perform action '{action}' over scope '{scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.");

    public static ServiceResponse Error(int status, string code, string message) => ServiceResponse.Json(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    /// <summary>Resource Graph keeps what is wrong in <c>details</c>.</summary>
    public static ServiceResponse ResourceGraph(string code, string message) => ServiceResponse.Json(400, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", "BadRequest");
        writer.WriteString("message", string.Create(CultureInfo.InvariantCulture, $"Please provide below info when asking for support: timestamp = {DateTime.UtcNow:O}, correlationId = {Guid.NewGuid()}."));
        writer.WriteStartArray("details");
        writer.WriteStartObject();
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });
}
