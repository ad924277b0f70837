using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Arm;

/// <summary>Azure Resource Graph. A caller without rights gets an empty result, and types are written in lower case, as the service does.</summary>
internal static class ResourceGraph
{
    private const int DefaultTop = 1000;
    private const int MaxTop = 1000;

    public static readonly ArmEndpoint Endpoint = new("POST", "/providers/Microsoft.ResourceGraph/resources", ["2021-03-01", "2022-10-01", "2024-04-01"], [], Answer);

    private static ServiceResponse Answer(ArmCall call)
    {
        string text;
        int top = DefaultTop;
        string? token = null;
        try
        {
            using JsonDocument body = JsonDocument.Parse(call.Request.Body);
            text = body.RootElement.GetProperty("query").GetString()!;
            if (body.RootElement.TryGetProperty("options", out JsonElement options))
            {
                top = options.TryGetProperty("$top", out JsonElement number) ? number.GetInt32() : top;
                token = options.TryGetProperty("$skipToken", out JsonElement skip) ? skip.GetString() : null;
                if (options.TryGetProperty("resultFormat", out JsonElement format) && format.GetString() is not "objectArray")
                {
                    return ArmErrors.ResourceGraph("UnsupportedResultFormat", "Only the result format objectArray is served here.");
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return ArmErrors.ResourceGraph("InvalidRequestBody", exception.Message);
        }

        if (top is < 1 or > MaxTop)
        {
            return ArmErrors.ResourceGraph("InvalidTop", $"The value of '$top' must be between 1 and {MaxTop}.");
        }

        if (ResourceGraphQuery.Parse(text, out string reason) is not { } query)
        {
            return ArmErrors.ResourceGraph("InvalidQuery", reason);
        }

        return Page(call, query, Math.Min(top, call.Options.PageSize ?? MaxTop), token);
    }

    private static ServiceResponse Page(ArmCall call, ResourceGraphQuery query, int pageSize, string? token)
    {
        IReadOnlyList<JsonElement> rows = call.Options.AzureReader ? Rows(call, query) : [];
        string list = $"{query.Type}|{query.IdentityType}|{string.Join(',', query.Columns ?? [])}";
        int offset = 0;
        if (token is not null)
        {
            if (call.Cursor.Read(token, list, pageSize) is not { } place)
            {
                return ArmErrors.ResourceGraph("InvalidSkipToken", "The value of '$skipToken' is invalid.");
            }

            offset = place;
        }

        List<JsonElement> page = [.. rows.Skip(offset).Take(pageSize)];
        bool more = offset + page.Count < rows.Count;
        bool hasId = query.Columns?.Contains("id") != false;
        return ServiceResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("totalRecords", rows.Count);
            writer.WriteNumber("count", page.Count);
            writer.WriteStartArray("data");
            foreach (JsonElement row in page)
            {
                Write(writer, row, query, call.Tables.Snapshot.Info.TenantId);
            }

            writer.WriteEndArray();
            writer.WriteStartArray("facets");
            writer.WriteEndArray();
            // Without the id column there is no way to the next page: the service says truncated and gives no token.
            writer.WriteString("resultTruncated", more && !hasId ? "true" : "false");
            if (more && hasId)
            {
                writer.WriteString("$skipToken", call.Cursor.Make(list, pageSize, offset + pageSize));
            }

            writer.WriteEndObject();
        }).With("x-ms-user-quota-remaining", "14").With("x-ms-user-quota-resets-after", "00:00:05");
    }

    private static IReadOnlyList<JsonElement> Rows(ArmCall call, ResourceGraphQuery query) => query.Type?.ToLowerInvariant() switch
    {
        null => [.. call.Tables.Get(Datasets.IdentityHosts).Rows.Where(r => IdentityType(r).Contains(query.IdentityType!, StringComparison.OrdinalIgnoreCase))],
        "microsoft.authorization/roleassignments" => call.Tables.Get(Datasets.AzureRoleAssignments).Rows,
        "microsoft.authorization/roledefinitions" => call.Tables.Get(Datasets.AzureRoleDefinitions).Rows,
        _ => [],
    };

    private static string IdentityType(JsonElement row) => row.TryGetProperty("identity", out JsonElement identity) && identity.TryGetProperty("type", out JsonElement type) ? type.GetString()! : "";

    private static void Write(Utf8JsonWriter writer, JsonElement row, ResourceGraphQuery query, string tenantId)
    {
        writer.WriteStartObject();
        foreach (string column in query.Columns ?? ["id", "name", "type", "tenantId", "properties"])
        {
            writer.WritePropertyName(column);
            if (!row.TryGetProperty(column, out JsonElement value))
            {
                // A text that is missing is empty, anything else is null.
                writer.WriteStringValue(column == "tenantId" ? tenantId : column == "properties" ? null : "");
            }
            else if (column == "type")
            {
                writer.WriteStringValue(value.GetString()!.ToLowerInvariant());
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        writer.WriteEndObject();
    }
}
