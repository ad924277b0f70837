using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Runs queries of Azure Resource Graph over everything that the caller may read, page by page.</summary>
internal sealed class ResourceGraphReader(Sender sender, ArmService service, Lane lane)
{
    private const string Path = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";

    /// <summary>Reads all rows of a query, which must project <c>id</c>: without it the service cannot page.</summary>
    /// <exception cref="ReadException">A page cannot be read.</exception>
    public async Task ReadAllAsync<T>(Reading<T> reading, string query, JsonTypeInfo<ResourceGraphPage<T>> json, CancellationToken cancellationToken)
        where T : class
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        bool restarted = false;
        long rows = 0;
        string? token = null;
        while (true)
        {
            ResourceGraphPage<T> page;
            bool limited;
            try
            {
                (page, limited) = await ReadPageAsync(reading.Scope, query, token, json, cancellationToken).ConfigureAwait(false);
            }
            catch (ReadException exception) when (token is not null && !restarted && PageReader.IsExpiredCursor(exception))
            {
                restarted = true;
                visited.Clear();
                rows = 0;
                token = null;
                continue;
            }

            reading.Scope.Ledger.Page();
            reading.Add(page.Data);
            rows += page.Data.Count;
            token = string.IsNullOrEmpty(page.SkipToken) ? null : page.SkipToken;
            if (token is not null && !visited.Add(token))
            {
                throw new ReadException("Resource Graph repeats a page");
            }

            Prove(reading, page, token, rows, limited);
            if (token is null)
            {
                return;
            }
        }
    }

    private static void Prove<T>(Reading<T> reading, ResourceGraphPage<T> page, string? token, long rows, bool limited)
        where T : class
    {
        if (limited)
        {
            reading.Miss("Resource Graph looked at the first subscriptions only, there are too many");
        }

        if (token is null && (IsTrue(page.ResultTruncated) || page.TotalRecords > rows))
        {
            reading.Miss("Resource Graph left rows out", Math.Max(0, (page.TotalRecords ?? rows) - rows));
        }
    }

    private async Task<(ResourceGraphPage<T> Page, bool Limited)> ReadPageAsync<T>(RequestScope scope, string query, string? token, JsonTypeInfo<ResourceGraphPage<T>> json, CancellationToken cancellationToken)
    {
        var call = new Call(HttpMethod.Post, new Uri(service.Root, Path), Body(query, token));
        return await sender.SendAsync(
            scope,
            lane,
            service,
            call,
            1,
            async (reply, cancel) => (
                await JsonSerializer.DeserializeAsync(reply.Content, json, cancel).ConfigureAwait(false) ?? throw new JsonException("null"),
                string.Equals(reply.Header("x-ms-tenant-subscription-limit-hit"), "true", StringComparison.OrdinalIgnoreCase)),
            cancellationToken).ConfigureAwait(false);
    }

    private static byte[] Body(string query, string? token)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("query", query);
            json.WriteStartObject("options");
            json.WriteNumber("$top", 1000);
            json.WriteString("resultFormat", "objectArray");
            if (token is not null)
            {
                json.WriteString("$skipToken", token);
            }

            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static bool IsTrue(JsonElement value) =>
        value.ValueKind == JsonValueKind.True || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "true", StringComparison.OrdinalIgnoreCase));
}
