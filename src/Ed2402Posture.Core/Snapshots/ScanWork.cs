using System.Text.Json;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Files;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>What a scan has read so far, kept in a folder while it runs, so that a process that was killed can go on from there. Only the owner may read
/// it; it holds no token and no secret value; a file appears there whole or not at all. One process at a time works with it.</summary>
public sealed class ScanWork : IDisposable
{
    private const string RecordName = "scan.json", LockName = "scan.lock";
    private readonly string folder;
    private readonly FileStream guard;
    private readonly Dictionary<string, SnapshotManifestDataset> entries = new(StringComparer.OrdinalIgnoreCase);
    private ScanWorkRecord record;

    private ScanWork(string folder, FileStream guard, ScanWorkRecord record)
    {
        this.folder = folder;
        this.guard = guard;
        this.record = record;
        Restored = new Snapshot(record.Info, []);
    }

    /// <summary>Where and when the scan began: at its first start, not at its continuation.</summary>
    public SnapshotInfo Info => record.Info;
    /// <summary>The datasets that need not be read again; none in a scan that begins.</summary>
    public Snapshot Restored { get; private set; }
    /// <summary>Why work that was there is not used, wholly or in part; null when all of it is, or there was none.</summary>
    public string? Ignored { get; private set; }

    /// <summary>The folder for the work of a scan that is to be written to a path.</summary>
    public static string FolderFor(string path) => Path.TrimEndingDirectorySeparator(path) + ".partial";

