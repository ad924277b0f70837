using System.Text.Json;
using Ed2402Posture.TenantSimulator.Hosting;

namespace Ed2402Posture.TenantSimulator.Graph;

/// <summary><c>$batch</c>: at most 20 parts with unique ids and relative addresses; each part has its own status and headers, in any order.</summary>
internal sealed class GraphBatch(Dispatcher dispatcher, int seed)
{
    private const int MaxParts = 20;
    private readonly Random random = new(seed);

    private sealed record Part(string Id, ServiceRequest Request, IReadOnlyList<string> DependsOn);

    public async Task<ServiceResponse> AnswerAsync(ServiceRequest batch, CancellationToken cancellationToken)
    {
        List<Part> parts = [];
        try
        {
            using JsonDocument body = JsonDocument.Parse(batch.Body);
            foreach (JsonElement element in body.RootElement.GetProperty("requests").EnumerateArray())
            {
                parts.Add(Read(batch, element));
            }
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return GraphErrors.BadBody($"Invalid batch payload format. {exception.Message}");
        }
        catch (FormatException exception)
        {
            return GraphErrors.BadBody(exception.Message);
        }

        if (parts.Count > MaxParts)
        {
            return GraphErrors.BadBody($"Number of batch request steps exceeds the maximum value of {MaxParts}.");
        }

        if (parts.DistinctBy(p => p.Id, StringComparer.OrdinalIgnoreCase).Count() != parts.Count)
        {
            return GraphErrors.BadBody("Batch request has duplicate request id.");
        }

        (Part Part, ServiceResponse Response)[] answers = await AnswerAsync(parts, cancellationToken);
        lock (random)
        {
            random.Shuffle(answers);
        }

        return ServiceResponse.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("responses");
            foreach ((Part part, ServiceResponse response) in answers)
            {
                Write(writer, part.Id, response);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private async Task<(Part Part, ServiceResponse Response)[]> AnswerAsync(List<Part> parts, CancellationToken cancellationToken)
    {
        if (parts.All(p => p.DependsOn.Count == 0))
        {
            return await Task.WhenAll(parts.Select(async p => (p, await dispatcher.AnswerAsync(p.Request, cancellationToken))));
        }

        var answers = new Dictionary<string, (Part Part, ServiceResponse Response)>(StringComparer.OrdinalIgnoreCase);
        foreach (Part part in parts)
        {
            bool failed = part.DependsOn.Any(d => !answers.TryGetValue(d, out var before) || before.Response.Status >= 400);
            answers[part.Id] = (part, failed ? GraphErrors.FailedDependency() : await dispatcher.AnswerAsync(part.Request, cancellationToken));
        }

        return [.. answers.Values];
    }

    private static Part Read(ServiceRequest batch, JsonElement element)
    {
        string id = element.GetProperty("id").GetString() ?? throw new FormatException("Batch request id is missing.");
        string url = element.GetProperty("url").GetString()!;
        if (Uri.TryCreate(url, UriKind.Absolute, out Uri? absolute) && absolute.Scheme != Uri.UriSchemeFile)
        {
            throw new FormatException($"Invalid batch request url of request '{id}': it must be relative.");
        }

        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (element.TryGetProperty("headers", out JsonElement own))
        {
            foreach (JsonProperty header in own.EnumerateObject())
            {
                headers[header.Name] = header.Value.GetString()!;
            }
        }

        bool hasBody = element.TryGetProperty("body", out JsonElement body);
        if (hasBody && !headers.ContainsKey("Content-Type"))
        {
            throw new FormatException($"Batch request '{id}' has a body but no Content-Type header.");
        }

        if (batch.Header("Authorization") is { } authorization)
        {
            headers.TryAdd("Authorization", authorization);
        }

        return new Part(id, new ServiceRequest
        {
            Service = batch.Service, Method = element.GetProperty("method").GetString()!.ToUpperInvariant(), Root = batch.Root, IsBatchPart = true,
            PathAndQuery = $"/{batch.Segments[0]}/{url.TrimStart('/')}", Headers = headers, Body = hasBody ? JsonSerializer.SerializeToUtf8Bytes(body) : default,
        }, element.TryGetProperty("dependsOn", out JsonElement depends) ? [.. depends.EnumerateArray().Select(d => d.GetString()!)] : []);
    }

    private static void Write(Utf8JsonWriter writer, string id, ServiceResponse response)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteNumber("status", response.Status);
        writer.WriteStartObject("headers");
        foreach ((string name, string value) in response.Headers)
        {
            writer.WriteString(name, value);
        }

        writer.WriteEndObject();
        if (response.Body.Length > 0)
        {
            writer.WritePropertyName("body");
            if (response.Headers.TryGetValue("Content-Type", out string? type) && type.StartsWith("application/json", StringComparison.Ordinal))
            {
                writer.WriteRawValue(response.Body.Span);
            }
            else
            {
                writer.WriteStringValue(response.Text);
            }
        }

        writer.WriteEndObject();
    }
}
