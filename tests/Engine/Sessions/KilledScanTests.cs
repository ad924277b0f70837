using System.Diagnostics;
using System.Text.Json;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Comparison;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

/// <summary>An unattended job whose process is killed and started again with the same command line.</summary>
public sealed class KilledScanTests : IDisposable
{
    private const string ClientSecretStart = "simulated~secret";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");

    [Fact]
    public async Task A_scan_that_is_killed_goes_on_and_comes_to_the_same_verdicts()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only on Linux can a process be told to trust the simulator's certificate.");
        await using SimulatorProcess simulator = await SimulatorProcess.StartAsync("--page-size", "20");
        string plain = Path.Combine(folder.FullName, "plain.zip"), path = Path.Combine(folder.FullName, "tenant.zip"), work = path + ".partial";
        Assert.Equal(0, (await ChildProcess.HostAsync(["-Command", Script(simulator, plain)], simulator.Environment)).ExitCode);
        await simulator.FaultAsync(new { service = "graph", delayMilliseconds = 20 });
        int seed = Environment.TickCount;
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        HashSet<string> kept = [];
        for (int kill = 0; kill < 2; kill++)
        {
            int start = (await simulator.LogAsync()).Count;
            using Process job = ChildProcess.Start(ModuleUnderTest.Host, ["-Command", Script(simulator, path)], simulator.Environment);
            int requests = start + random.Next(5, 40), datasets = kill == 0 ? 0 : random.Next(1, 25);
            while (!job.HasExited && ((await simulator.LogAsync()).Count < requests || Kept(work).Count < datasets))
            {
                await Task.Delay(20, TestContext.Current.CancellationToken);
            }

            job.Kill();
            await job.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.False(File.Exists(path));
            await AssertNotAskedForAgainAsync(simulator, start, kept);
            kept = Kept(work);
            AssertHoldsNoSecret(work);
        }

        int last = (await simulator.LogAsync()).Count;
        ChildProcess end = await ChildProcess.HostAsync(["-Command", Script(simulator, path)], simulator.Environment);
        Assert.Equal((0, true), (end.ExitCode, File.Exists(path)));
        await AssertNotAskedForAgainAsync(simulator, last, kept);
        Assert.NotEmpty(kept);
        Assert.False(Directory.Exists(work));
        Assert.Equal([path, plain], Directory.EnumerateFileSystemEntries(folder.FullName).Order(StringComparer.Ordinal).Reverse());
        Assert.Equal("", string.Join('\n', SnapshotComparer.Compare(await LoadAsync(plain), await LoadAsync(path))));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Script(SimulatorProcess simulator, string path) => $"{simulator.ConnectText}; $null = Export-Ed2402Snapshot -Path '{path}' -Resume";

    private static HashSet<string> Kept(string work)
    {
        if (!File.Exists(Path.Combine(work, "scan.json")))
        {
            return [];
        }

        using JsonDocument record = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(work, "scan.json")));
        return [.. record.RootElement.GetProperty("datasets").EnumerateArray().Select(d => d.GetProperty("name").GetString()!)];
    }

    /// <summary>Lists of their own that were whole are not asked for again; neither is the one request that reads all of Azure's assignments.</summary>
    private static async Task AssertNotAskedForAgainAsync(SimulatorProcess simulator, int start, HashSet<string> kept)
    {
        string[] paths = [.. (await simulator.LogAsync()).Skip(start).Select(r => r.Split(' ')[1].Split('?')[0])];
        foreach (DatasetDefinition dataset in kept.Select(name => Datasets.Find(name)!).Where(d => !d.Endpoint.Contains('{', StringComparison.Ordinal) && Datasets.All.Count(o => o.Endpoint == d.Endpoint) == 1 && d.Service == DatasetService.Graph && d.Name != "users"))
        {
            Assert.DoesNotContain("/v1.0" + dataset.Endpoint, paths);
        }
    }

    private static void AssertHoldsNoSecret(string work)
    {
        foreach (string file in Directory.EnumerateFiles(work, "*", new EnumerationOptions { AttributesToSkip = FileAttributes.None }).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
        {
            string text = File.ReadAllText(file);
            Assert.DoesNotContain(ClientSecretStart, text, StringComparison.Ordinal);
            Assert.DoesNotContain("eyJ", text, StringComparison.Ordinal);
        }
    }

    private static Task<Snapshot> LoadAsync(string path) => SnapshotStore.LoadAsync(path, TestContext.Current.CancellationToken);
}
