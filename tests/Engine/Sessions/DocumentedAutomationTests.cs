using System.Management.Automation;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Comparison;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

/// <summary>The daily script of docs/automation.md, run as a whole at a tenant: for the first time, since the last one, and after a broken run.</summary>
public sealed class DocumentedAutomationTests : IDisposable
{
    private const string Page = "automation.md", Name = "daily.ps1";
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");
    private readonly SimulatorFixture fixture;

    public DocumentedAutomationTests(SimulatorFixture fixture)
    {
        this.fixture = fixture;
        File.WriteAllText(In("ed2402.settings.json"), "{}");
    }

    [Fact]
    public async Task The_daily_scan_goes_on_from_the_last_one_and_from_a_broken_one()
    {
        using EngineSession session = Session();
        EngineResult first = Run(session);
        Assert.Empty(Followed(first));
        Assert.Equal([Name, "ed2402.settings.json", "findings.csv", "tenant.zip"], Names());
        Snapshot before = await LoadAsync();

        EngineResult second = Run(session);
        Assert.Equal(2, Followed(second).Count);
        Assert.Empty(File.ReadAllLines(In("changes.csv")));
        Snapshot after = await LoadAsync();
        Assert.Equal("", string.Join('\n', SnapshotComparer.Compare(before, after)));
        Assert.True(after.Info.CollectedAt > before.Info.CollectedAt);

        Break(session);
        Assert.Contains("tenant-new.zip.partial", Names());
        Assert.Equal(after.Info.CollectedAt, (await LoadAsync()).Info.CollectedAt);

        EngineResult resumed = Run(session);
        Assert.Contains(resumed.Verbose, v => v.StartsWith("Going on with the scan that began at", StringComparison.Ordinal));
        Assert.True(Requests(resumed) < Requests(second), $"{Requests(resumed)} requests, {Requests(second)} before");
        Assert.Equal(["changes.csv", Name, "ed2402.settings.json", "findings.csv", "tenant.zip"], Names());
        Assert.Equal("", string.Join('\n', SnapshotComparer.Compare(after, await LoadAsync())));
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static List<string> Followed(EngineResult result) => [.. result.Verbose.Where(v => v.Contains("/delta?$deltatoken=", StringComparison.Ordinal))];

    private static int Requests(EngineResult result) => result.Verbose.Count(v => v.Contains("https://", StringComparison.Ordinal));

    private string In(string name) => Path.Combine(folder.FullName, name);

    private string[] Names() => [.. folder.EnumerateFileSystemInfos().Select(f => f.Name).Order(StringComparer.Ordinal)];

    private EngineSession Session()
    {
        var session = new EngineSession();
        session.Run($"{DocumentedScript.StandIns}; $null = $ExecutionContext.SessionState.Path.SetLocation($here); $global:VerbosePreference = 'Continue'", [("here", folder.FullName), .. fixture.Simulator.Variables]).AssertNoErrors();
        return session;
    }

    private EngineResult Run(EngineSession session) => session.Run($"& '{DocumentedScript.Write(Page, Name, folder.FullName)}'").AssertNoErrors();

    /// <summary>Stops the daily scan, as Ctrl+C does, when some datasets are whole.</summary>
    private void Break(EngineSession session)
    {
        using PowerShell shell = session.Shell($"& '{DocumentedScript.Write(Page, Name, folder.FullName)}'");
        IAsyncResult running = shell.BeginInvoke();
        SpinWait.SpinUntil(() => running.IsCompleted || (Directory.Exists(In("tenant-new.zip.partial")) && Directory.GetFiles(In("tenant-new.zip.partial"), "*.ndjson").Length > 5));
        Assert.False(running.IsCompleted);
        shell.Stop();
    }

    private async Task<Snapshot> LoadAsync() => await SnapshotStore.LoadAsync(In("tenant.zip"), TestContext.Current.CancellationToken);
}
