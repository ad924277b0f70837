using System.Net.Http;
using System.Text.Json;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Runs queries of Azure Resource Graph over everything that the caller may read, page by page.</summary>
internal sealed class ResourceGraphReader(Sender sender, ArmService service, Lane lane)
{
    private const string Path = "/providers/Microsoft.ResourceGraph/resources?api-version=2021-03-01";

    /// <summary>Reads all rows of a query, which must project <c>id</c>: without it the service cannot page.</summary>
    /// <exception cref="ReadException">A page cannot be read.</exception>
    public async Task ReadAllAsync<T>(Reading<T> reading, string query, CancellationToken cancellationToken)
        where T : class
    {
        var visited = new HashSet<string>(StringComparer.Ordinal);
        bool restarted = false;
        long rows = 0;
        string? token = null;
        while (true)
        {
            Page<T> page;
            bool limited;
            try
            {
                (page, limited) = await ReadPageAsync(reading, query, token, cancellationToken).ConfigureAwait(false);
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
            reading.Add(page.Items);
            rows += page.Items.Count;
            if (limited)
            {
                reading.Miss("Resource Graph looked at the first subscriptions only, there are too many");
            }

            token = page.Next;
            if (token is null)
            {
                Prove(reading, page, rows);
                return;
            }

            if (!visited.Add(token))
            {
                throw new ReadException("Resource Graph repeats a page");
            }
        }
    }

    /// <summary>The service says how many rows there are, and whether it left some out.</summary>
    private static void Prove<T>(Reading<T> reading, Page<T> last, long rows)
        where T : class
    {
        if (last.IsTruncated || last.TotalRecords > rows)
        {
            reading.Miss("Resource Graph left rows out", Math.Max(0, (last.TotalRecords ?? rows) - rows));
        }
    }

    private Task<(Page<T> Page, bool Limited)> ReadPageAsync<T>(Reading<T> reading, string query, string? token, CancellationToken cancellationToken)
        where T : class =>
        sender.SendAsync(
            reading.Scope,
            lane,
            service,
            new Call(HttpMethod.Post, new Uri(service.Root, Path), Body(query, token)),
            1,
            async (reply, cancel) => (
                await Bodies.ReadPageAsync(reply.Content, reading.Dataset.ReadItem, cancel).ConfigureAwait(false),
                string.Equals(reply.Header("x-ms-tenant-subscription-limit-hit"), "true", StringComparison.OrdinalIgnoreCase)),
            cancellationToken);

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
}
