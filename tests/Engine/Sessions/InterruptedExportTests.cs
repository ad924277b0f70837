using System.Management.Automation;
using System.Security.Cryptography;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

/// <summary>Exports that do not come to their end: what was there before stays whole, and nothing is left behind.</summary>
public sealed class InterruptedExportTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");

    [Theory]
    [InlineData("tenant.zip")]
    [InlineData("tenant")]
    public async Task A_full_disk_leaves_the_old_snapshot_whole(string name)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only a Unix shell can limit the size of files.");
        string path = Path.Combine(folder.FullName, name);
        using (EngineSession session = EngineSession.Demo())
        {
            session.Run("$null = Export-Ed2402Snapshot $path", ("path", path)).AssertNoErrors();
        }

        string before = Fingerprint(path);

        // A file that grows past the limit fails as one on a full disk does; the runtime's double mapping of code would fail too, and is off.
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } host ? host : "dotnet";
        var start = new System.Diagnostics.ProcessStartInfo("/bin/sh", ["-c", "trap '' XFSZ; ulimit -f 16; exec \"$@\"", "sh", dotnet, ModuleUnderTest.Host, "-Command", $"$null = Connect-Ed2402Tenant -Demo; Export-Ed2402Snapshot '{path}' -Force"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, Environment = { ["DOTNET_EnableWriteXorExecute"] = "0", ["DOTNET_EnableDiagnostics"] = "0" },
        };
        using var process = System.Diagnostics.Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((1, ""), (process.ExitCode, await output));
        Assert.Contains("could not be written", await error, StringComparison.Ordinal);
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder.FullName));
        Assert.Equal(before, Fingerprint(path));
        Assert.True((await SnapshotStore.LoadAsync(path, TestContext.Current.CancellationToken)).Get(Datasets.Users).IsComplete);
    }

    [Theory]
    [InlineData("tenant.zip")]
    [InlineData("tenant")]
    public async Task A_stop_at_any_moment_leaves_a_whole_snapshot_and_nothing_else(string name)
    {
        string path = Path.Combine(folder.FullName, name);
        using EngineSession session = EngineSession.Demo();
        session.Run("$null = Export-Ed2402Snapshot $path", ("path", path)).AssertNoErrors();
        for (int delay = 0; delay < 10; delay++)
        {
            using PowerShell shell = session.Shell("Export-Ed2402Snapshot $path -Force", ("path", path));
            IAsyncResult running = shell.BeginInvoke();
            await Task.Delay(delay * 7, TestContext.Current.CancellationToken);
            shell.Stop();
            try
            {
                shell.EndInvoke(running);
            }
            catch (PipelineStoppedException)
            {
            }

            Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder.FullName));
            Assert.True((await SnapshotStore.LoadAsync(path, TestContext.Current.CancellationToken)).Get(Datasets.Users).IsComplete);
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static string Fingerprint(string path) => string.Join('\n', (File.Exists(path) ? (IEnumerable<string>)[path] : Directory.EnumerateFiles(path).Order(StringComparer.Ordinal)).Select(f => $"{f} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(f)))}"));
}
