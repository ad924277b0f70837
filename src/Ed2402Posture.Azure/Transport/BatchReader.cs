using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Ed2402Posture.Azure.Transport;

/// <summary>The answer to one of many requests that were sent in batches.</summary>
/// <param name="Address">What was asked.</param>
/// <param name="Body">The answer when it was a success.</param>
/// <param name="Error">The refusal otherwise.</param>
internal sealed record PartAnswer(Uri Address, JsonElement Body, ServiceError? Error)
{
    /// <summary>The body as an object.</summary>
    /// <exception cref="ReadException">The part was refused, or is damaged.</exception>
    public T Read<T>(JsonTypeInfo<T> json)
    {
        if (Error is not null)
        {
            throw new ReadException(Error);
        }

        try
        {
            return Body.Deserialize(json) ?? throw new JsonException("null");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new ReadException("a part of a batch is damaged", null, exception);
        }
    }
}

/// <summary>Sends GETs twenty at a time, the batches side by side, and repeats single parts: the envelope's 200 says nothing of them.</summary>
internal sealed class BatchReader(Sender sender, IService service)
{
    /// <summary>How the service should answer: with every value of an enumeration, those added later too.</summary>
    public const string Preference = "include-unknown-enum-members";

    private const int MostParts = 20;
    private const int MostRounds = 8;

    /// <summary>Sends all requests; <paramref name="answer"/> hears of each once, on any thread.</summary>
    /// <param name="scope">Whose requests they are.</param>
    /// <param name="lane">The quota that each part takes from.</param>
    /// <param name="version">The version of Graph, as <c>v1.0</c>.</param>
    /// <param name="addresses">What is asked.</param>
    /// <param name="costOfPart">What one part takes from the quota.</param>
    /// <param name="answer">Takes an answer; its refusals are final.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="ReadException">A whole batch cannot be sent.</exception>
    public Task SendAsync(RequestScope scope, Lane lane, string version, IEnumerable<Uri> addresses, double costOfPart, Func<PartAnswer, Task> answer, CancellationToken cancellationToken) =>
        Task.WhenAll(addresses.Chunk(MostParts).Select(chunk => SendChunkAsync(scope, lane, version, chunk, costOfPart, answer, cancellationToken)));

    private async Task SendChunkAsync(RequestScope scope, Lane lane, string version, Uri[] chunk, double costOfPart, Func<PartAnswer, Task> answer, CancellationToken cancellationToken)
    {
        List<Uri> open = [.. chunk];
        for (int round = 1; open.Count > 0; round++)
        {
            Call call = Envelope(version, open);
            IReadOnlyList<PartAnswer> answers = await sender.SendAsync(scope, lane, service, call, costOfPart * open.Count, (reply, token) => ReadAsync(reply, call, token), cancellationToken).ConfigureAwait(false);
            List<PartAnswer> again = [.. answers.Where(a => a.Error?.IsTransient == true && round < MostRounds)];
            Count(scope, answers);
            foreach (PartAnswer part in answers.Except(again))
            {
                await answer(part).ConfigureAwait(false);
            }

            open = [.. again.Select(a => a.Address)];
            await WaitAsync(scope, lane, again, round, cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Count(RequestScope scope, IReadOnlyList<PartAnswer> answers) => scope.Ledger.Throttled(answers.Count(a => a.Error?.IsThrottled == true));

    private async Task WaitAsync(RequestScope scope, Lane lane, List<PartAnswer> again, int round, CancellationToken cancellationToken)
    {
        if (again.Count == 0)
        {
            return;
        }

        scope.Ledger.PartsAgain(again.Count);
        TimeSpan wait = again.Max(a => a.Error!.RetryAfter) ?? Waits.Backoff(round);
        if (again.Any(a => a.Error!.IsThrottled))
        {
            lane.Throttled(wait);
            return;
        }

        scope.Observer.Waiting(lane.Name, wait, again[0].Error!.ToString());
        scope.Ledger.Waited(wait);
        await Task.Delay(wait, sender.Time, cancellationToken).ConfigureAwait(false);
    }

    private Call Envelope(string version, List<Uri> open)
    {
        string prefix = $"/{version}";
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartArray("requests");
            for (int index = 0; index < open.Count; index++)
            {
                json.WriteStartObject();
                json.WriteString("id", Id(index));
                json.WriteString("method", "GET");
                json.WriteString("url", open[index].PathAndQuery[prefix.Length..]);
                json.WriteStartObject("headers");
                json.WriteString("Prefer", Preference);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        return new Call(HttpMethod.Post, new Uri(service.Root, $"{prefix}/$batch"), buffer.ToArray()) { Parts = open };
    }

    /// <summary>Matches answers to parts. An envelope that leaves one out is damaged.</summary>
    private async ValueTask<IReadOnlyList<PartAnswer>> ReadAsync(Reply reply, Call call, CancellationToken cancellationToken)
    {
        BatchResponse response = await JsonSerializer.DeserializeAsync(reply.Content, PageJson.Default.BatchResponse, cancellationToken).ConfigureAwait(false) ?? throw new JsonException("null");
        Dictionary<string, BatchResponsePart> parts = response.Responses.DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        DateTimeOffset now = sender.Time.GetUtcNow();
        return
        [
            .. call.Parts.Select((address, index) =>
            {
                BatchResponsePart part = parts.GetValueOrDefault(Id(index)) ?? throw new JsonException("a batch's answer lacks a part");
                ServiceError? error = part.Status is >= 200 and < 300 ? null : ServiceError.From(part.Status, part.Body, name => Header(part, name), now);
                return new PartAnswer(address, part.Body, error);
            }),
        ];
    }

    private static string? Header(BatchResponsePart part, string name) =>
        part.Headers?.FirstOrDefault(h => string.Equals(h.Key, name, StringComparison.OrdinalIgnoreCase)).Value is { ValueKind: not JsonValueKind.Undefined } value ? value.ToString() : null;

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
