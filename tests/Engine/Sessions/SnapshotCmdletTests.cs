using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Comparison;
using Ed2402Posture.Outputs;
using Ed2402Posture.Tests.Engine.Infrastructure;

namespace Ed2402Posture.Tests.Engine.Sessions;

public sealed class SnapshotCmdletTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");
    private readonly EngineSession session = EngineSession.Demo();

    [Theory]
    [InlineData("tenant.zip")]
    [InlineData("tenant")]
    public void What_is_exported_is_imported(string name)
    {
        string path = Path.Combine(folder.FullName, name);
        ConnectionInfo before = session.Run("Get-Ed2402Connection").Single<ConnectionInfo>();
        Assert.Equal(path, Assert.IsAssignableFrom<FileSystemInfo>(session.Run("Export-Ed2402Snapshot $path", ("path", path)).AssertNoErrors().Output[0].BaseObject).FullName);

        using var other = new EngineSession();
        ConnectionInfo after = other.Run("Import-Ed2402Snapshot $path", ("path", path)).Single<ConnectionInfo>();
        Assert.Equal(before.Datasets.Select(d => (d.Name, d.Status, d.Items)), after.Datasets.Select(d => (d.Name, d.Status, d.Items)));
        Assert.Equal((before.TenantId, before.TenantName, before.CollectedAt), (after.TenantId, after.TenantName, after.CollectedAt));
        Assert.Contains(name, after.Source, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_writes_nothing()
    {
        string path = Path.Combine(folder.FullName, "tenant.zip");
        Assert.Empty(session.Run("Export-Ed2402Snapshot $path -WhatIf", ("path", path)).AssertNoErrors().Output);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Force_replaces_and_only_the_owner_may_read()
    {
        string path = Path.Combine(folder.FullName, "tenant.zip");
        File.WriteAllText(path, "old");
        session.Run("Export-Ed2402Snapshot $path -Force", ("path", path)).Single<FileInfo>();
        Assert.True(new FileInfo(path).Length > 1000);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
    }

    [Fact]
    public void A_path_is_relative_to_the_current_location_and_comes_from_the_pipeline()
    {
        session.Run("$null = $ExecutionContext.SessionState.Path.SetLocation($folder); Export-Ed2402Snapshot here.zip", ("folder", folder.FullName)).AssertNoErrors();
        Assert.True(File.Exists(Path.Combine(folder.FullName, "here.zip")));
        ConnectionInfo imported = session.Run("[IO.FileInfo]::new($path) | Import-Ed2402Snapshot", ("path", Path.Combine(folder.FullName, "here.zip"))).Single<ConnectionInfo>();
        Assert.Contains(imported.Datasets, d => d.Status == DatasetStatus.Complete);
    }

    [Fact]
    public void Two_snapshots_are_compared_without_a_session()
    {
        string path = Path.Combine(folder.FullName, "tenant");
        session.Run("Export-Ed2402Snapshot $path", ("path", path)).AssertNoErrors();
        using var other = new EngineSession();
        Assert.Empty(other.Run("Compare-Ed2402Snapshot $path $path", ("path", path)).AssertNoErrors().Output);
        Assert.StartsWith("NotConnected", other.Fail("Compare-Ed2402Snapshot $path", ("path", path)).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_snapshot_is_compared_with_the_session_and_what_was_not_read_is_not_gone()
    {
        string path = Path.Combine(folder.FullName, "tenant");
        session.Run("Export-Ed2402Snapshot $path", ("path", path)).AssertNoErrors();
        string manifest = Path.Combine(path, "manifest.json");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"roleAssignments\"", "\"otherAssignments\"", StringComparison.Ordinal));
        SnapshotChange[] changes = [.. session.Run("Compare-Ed2402Snapshot $path", ("path", path)).All<SnapshotChange>()];
        Assert.Equal("roleAssignments", Assert.Single(changes, c => c.Area == ChangeArea.Dataset).SubjectId);
        Assert.Contains(changes, c => c.Area == ChangeArea.Verdict);
        Assert.All(changes, c => Assert.Equal(ChangeKind.NotComparable, c.Kind));
    }

    [Fact]
    public void Snapshots_of_two_tenants_are_an_error()
    {
        string path = Path.Combine(folder.FullName, "tenant");
        session.Run("Export-Ed2402Snapshot $path", ("path", path)).AssertNoErrors();
        string manifest = Path.Combine(path, "manifest.json");
        string tenantId = session.Run("Get-Ed2402Connection").Single<ConnectionInfo>().TenantId;
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace(tenantId, Guid.NewGuid().ToString(), StringComparison.Ordinal));
        Assert.StartsWith("SnapshotsOfDifferentTenants", session.Fail("Compare-Ed2402Snapshot $path", ("path", path)).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        session.Dispose();
        folder.Delete(recursive: true);
    }
}
