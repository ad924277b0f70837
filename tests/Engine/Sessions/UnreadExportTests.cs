using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

/// <summary>Exports for which not all could be read, or that cannot be written.</summary>
public sealed class UnreadExportTests : IDisposable
{
    private static readonly DatasetState Failed = new() { Status = DatasetStatus.Failed, Reason = "graph: the connection broke" };

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");
    private readonly ProbeSource source = new();

    private string Target => Path.Combine(folder.FullName, "tenant.zip");
    private string Work => Target + ".partial";

    [Theory]
    [InlineData("")]
    [InlineData("-Resume")]
    public void Where_nothing_could_be_read_the_old_snapshot_stays(string resume)
    {
        using (EngineSession first = Connect())
        {
            first.Run("$null = Export-Ed2402Snapshot $path", ("path", Target)).AssertNoErrors();
        }

        byte[] before = File.ReadAllBytes(Target);
        source.Collect = Reads(into =>
        {
            into.SetUnread(Datasets.Organization, Failed);
            into.SetUnread(Datasets.Domains, Failed);
        });
        using EngineSession second = Connect();
        Assert.StartsWith("NothingRead,", second.Fail($"Export-Ed2402Snapshot $path -Force {resume}", ("path", Target)).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(Target));
    }

    [Fact]
    public void What_a_tenant_refuses_altogether_is_a_snapshot_of_that()
    {
        source.Collect = Reads(into => into.SetUnread(Datasets.Organization, new DatasetState { Status = DatasetStatus.NoPermission, Missing = "Organization.Read.All" }));
        using EngineSession session = Connect();
        session.Run("$null = Export-Ed2402Snapshot $path", ("path", Target)).AssertNoErrors();
        Assert.True(File.Exists(Target));
    }

    [Fact]
    public void After_a_dataset_failed_the_next_run_reads_that_alone()
    {
        source.Collect = Reads(into =>
        {
            into.Complete(Datasets.Organization, new Organization { Id = "t", DisplayName = "Probe Ltd" });
            into.SetUnread(Datasets.Domains, Failed);
        });
        using (EngineSession first = Connect())
        {
            EngineResult result = first.Run("$null = Export-Ed2402Snapshot $path -Resume", ("path", Target)).AssertNoErrors();
            Assert.Contains(result.Warnings, w => w.Contains("reading failed for 1 dataset", StringComparison.Ordinal));
        }

        Assert.True(File.Exists(Target));
        Assert.True(Directory.Exists(Work));
        bool restored = false;
        source.Collect = Reads(into =>
        {
            restored = into.Find(Datasets.Organization)?.IsComplete == true && into.Find(Datasets.Domains) is null;
            into.Complete(Datasets.Domains);
        });
        using EngineSession second = Connect();
        Assert.DoesNotContain(second.Run("$null = Export-Ed2402Snapshot $path -Resume -Force", ("path", Target)).AssertNoErrors().Warnings, w => w.Contains("reading failed", StringComparison.Ordinal) || w.Contains("interrupted", StringComparison.Ordinal));
        Assert.True(restored);
        Assert.False(Directory.Exists(Work));
    }

    [Theory]
    [InlineData("Export-Ed2402Snapshot /proc/tenant.zip", "SnapshotNotWritable")]
    [InlineData("Export-Ed2402Snapshot /proc/tenant", "SnapshotNotWritable")]
    [InlineData("Export-Ed2402Report /proc/report.html", "ReportNotWritable")]
    [InlineData("Export-Ed2402PrivilegeGraph /proc/graph.json", "FileNotAccessible")]
    public void A_folder_that_takes_no_file_is_told_before_anything_is_read(string command, string errorId)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has a folder in which not even root may write.");
        using EngineSession session = Connect();
        Assert.StartsWith(errorId + ",", session.Fail(command).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(source.Collections);
    }

    public void Dispose() => folder.Delete(recursive: true);

    private static Func<SnapshotBuilder, IScanObserver, CancellationToken, Task> Reads(Action<SnapshotBuilder> read) => (into, observer, _) =>
    {
        read(into);
        foreach (DatasetDefinition dataset in new DatasetDefinition[] { Datasets.Organization, Datasets.Domains })
        {
            if (into.Find(dataset) is { } found)
            {
                observer.Finished(dataset, found.State);
            }
        }

        return Task.CompletedTask;
    };

    private EngineSession Connect()
    {
        var session = new EngineSession(configure: ProbeSource.AddTo);
        session.Run("Connect-Probe $source", ("source", source)).AssertNoErrors();
        return session;
    }
}
