using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Ed2402Posture.Core.Exposure.Logs.Files;
using Ed2402Posture.Core.Exposure.Spray;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Benchmarks;

/// <summary>Searches a million generated sign-ins for password sprays: how many of the attacked accounts are found, how many found ones were attacked, in which time
/// and memory.</summary>
internal static class SprayBenchmark
{
    private const int SignIns = 1_000_000;
    private const int People = 50_000;
    private const int Seed = 7;
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static void Run(TextWriter output)
    {
        string file = Path.GetTempFileName();
        try
        {
            List<SignIn> log = SprayScenario.Attacked(SignIns, People, Seed);
            File.WriteAllLines(file, log.Select(s => JsonSerializer.Serialize(s, Options)));
            Measure(file, log, output);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private static void Measure(string file, List<SignIn> log, TextWriter output)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true), peak = 0;
        int read = 0;
        IEnumerable<SignIn> Read()
        {
            foreach (SignIn signIn in SpraySource.Read([], new LogFiles([file])))
            {
                if (++read % 500_000 == 0)
                {
                    peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true) - before);
                }

                yield return signIn;
            }
        }

        TimeSpan processor = Environment.CpuUsage.TotalTime;
        var watch = Stopwatch.StartNew();
        int parsed = SpraySource.Read([], new LogFiles([file])).Count();
        TimeSpan parsing = Environment.CpuUsage.TotalTime - processor;
        processor = Environment.CpuUsage.TotalTime;
        watch.Restart();
        SprayReport report = SpraySearch.Run(() => SpraySource.Read([], new LogFiles([file])), null, SprayOptions.Default, CancellationToken.None);
        watch.Stop();
        processor = Environment.CpuUsage.TotalTime - processor;
        _ = SpraySearch.Run(Read, null, SprayOptions.Default, CancellationToken.None);
        (double recall, double precision) = SprayScenario.Score(log, report, SprayScenario.Slow);
        (double all, _) = SprayScenario.Score(log, report, "");
        HashSet<string> cracked = [.. log.Where(s => s.CorrelationId?.EndsWith("success", StringComparison.Ordinal) == true).Select(s => s.UserPrincipalName!)];
        HashSet<string> signedIn = [.. report.Sprays.SelectMany(s => s.SignedIn)];
        output.WriteLine("| Low and slow: recall | precision | All attacks: recall | Signed in afterwards: right of those found, of those planted | Memory | Time | Processor time | of it one reading |");
        output.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {recall:0.000} | {precision:0.000} | {all:0.000} | {signedIn.Count(cracked.Contains)} of {signedIn.Count}, {cracked.Count(signedIn.Contains)} of {cracked.Count} | {peak >> 20} MB | {watch.Elapsed.TotalSeconds:0.0} s | {processor.TotalSeconds:0.0} s | {parsing.TotalSeconds:0.0} s |"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{parsed:N0} sign-ins in {new FileInfo(file).Length >> 20} MB of JSON lines, read twice; {report.Sprays.Count} sprays:"));
        foreach (PasswordSpray spray in report.Sprays)
        {
            output.WriteLine($"- {spray}; low and slow {spray.LowAndSlow}; shared {spray.Shared}; signed in {spray.SignedIn.Count}");
        }
    }
}
