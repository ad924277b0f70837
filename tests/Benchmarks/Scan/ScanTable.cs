using System.Globalization;
using System.Text;

namespace Ed2402Posture.Benchmarks.Scan;

/// <summary>The tables of docs/performance.md.</summary>
internal static class ScanTable
{
    private const string Begin = "<!-- measured:begin (written by the benchmark) -->";
    private const string End = "<!-- measured:end -->";

    public static string Write(IReadOnlyList<ScanResult> results, int latency)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Measured on {DateTime.UtcNow:yyyy-MM-dd}, {Environment.ProcessorCount} processors, .NET {Environment.Version}, {latency} ms latency, the simulator on the same machine.").AppendLine();
        text.AppendLine("With the published quotas:").AppendLine();
        text.AppendLine("| Tenant | Wall time | Floor | Ratio | Requests | Least | Ratio | Batch parts | Answers 429 | Peak memory | Allocated | Processor time |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach ((string name, ScanMeasurement m) in results.Select(r => (r.Tenant.Name, r.Paced)))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {m.WallSeconds:0.0} s | {m.FloorSeconds:0.0} s | {m.WallSeconds / m.FloorSeconds:0.00} | {m.Requests:N0} | {m.LeastRequests:N0} | {(double)m.Requests / m.LeastRequests:0.00} | {m.BatchParts:N0} | {m.Throttled} | {Megabytes(m.PeakBytes)} | {Megabytes(m.AllocatedBytes)} | {m.ProcessorSeconds:0.0} s |");
        }

        text.AppendLine().AppendLine("Without quotas and without pacing, beside a plain download of the same pages; and judging all checks on what was read:").AppendLine();
        text.AppendLine("| Tenant | Wall time | Plain download | Ratio | Processor time | of the download | Answers | Peak memory | Judging | its processor time | Peak memory by then | Findings |");
        text.AppendLine("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (ScanResult r in results)
        {
            ScanMeasurement m = r.Unpaced;
            text.AppendLine(CultureInfo.InvariantCulture, $"| {r.Tenant.Name} | {m.WallSeconds:0.0} s | {r.Download.WallSeconds:0.0} s | {m.WallSeconds / r.Download.WallSeconds:0.00} | {m.ProcessorSeconds:0.0} s | {r.Download.ProcessorSeconds:0.0} s | {Megabytes(m.Bytes)} | {Megabytes(m.PeakBytes)} | {m.JudgeSeconds:0.0} s | {m.JudgeProcessorSeconds:0.0} s | {Megabytes(m.JudgePeakBytes)} | {m.Findings:N0} |");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>Puts the tables between the page's markers.</summary>
    public static void Put(string page, string table)
    {
        string text = File.ReadAllText(page);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int to = text.IndexOf(End, StringComparison.Ordinal);
        if (from < Begin.Length || to < from)
        {
            throw new InvalidOperationException($"{page} has no part for what is measured.");
        }

        File.WriteAllText(page, $"{text[..from]}\n{table}\n{text[to..]}");
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N0} MB");
}
