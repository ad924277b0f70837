using System.Globalization;
using System.Text.Json;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary>Microsoft Graph's refusals. Codes and messages are the documented or publicly recorded ones of each endpoint family; the
/// date and the ids are new each time.</summary>
internal static class GraphErrors
{
    public static ServiceResponse TokenMissing() => Error(401, "InvalidAuthenticationToken", "Access token is empty.");
    public static ServiceResponse TokenMalformed() => Error(401, "InvalidAuthenticationToken", "IDX14100: JWT is not well formed, there are no dots (.).");
    public static ServiceResponse TokenAudience() => Error(401, "InvalidAuthenticationToken", "Access token validation failure. Invalid audience.");
    public static ServiceResponse TokenExpired() => Error(401, "InvalidAuthenticationToken", "Lifetime validation failed, the token is expired.");

    public static ServiceResponse UnknownVersion() => Error(400, "BadRequest", "Invalid version.");
    public static ServiceResponse UnknownSegment(string segment) => Error(400, "BadRequest", $"Resource not found for the segment '{segment}'.");
    public static ServiceResponse MethodNotAllowed() => Error(405, "Request_BadRequest", "Specified HTTP method is not allowed for the request target.");
    public static ServiceResponse NotFound(string id) => Error(404, "Request_ResourceNotFound", $"Resource '{id}' does not exist or one of its queried reference-property objects are not present.");

    public static ServiceResponse UnknownOption(string option) => Error(400, "BadRequest", $"The query specified in the URI is not valid. The query parameter '{option}' is not supported.");
    public static ServiceResponse UnknownSelect(string name, string type) => Error(400, "BadRequest", $"Parsing OData Select and Expand failed: Could not find a property named '{name}' on type 'microsoft.graph.{type}'.");
    public static ServiceResponse InvalidFilter(string reason) => Error(400, "BadRequest", $"Invalid filter clause: {reason}");
    public static ServiceResponse UnsupportedFilter(string property, string type) => Error(400, "Request_UnsupportedQuery", $"Unsupported or invalid query filter clause specified for property '{property}' of resource '{char.ToUpperInvariant(type[0])}{type[1..]}'.");
    public static ServiceResponse TooManyClauses(int count, int max) => Error(400, "Request_UnsupportedQuery", $"Too many child clauses specified in search filter expression containing 'OR' operators: {count}. Max allowed: {max}.");
    public static ServiceResponse PageSize(string top, int max) => Error(400, "Request_UnsupportedQuery", $"Invalid page size specified: '{top}'. Must be between 1 and {max} inclusive.");
    public static ServiceResponse SignInActivityKey() => Error(400, "BadRequest", "Get By Key only supports UserId and the key has to be a valid Guid");
    public static ServiceResponse SortWithFilter() => Error(400, "Request_UnsupportedQuery", "Sorting not supported for current query.");
    public static ServiceResponse ExpandNotSupported(string name) => Error(400, "Request_UnsupportedQuery", $"The query parameter '$expand' is not supported for '{name}' in this request.");
    public static ServiceResponse AdvancedOperator(string name) => Error(400, "Request_UnsupportedQuery", $"Operator '{name}' is not supported because the required parameters might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to https://aka.ms/graph-docs/advanced-queries for more information");
    public static ServiceResponse SearchWithoutHeader() => Error(400, "Request_UnsupportedQuery", "Request with $search query parameter only works through MSGraph with a special request header: 'ConsistencyLevel: eventual'");
    public static ServiceResponse CountWithoutHeader() => Error(400, "Request_BadRequest", "$count is not currently supported.");
    public static ServiceResponse BadCursor() => Error(400, "Request_BadRequest", "Invalid value specified for the query parameter '$skiptoken'.");
    public static ServiceResponse ExpiredPageToken() => Error(400, "Directory_ExpiredPageToken", "The specified page token value has expired and can no longer be included in your request.");
    public static ServiceResponse BadBody(string message) => Error(400, "BadRequest", message);
    public static ServiceResponse TooManyIds() => Error(400, "Request_BadRequest", "The number of ids in the request exceeds the maximum of 1000.");
    public static ServiceResponse FailedDependency() => Error(424, "FailedDependency", "Failed dependency.");

    /// <summary>PIM answers with a JSON text inside the message.</summary>
    public static ServiceResponse Pim(int status, string code, string message) =>
        Error(status, "UnknownError", JsonSerializer.Serialize(new Dictionary<string, object> { ["errorCode"] = code, ["message"] = message, ["instanceAnnotations"] = Array.Empty<string>() }));

    public static ServiceResponse TooManyRequests() => ServiceResponse.Json(429, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", "TooManyRequests");
        writer.WriteString("message", "Please retry again later.");
        writer.WriteStartObject("innerError");
        writer.WriteString("code", "429");
        writer.WriteString("message", "Please retry after");
        writer.WriteString("status", "429");
        Ids(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    public static ServiceResponse Error(int status, string code, string message) => ServiceResponse.Json(status, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartObject("error");
        writer.WriteString("code", code);
        writer.WriteString("message", message);
        writer.WriteStartObject("innerError");
        Ids(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void Ids(Utf8JsonWriter writer)
    {
        string id = Guid.NewGuid().ToString();
        writer.WriteString("date", DateTime.UtcNow.ToString("s", CultureInfo.InvariantCulture));
        writer.WriteString("request-id", id);
        writer.WriteString("client-request-id", id);
    }
}
