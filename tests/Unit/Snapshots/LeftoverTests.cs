using Ed2402Posture.Core.Files;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Snapshots;

/// <summary>What a process that was killed while it saved left beside the snapshot.</summary>
public sealed class LeftoverTests : IDisposable
{
    private static readonly TimeSpan Old = TimeSpan.FromMinutes(61), Fresh = TimeSpan.FromMinutes(59);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("ed2402-");

    public void Dispose() => folder.Delete(recursive: true);

    [Theory]
    [InlineData("tenant.zip")]
    [InlineData("tenant")]
    public async Task The_next_save_removes_them(string name)
    {
        string file = Leave(name, Old), inFolder = Leave(name, Old, isFolder: true);
        await SaveAsync(name);
        await SaveAsync(name);
        Assert.False(Path.Exists(file) || Path.Exists(inFolder));
        Assert.Equal([PathOf(name)], Directory.GetFileSystemEntries(folder.FullName));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_written_within_the_hour_stays(bool isFolder)
    {
        string left = Leave("tenant.zip", Fresh, isFolder);
        await SaveAsync("tenant.zip");
        Assert.True(Path.Exists(left));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_another_process_holds_open_stays(bool isFolder)
    {
        string left = Leave("tenant.zip", Old, isFolder);
        using (new FileStream(isFolder ? Path.Combine(left, "users.ndjson") : left, FileMode.Open, FileAccess.Write, FileShare.None))
        {
            await SaveAsync("tenant.zip");
            Assert.True(Path.Exists(left));
        }

        await SaveAsync("tenant.zip");
        Assert.False(Path.Exists(left));
    }

    [Theory]
    [InlineData("tenant.zip.tmp")]
    [InlineData("tenant.zip.0123456789abcdef0123456789abcdef.bak")]
    [InlineData("tenant.zip.0123456789abcdef0123456789abcde.tmp")]
    [InlineData("tenant.zip.0123456789ABCDEF0123456789ABCDEF.tmp")]
    [InlineData("other.zip.0123456789abcdef0123456789abcdef.tmp")]
    [InlineData("my-tenant.zip.0123456789abcdef0123456789abcdef.tmp")]
    public async Task What_bears_another_name_is_somebody_elses(string name)
    {
        string other = Write(PathOf(name), Old);
        await SaveAsync("tenant.zip");
        Assert.True(File.Exists(other));
    }

    [Fact]
    public async Task What_others_may_read_and_links_are_somebody_elses()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");
        string open = Leave("tenant.zip", Old), target = Write(PathOf("precious"), Old), link = OwnerOnly.TemporaryName(PathOf("tenant.zip"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(open, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        }

        File.CreateSymbolicLink(link, target);
        await SaveAsync("tenant.zip");
        Assert.True(File.Exists(open) && File.Exists(target) && File.Exists(link));
    }

    [Fact]
    public async Task The_only_whole_snapshot_is_told_and_stays_until_there_is_a_new_one()
    {
        await SaveAsync("tenant");

        // A process that was killed between the two renamings of a folder.
        string left = OwnerOnly.TemporaryName(PathOf("tenant"));
        Directory.Move(PathOf("tenant"), left);
        Age(left, Old);
        SnapshotException missing = await Assert.ThrowsAsync<SnapshotException>(() => SnapshotStore.LoadAsync(PathOf("tenant"), TestContext.Current.CancellationToken));
        Assert.Equal("SnapshotNotFound", missing.ErrorId);
        Assert.Contains($"Rename '{left}'", missing.RecommendedAction, StringComparison.Ordinal);

        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SnapshotStore.SaveAsync(new TenantBuilder().Build(), PathOf("tenant"), overwrite: true, cancelled.Token));
        Assert.True(Directory.Exists(left));

        await SaveAsync("tenant");
        Assert.Equal([PathOf("tenant")], Directory.GetFileSystemEntries(folder.FullName));
    }

    private string PathOf(string name) => Path.Combine(folder.FullName, name);

    private Task SaveAsync(string name) => SnapshotStore.SaveAsync(new TenantBuilder().Build(), PathOf(name), overwrite: true, TestContext.Current.CancellationToken);

    private string Leave(string name, TimeSpan age, bool isFolder = false)
    {
        string left = OwnerOnly.TemporaryName(PathOf(name));
        if (!isFolder)
        {
            return Write(left, age);
        }

        OwnerOnly.CreateFolder(left);
        Write(Path.Combine(left, "users.ndjson"), age);
        Age(left, age);
        return left;
    }

    private static string Write(string path, TimeSpan age)
    {
        using (FileStream stream = OwnerOnly.CreateFile(path))
        {
            stream.Write("half"u8);
        }

        Age(path, age);
        return path;
    }

    private static void Age(string path, TimeSpan age)
    {
        DateTime then = DateTime.UtcNow - age;
        if (Directory.Exists(path))
        {
            foreach (string file in Directory.GetFiles(path))
            {
                File.SetLastWriteTimeUtc(file, then);
            }

            Directory.SetLastWriteTimeUtc(path, then);
        }
        else
        {
            File.SetLastWriteTimeUtc(path, then);
        }
    }
}
