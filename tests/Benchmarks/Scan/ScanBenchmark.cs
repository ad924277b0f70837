using System.Globalization;
using System.Text.Json;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>Scans tenants of every size on the simulator: with the published quotas, then without them beside a plain download of the same pages. The
/// simulator, each scan and each download run in processes of their own.</summary>
internal static class ScanBenchmark
{
    private const int Latency = 50;

    /// <summary>Measures the sizes and prints the table; with a page, writes it there too.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> sizes, string? page, TextWriter output)
    {
        List<ScanResult> results = [];
        foreach (string size in sizes)
        {
            await Console.Error.WriteLineAsync($"{DateTime.UtcNow:HH:mm:ss} {size}");
            ScanResult result = await MeasureAsync(size);
            await Console.Error.WriteLineAsync($"  {result.Paced.Lanes}");
            results.Add(result);
        }

        string table = ScanTable.Write(results, Latency);
        await output.WriteLineAsync(table);
        if (page is not null)
        {
            ScanTable.Put(page, table);
        }

        string[] wrong = [.. results.SelectMany(r => new[] { r.Paced, r.Unpaced }).Select(m => m.Incomplete).Where(i => i.Length > 0)];
        Array.ForEach(wrong, Console.Error.WriteLine);
        return wrong.Length > 0 ? 1 : 0;
    }

    /// <summary>A part of the measurement, in a process of its own: its arguments are the mode, the address as JSON, and what the mode needs.</summary>
    public static async Task RunChildAsync(string mode, string address, string requestsFile)
    {
        ServedAddress served = JsonSerializer.Deserialize<ServedAddress>(address)!;
        object measured = mode switch
        {
            "scan-paced" => await ScanRun.RunAsync(served, TimeSpan.FromMilliseconds(Latency), paced: true, null),
            "scan-unpaced" => await ScanRun.RunAsync(served, TimeSpan.FromMilliseconds(Latency), paced: false, requestsFile),
            _ => await PlainDownload.RunAsync(served, requestsFile),
        };
        Console.WriteLine(JsonSerializer.Serialize(measured, measured.GetType()));
    }

    private static async Task<ScanResult> MeasureAsync(string size)
    {
        string requests = Path.GetTempFileName();
        try
        {
            ScanMeasurement paced;
            await using (ServedTenant tenant = await ServedTenant.StartAsync(size, Latency, quotas: true))
            {
                paced = await Child.RunAsync<ScanMeasurement>(Arguments("scan-paced", tenant), tenant.Address.Certificate);
            }

            await using ServedTenant free = await ServedTenant.StartAsync(size, Latency, quotas: false);
            ScanMeasurement unpaced = await Child.RunAsync<ScanMeasurement>([.. Arguments("scan-unpaced", free), requests], free.Address.Certificate);
            DownloadMeasurement download = await Child.RunAsync<DownloadMeasurement>([.. Arguments("download", free), requests], free.Address.Certificate);
            return new ScanResult(SizedTenant.Find(size)!, paced, unpaced, download);
        }
        finally
        {
            File.Delete(requests);
        }
    }

    private static string[] Arguments(string mode, ServedTenant tenant) => [mode, JsonSerializer.Serialize(tenant.Address)];
}

/// <summary>What was measured of one size.</summary>
internal sealed record ScanResult(SizedTenant Tenant, ScanMeasurement Paced, ScanMeasurement Unpaced, DownloadMeasurement Download);
