using System.IO.Compression;
using System.Text;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.TenantSimulator.Tenants;

namespace Ed2402Posture.Tests.Unit.Snapshots;

public sealed class SnapshotStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("ed2402-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData("tenant.zip")]
    [InlineData("tenant")]
    public async Task A_saved_snapshot_loads_equal(string name)
    {
        Snapshot snapshot = Sample();
        string path = Path.Combine(folder, name);
        await SnapshotStore.SaveAsync(snapshot, path, overwrite: false, CancellationToken.None);
        Snapshot loaded = await SnapshotStore.LoadAsync(path, CancellationToken.None);
        Assert.Equal(snapshot.Info, loaded.Info);
        foreach (Dataset dataset in snapshot.Datasets)
        {
            Dataset other = loaded.Get(dataset.Definition);
            Assert.Equal(dataset.State.Status, other.State.Status);
            Assert.Equal(dataset.State.Missing, other.State.Missing);
            Assert.Equal(await TextAsync(dataset), await TextAsync(other));
        }
    }

    [Fact]
    public async Task Items_lie_under_the_services_own_property_names()
    {
        string path = Path.Combine(folder, "tenant");
        await SnapshotStore.SaveAsync(Sample(), path, overwrite: false, CancellationToken.None);
        string line = (await File.ReadAllLinesAsync(Path.Combine(path, "users.ndjson")))[0];
        Assert.Contains("\"userPrincipalName\":\"alice@contoso.com\"", line, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("tenant.zip")]
    [InlineData("tenant")]
    public async Task Only_the_owner_may_read_the_files(string name)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has access lists instead.");
        string path = Path.Combine(folder, name);
        await SnapshotStore.SaveAsync(Sample(), path, overwrite: false, CancellationToken.None);
        foreach (string file in Directory.Exists(path) ? Directory.GetFiles(path) : [path])
        {
            Assert.True(!OperatingSystem.IsWindows() && File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite), file);
        }
    }

    [Fact]
    public async Task An_existing_snapshot_stays_without_overwrite()
    {
        string path = Path.Combine(folder, "tenant.zip");
        await File.WriteAllTextAsync(path, "mine");
        SnapshotException error = await Assert.ThrowsAsync<SnapshotException>(() => SnapshotStore.SaveAsync(Sample(), path, overwrite: false, CancellationToken.None));
        Assert.Equal("SnapshotExists", error.ErrorId);
        Assert.Equal("mine", await File.ReadAllTextAsync(path));
    }

    [Theory]
    [InlineData("tenant.zip")]
    [InlineData("tenant")]
    public async Task A_cancelled_write_leaves_the_old_snapshot_whole_and_nothing_else(string name)
    {
        string path = Path.Combine(folder, name);
        await SnapshotStore.SaveAsync(Sample(), path, overwrite: false, CancellationToken.None);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => SnapshotStore.SaveAsync(Sample("Fabrikam"), path, overwrite: true, cancelled.Token));
        Assert.Equal("Contoso", (await SnapshotStore.LoadAsync(path, CancellationToken.None)).Info.TenantName);
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    [Theory]
    [InlineData("tenant.zip")]
    [InlineData("tenant")]
    public async Task Overwrite_replaces_it(string name)
    {
        string path = Path.Combine(folder, name);
        await SnapshotStore.SaveAsync(Sample(), path, overwrite: false, CancellationToken.None);
        await SnapshotStore.SaveAsync(Sample("Fabrikam"), path, overwrite: true, CancellationToken.None);
        Assert.Equal("Fabrikam", (await SnapshotStore.LoadAsync(path, CancellationToken.None)).Info.TenantName);
        Assert.Single(Directory.GetFileSystemEntries(folder));
    }

    [Fact]
    public async Task A_changed_line_is_damage_that_names_the_file()
    {
        string path = await FolderAsync();
        string file = Path.Combine(path, "users.ndjson");
        await File.WriteAllTextAsync(file, (await File.ReadAllTextAsync(file)).Replace("alice", "alixe", StringComparison.Ordinal));
        await AssertDamagedAsync(path, "users.ndjson does not match its SHA-256");
    }

    [Fact]
    public async Task A_broken_line_is_damage_that_names_the_line()
    {
        string path = await FolderAsync();
        await File.AppendAllTextAsync(Path.Combine(path, "users.ndjson"), "{\"id\":");
        await AssertDamagedAsync(path, "users.ndjson, line 2");
    }

    [Fact]
    public async Task A_missing_file_is_damage()
    {
        string path = await FolderAsync();
        File.Delete(Path.Combine(path, "users.ndjson"));
        await AssertDamagedAsync(path, "users.ndjson is missing");
    }

    [Fact]
    public async Task A_file_outside_the_snapshot_is_refused()
    {
        string path = await FolderAsync();
        string manifest = Path.Combine(path, "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("\"users.ndjson\"", "\"../users.ndjson\"", StringComparison.Ordinal));
        await AssertDamagedAsync(path, "outside the snapshot");
    }

    [Fact]
    public async Task A_newer_format_says_to_update()
    {
        string path = await FolderAsync();
        string manifest = Path.Combine(path, "manifest.json");
        await File.WriteAllTextAsync(manifest, (await File.ReadAllTextAsync(manifest)).Replace("\"formatVersion\": 1", "\"formatVersion\": 2", StringComparison.Ordinal));
        SnapshotException error = await Assert.ThrowsAsync<SnapshotException>(() => SnapshotStore.LoadAsync(path, CancellationToken.None));
        Assert.Equal("SnapshotTooNew", error.ErrorId);
    }

    [Fact]
    public async Task A_truncated_zip_is_damage()
    {
        string path = Path.Combine(folder, "tenant.zip");
        await SnapshotStore.SaveAsync(Sample(), path, overwrite: false, CancellationToken.None);
        byte[] bytes = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path, bytes[..(bytes.Length / 2)]);
        await AssertDamagedAsync(path, "not a readable zip");
    }

    [Fact]
    public async Task A_missing_snapshot_is_not_found()
    {
        SnapshotException error = await Assert.ThrowsAsync<SnapshotException>(() => SnapshotStore.LoadAsync(Path.Combine(folder, "none.zip"), CancellationToken.None));
        Assert.Equal("SnapshotNotFound", error.ErrorId);
    }

    [Fact]
    public async Task A_zip_holds_the_manifest_and_one_file_a_dataset_with_items()
    {
        string path = Path.Combine(folder, "tenant.zip");
        await SnapshotStore.SaveAsync(Sample(), path, overwrite: false, CancellationToken.None);
        using ZipArchive zip = await ZipFile.OpenReadAsync(path);
        Assert.Contains(zip.Entries, e => e.Name == "manifest.json");
        Assert.DoesNotContain(zip.Entries, e => e.Name == "namedLocations.ndjson");
    }

    private static Snapshot Sample(string name = "Contoso")
    {
        var tenant = new TenantBuilder(name);
        string alice = tenant.User("Alice", u => u with { UserPrincipalName = "alice@contoso.com" });
        tenant.Assign("Global Administrator", alice);
        return tenant.Unread(Datasets.SignInActivity, DatasetStatus.NoPermission).Build();
    }

    private async Task<string> FolderAsync()
    {
        string path = Path.Combine(folder, "tenant");
        await SnapshotStore.SaveAsync(Sample(), path, overwrite: false, CancellationToken.None);
        return path;
    }

    private static async Task AssertDamagedAsync(string path, string text)
    {
        SnapshotException error = await Assert.ThrowsAsync<SnapshotException>(() => SnapshotStore.LoadAsync(path, CancellationToken.None));
        Assert.Equal("SnapshotDamaged", error.ErrorId);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
    }

    private static async Task<string> TextAsync(Dataset dataset)
    {
        using var stream = new MemoryStream();
        await dataset.WriteAsync(stream, CancellationToken.None);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
