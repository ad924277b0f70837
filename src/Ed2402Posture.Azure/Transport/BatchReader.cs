using System.Globalization;
using System.Net.Http;
using System.Text.Json;
using Ed2402Posture.Azure.Collectors;

namespace Ed2402Posture.Azure.Transport;

/// <summary>Sends GETs twenty at a time, or as few as their source says, the batches side by side, and repeats single parts: the envelope's 200 says nothing of them.</summary>
internal sealed class BatchReader(Sender sender)
{
    private const int MostRounds = 8;

    /// <summary>The most batches of one dataset that are made and wait for their lane: more than any lane has in flight.</summary>
    private const int SideBySide = 16;

    /// <summary>Sends all requests; <paramref name="answer"/> hears of each once, on any thread.</summary>
    /// <param name="source">Where the parts come from; its cost is that of one part.</param>
    /// <param name="version">The version of Graph, as <c>v1.0</c>.</param>
    /// <param name="addresses">What is asked.</param>
    /// <param name="answer">Takes an answer; its refusals are final.</param>
    /// <param name="cancellationToken">Ends it at once.</param>
    /// <exception cref="ReadException">A whole batch cannot be sent.</exception>
    public async Task SendAsync(ListSource source, string version, IEnumerable<Uri> addresses, Func<PartAnswer, Task> answer, CancellationToken cancellationToken)
    {
        using var places = new SemaphoreSlim(SideBySide);
        await Task.WhenAll(addresses.Chunk(source.PartsInBatch).Select(async chunk =>
        {
            await places.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await SendChunkAsync(source, version, chunk, answer, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                places.Release();
            }
        })).ConfigureAwait(false);
    }

    private async Task SendChunkAsync(ListSource source, string version, Uri[] chunk, Func<PartAnswer, Task> answer, CancellationToken cancellationToken)
    {
        List<Uri> open = [.. chunk];
        for (int round = 1; open.Count > 0; round++)
        {
            Dictionary<Uri, Uri> sent = open.Distinct().ToDictionary(a => a, source.Scope.Offered);
            Call call = Envelope(source.Service, version, open, sent);
            IReadOnlyList<PartAnswer> answers = await sender.SendAsync(source.Scope, source.Lane, source.Service, call, source.Cost * open.Count, (reply, token) => ReadAsync(reply, call, token), cancellationToken).ConfigureAwait(false);
            List<PartAnswer> again = [.. answers.Where(a => round < MostRounds && (a.Error?.IsTransient == true || source.Scope.Learn(a.Error, sent[a.Address])))];
            source.Scope.Ledger.Throttled(source.Lane, answers.Count(a => a.Error?.IsThrottled == true));
            source.Scope.Ledger.ResourceUnits(source.Lane, answers.Sum(a => a.ResourceUnits));
            if (answers.Select(a => a.Near).FirstOrDefault(n => n is not null) is { } near)
            {
                source.Lane.Near(near);
            }

            foreach (PartAnswer part in answers.Except(again))
            {
                await answer(part).ConfigureAwait(false);
            }

            open = [.. again.Select(a => a.Address)];
            await WaitAsync(source, again, round, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task WaitAsync(ListSource source, List<PartAnswer> again, int round, CancellationToken cancellationToken)
    {
        source.Scope.Ledger.PartsAgain(again.Count);
        again = [.. again.Where(a => a.Error!.IsTransient)];
        if (again.Count == 0)
        {
            return;
        }

        TimeSpan wait = again.Max(a => a.Error!.RetryAfter) ?? Waits.Backoff(round);
        if (again.Exists(a => a.Error!.IsThrottled))
        {
            source.Lane.Throttled(wait);
            return;
        }

        source.Scope.Observer.Waiting(source.Lane.Name, wait, again[0].Error!.ToString());
        source.Scope.Ledger.Waited(source.Lane, wait);
        await Task.Delay(wait, sender.Time, cancellationToken).ConfigureAwait(false);
    }

    private static Call Envelope(IService service, string version, List<Uri> open, Dictionary<Uri, Uri> sent)
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
                json.WriteString("url", sent[open[index]].PathAndQuery[prefix.Length..]);
                json.WriteStartObject("headers");
                json.WriteString("Prefer", GraphService.Preference);
                if (service.Priority is not null)
                {
                    json.WriteString(GraphService.PriorityHeader, service.Priority);
                }

                if (GraphService.IsAdvanced(open[index]))
                {
                    json.WriteString("ConsistencyLevel", GraphService.Consistency);
                }

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
        DateTimeOffset now = sender.Time.GetUtcNow();
        Page<BatchPart> page = await Bodies.ReadPageAsync(reply.Content, BatchPart.Read, cancellationToken).ConfigureAwait(false);
        Dictionary<string, BatchPart> parts = page.Items.DistinctBy(p => p.Id).ToDictionary(p => p.Id);
        return [.. call.Parts.Select((address, index) => parts.TryGetValue(Id(index), out BatchPart? part) ? part.ToAnswer(address, now) : throw new JsonException("a batch's answer lacks a part"))];
    }

    private static string Id(int index) => (index + 1).ToString(CultureInfo.InvariantCulture);
}