    /// <summary>Goes on with the work in the folder, or begins there.</summary>
    /// <param name="folder">Full path; its parent must exist.</param>
    /// <param name="identity">Who scans. What was read with other rights is not used.</param>
    /// <param name="begin">Where and when, if the scan begins now.</param>
    /// <param name="within">How old the work may be.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="SnapshotException">Another process works there, the work is another tenant's, or the folder is not one for work.</exception>
    public static async Task<ScanWork> OpenAsync(string folder, TenantIdentity identity, SnapshotInfo begin, TimeSpan within, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentNullException.ThrowIfNull(begin);
        var owner = ScanWorkOwner.Of(identity);
        FileStream guard = Enter(folder);
        try
        {
            var work = new ScanWork(folder, guard, new ScanWorkRecord { FormatVersion = ScanWorkRecord.CurrentFormat, Owner = owner, Info = begin, Datasets = [] });
            await work.RestoreAsync(within, cancellationToken).ConfigureAwait(false);
            await work.WriteRecordAsync(cancellationToken).ConfigureAwait(false);
            return work;
        }
        catch
        {
            await guard.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Keeps a dataset that is whole, or that the service refused for a lasting reason. Others are read again after a restart.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public async Task KeepAsync(Dataset dataset, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(dataset);
        string name = dataset.Definition.Name;
        if (dataset.Definition.IsOnDemand || dataset.State.Status is not (DatasetStatus.Complete or DatasetStatus.NoPermission or DatasetStatus.NotLicensed or DatasetStatus.NotSupported))
        {
            return;
        }

        var entry = new SnapshotManifestDataset { Name = name, State = dataset.State };
        if (dataset.Count > 0)
        {
            string hash = "";
            string file = $"{name}.ndjson";
            await OwnerOnly.WriteAsync(Path.Combine(folder, file), async (stream, token) =>
            {
                using var hashing = new HashingStream(stream);
                await dataset.WriteAsync(hashing, token).ConfigureAwait(false);
                hash = hashing.Finish();
            }, cancellationToken).ConfigureAwait(false);
            entry = entry with { File = file, Items = dataset.Count, Sha256 = hash };
        }

        entries[name] = entry;
        await WriteRecordAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Removes the work: the scan is done and saved.</summary>
    public void Remove()
    {
        Dispose();
        Remove(folder);
    }

    /// <summary>Lets others work with the folder; what is in it stays.</summary>
    public void Dispose() => guard.Dispose();

    /// <summary>The lock goes with the process, however that ends.</summary>
    private static FileStream Enter(string folder)
    {
        try
        {
            if (Directory.Exists(folder) && !IsForWork(folder))
            {
                throw new SnapshotException($"The folder '{folder}' is not one for the work of a scan.", "WorkFolderForeign", "Move or delete the folder, or choose another path.");
            }

            if (Directory.Exists(folder) && !OwnerOnly.IsPrivate(folder))
            {
                throw new SnapshotException($"The folder '{folder}' is open to other users: what is in it may be theirs.", "WorkFolderOpen", "Delete the folder, then scan again.");
            }

            OwnerOnly.CreateFolder(folder);
            string file = Path.Combine(folder, LockName);
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw NotWritable(folder, exception);
        }
        catch (DirectoryNotFoundException exception)
        {
            throw NotWritable(folder, exception);
        }
        catch (IOException exception)
        {
            throw new SnapshotException($"Another process works with '{folder}', or it cannot be written ({exception.Message}).", "ScanInProgress", "Wait until the other scan has ended, or choose another path.", exception);
        }
    }

    private static SnapshotException NotWritable(string folder, Exception exception) =>
        new($"The folder '{folder}' could not be made: {exception.Message}", "SnapshotNotWritable", "Check that the parent folder exists, that you may write there and that there is room.", exception);

    /// <summary>Empty but for the lock, or with a record: anything else is somebody's own.</summary>
    private static bool IsForWork(string folder) =>
        File.Exists(Path.Combine(folder, RecordName)) || Directory.EnumerateFileSystemEntries(folder).All(e => Path.GetFileName(e).StartsWith("scan.", StringComparison.Ordinal));

    private async Task RestoreAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        ScanWorkRecord? found = await ReadRecordAsync(cancellationToken).ConfigureAwait(false);
        string? reason = found is null ? Ignored : found.WhyNot(record, within);
        if (found is null || reason is not null)
        {
            Ignored = reason is null ? null : $"What an interrupted scan left is not used: {reason}. The scan begins anew.";
            RemoveFiles();
            return;
        }

        record = record with { Info = found.Info };
        using var container = SnapshotContainer.Folder(folder);
        var datasets = new List<Dataset>();
        var damaged = new List<string>();
        foreach (SnapshotManifestDataset entry in found.Datasets)
        {
            try
            {
                if (Datasets.Find(entry.Name) is { } definition)
                {
                    datasets.Add(await SnapshotStore.ReadDatasetAsync(container, folder, entry, definition, cancellationToken).ConfigureAwait(false));
                    entries[entry.Name] = entry;
                }
            }
            catch (Exception exception) when (exception is SnapshotException or IOException or UnauthorizedAccessException)
            {
                damaged.Add(entry.Name);
            }
        }

        Ignored = damaged.Count == 0 ? null : $"What an interrupted scan left of {string.Join(", ", damaged)} is damaged and is read again.";
        Restored = new Snapshot(found.Info, datasets);
    }

    private async Task<ScanWorkRecord?> ReadRecordAsync(CancellationToken cancellationToken)
    {
        string file = Path.Combine(folder, RecordName);
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            byte[] json = await File.ReadAllBytesAsync(file, cancellationToken).ConfigureAwait(false);
            ScanWorkRecord? read = JsonSerializer.Deserialize(json, SnapshotJson.Default.ScanWorkRecord);
            Ignored = read is null ? "its record is empty" : null;
            return read;
        }
        catch (JsonException exception)
        {
            Ignored = $"its record is damaged ({exception.Message})";
            return null;
        }
    }

    private Task WriteRecordAsync(CancellationToken cancellationToken)
    {
        record = record with { Datasets = [.. entries.Values] };
        return OwnerOnly.WriteAsync(Path.Combine(folder, RecordName), (stream, token) => JsonSerializer.SerializeAsync(stream, record, SnapshotJson.Default.ScanWorkRecord, token), cancellationToken);
    }

    private void RemoveFiles()
    {
        foreach (string file in Directory.EnumerateFiles(folder).Where(f => Path.GetFileName(f) != LockName).ToList())
        {
            File.Delete(file);
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
