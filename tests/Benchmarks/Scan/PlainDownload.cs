using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>Fetches the answers of a scan with nothing but HttpClient and throws the bytes away: pages of a list one after another, since each page
/// names the next, lists side by side, parts of batches twenty at a time.</summary>
internal static class PlainDownload
{
    private const int SideBySide = 16;

    public static async Task<DownloadMeasurement> RunAsync(ServedAddress address, string requestsFile)
    {
        string[][] requests = [.. (await File.ReadAllLinesAsync(requestsFile)).Select(line => line.Split('\t'))];
        List<Uri[]> chains = [.. requests.Where(r => r[0] == "GET").Select(r => new Uri(r[1])).GroupBy(u => $"{u.Authority}{u.AbsolutePath}?{string.Join('&', u.Query.TrimStart('?').Split('&').Where(o => !o.Contains("skiptoken", StringComparison.OrdinalIgnoreCase)).Order())}").Select(g => g.ToArray())];
        List<(string Version, string[] Parts)> batches = [.. requests.Where(r => r[0].StartsWith("GET in", StringComparison.Ordinal)).Select(r => new Uri(r[1])).GroupBy(u => u.Segments[1].Trim('/')).SelectMany(g => g.Select(u => u.PathAndQuery[(g.Key.Length + 1)..]).Chunk(20).Select(parts => (g.Key, parts)))];
        using var client = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.All, EnableMultipleHttp2Connections = true }) { DefaultRequestVersion = HttpVersion.Version20 };
        using Process self = Process.GetCurrentProcess();
        TimeSpan processor = self.TotalProcessorTime;
        long bytes = 0;
        using var places = new SemaphoreSlim(SideBySide);
        var clock = Stopwatch.StartNew();
        await Task.WhenAll(chains.Select(ReadChainAsync).Concat(batches.Select(ReadBatchAsync)));
        TimeSpan wall = clock.Elapsed;
        self.Refresh();
        return new DownloadMeasurement { WallSeconds = wall.TotalSeconds, ProcessorSeconds = (self.TotalProcessorTime - processor).TotalSeconds, Bytes = bytes };

        async Task ReadChainAsync(Uri[] chain)
        {
            foreach (Uri page in chain)
            {
                await ReadAsync(new HttpRequestMessage(HttpMethod.Get, page));
            }
        }

        Task ReadBatchAsync((string Version, string[] Parts) batch) => ReadAsync(new HttpRequestMessage(HttpMethod.Post, new Uri(address.Graph, $"/{batch.Version}/$batch"))
        {
            Content = new StringContent(
                JsonSerializer.Serialize(new Dictionary<string, object> { ["requests"] = batch.Parts.Select((url, n) => new { id = $"{n}", method = "GET", url, headers = new { ConsistencyLevel = "eventual" } }) }), Encoding.UTF8, "application/json"),
        });

        async Task ReadAsync(HttpRequestMessage request)
        {
            await places.WaitAsync();
            try
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", request.RequestUri!.Port == address.Graph.Port ? address.GraphToken : address.ArmToken);
                request.Headers.TryAddWithoutValidation("ConsistencyLevel", "eventual");
                using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
                if (!response.IsSuccessStatusCode && response.StatusCode != HttpStatusCode.NotFound)
                {
                    throw new InvalidOperationException($"{request.RequestUri} answered {(int)response.StatusCode}.");
                }

                await using Stream body = await response.Content.ReadAsStreamAsync();
                byte[] buffer = new byte[65536];
                for (int count = await body.ReadAsync(buffer); count > 0; count = await body.ReadAsync(buffer))
                {
                    Interlocked.Add(ref bytes, count);
                }
            }
            finally
            {
                request.Dispose();
                places.Release();
            }
        }
    }
}
