using System.IO.Compression;
using System.Text.Json;
using Ed2402Posture.Core.Files;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>Saves snapshots and loads them again: a <c>.zip</c>, or a folder, of <c>manifest.json</c> and one NDJSON file a dataset.
/// Both ways stream. Files are readable by their owner alone; a crash leaves the old snapshot whole.</summary>
public static class SnapshotStore
{
    private const string ManifestName = "manifest.json";

    /// <summary>Saves to <paramref name="path"/>: a folder, or a zip when the name ends in <c>.zip</c>.</summary>
    /// <param name="snapshot">What to save.</param>
    /// <param name="path">Full path.</param>
    /// <param name="overwrite">Whether an existing snapshot may be replaced.</param>
    /// <param name="cancellationToken">Ends the writing; nothing is left behind then.</param>
    /// <exception cref="SnapshotException">It exists and may not be replaced, or cannot be written.</exception>
    public static async Task SaveAsync(Snapshot snapshot, string path, bool overwrite, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!overwrite && Path.Exists(path))
        {
            throw new SnapshotException($"'{path}' exists.", "SnapshotExists", "Choose another path, or add -Force to replace it.");
        }

        // A folder is replaced by two renamings: a process that was killed between them left nothing but temporary names, and these are not touched before the new one is whole.
        if (IsZip(path) || Path.Exists(path))
        {
            Leftovers.Remove(path);
        }

        try
        {
            if (IsZip(path))
            {
                await OwnerOnly.WriteAsync(path, (stream, token) => WriteZipAsync(snapshot, stream, token), cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await WriteFolderAsync(snapshot, path, cancellationToken).ConfigureAwait(false);
                Leftovers.Remove(path);
            }
        }
        // A file that the file system does not let grow so large is, to .NET, an argument out of range.
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            throw NotWritable(path, exception);
        }
    }

    /// <summary>Tries whether a snapshot can be written to a path, so that this is known before the tenant is read.</summary>
    /// <exception cref="SnapshotException">It cannot.</exception>
    public static void EnsureWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            OwnerOnly.Probe(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, exception);
        }
    }

    /// <summary>Loads a snapshot, checking every hash and count.</summary>
    /// <exception cref="SnapshotException">Missing, damaged, or of a newer format; the message says which part.</exception>
    public static async Task<Snapshot> LoadAsync(string path, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            if (Directory.Exists(path))
            {
                using var folder = SnapshotContainer.Folder(path);
                return await ReadAsync(folder, path, cancellationToken).ConfigureAwait(false);
            }

            if (!File.Exists(path))
            {
                throw NotFound(path);
            }

            var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 65536, FileOptions.Asynchronous);
            await using (stream.ConfigureAwait(false))
            {
                using var zip = SnapshotContainer.Zip(stream, ZipArchiveMode.Read);
                return await ReadAsync(zip, path, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException exception)
        {
            throw Damaged(path, $"it is not a readable zip ({exception.Message})", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SnapshotException($"The snapshot '{path}' could not be read: {exception.Message}", "SnapshotNotReadable", "Check that the file is there and that you may read it.", exception);
        }
    }

    private static bool IsZip(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private static async Task WriteZipAsync(Snapshot snapshot, Stream stream, CancellationToken cancellationToken)
    {
        using var zip = SnapshotContainer.Zip(stream, ZipArchiveMode.Create);
        await WriteAsync(snapshot, zip, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteFolderAsync(Snapshot snapshot, string path, CancellationToken cancellationToken)
    {
        string temporary = OwnerOnly.TemporaryName(path);
        string old = OwnerOnly.TemporaryName(path);
        try
        {
            OwnerOnly.CreateFolder(temporary);
            using (var folder = SnapshotContainer.Folder(temporary))
            {
                await WriteAsync(snapshot, folder, cancellationToken).ConfigureAwait(false);
            }

            if (Directory.Exists(path))
            {
                Directory.Move(path, old);
            }

            Directory.Move(temporary, path);
        }
        catch
        {
            Remove(temporary);
            if (!Directory.Exists(path) && Directory.Exists(old))
            {
                Directory.Move(old, path);
            }

            throw;
        }

        Remove(old);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task WriteAsync(Snapshot snapshot, SnapshotContainer container, CancellationToken cancellationToken)
    {
        var entries = new List<SnapshotManifestDataset>();
        foreach (Dataset dataset in snapshot.Datasets)
        {
            if (dataset.State.Status == DatasetStatus.NotCollected)
            {
                continue;
            }

            string name = dataset.Definition.Name;
            if (dataset.Count == 0)
            {
                entries.Add(new SnapshotManifestDataset { Name = name, State = dataset.State });
                continue;
            }

            string file = $"{name}.ndjson";
            Stream entry = container.Create(file);
            await using (entry.ConfigureAwait(false))
            {
                using var hashing = new HashingStream(entry);
                await dataset.WriteAsync(hashing, cancellationToken).ConfigureAwait(false);
                entries.Add(new SnapshotManifestDataset { Name = name, State = dataset.State, File = file, Items = dataset.Count, Sha256 = hashing.Finish() });
            }
        }

        var manifest = new SnapshotManifest { FormatVersion = SnapshotManifest.CurrentFormat, Info = snapshot.Info, Datasets = entries };
        Stream stream = container.Create(ManifestName);
        await using (stream.ConfigureAwait(false))
        {
            var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
            await using (writer.ConfigureAwait(false))
            {
                JsonSerializer.Serialize(writer, manifest, SnapshotJson.Default.SnapshotManifest);
            }
        }
    }

    private static async Task<Snapshot> ReadAsync(SnapshotContainer container, string path, CancellationToken cancellationToken)
    {
        SnapshotManifest manifest = await ReadManifestAsync(container, path, cancellationToken).ConfigureAwait(false);
        var datasets = new List<Dataset>();
        foreach (SnapshotManifestDataset entry in manifest.Datasets)
        {
            // A dataset of another version that this one does not know has no reader, and no check that asks for it.
            if (Snapshots.Datasets.Find(entry.Name) is { } definition)
            {
                datasets.Add(await ReadDatasetAsync(container, path, entry, definition, cancellationToken).ConfigureAwait(false));
            }
        }

        return new Snapshot(manifest.Info, datasets);
    }

    private static async Task<SnapshotManifest> ReadManifestAsync(SnapshotContainer container, string path, CancellationToken cancellationToken)
    {
        using Stream stream = container.OpenRead(ManifestName) ?? throw Damaged(path, $"it has no {ManifestName}");
        try
        {
            using JsonDocument document = await JsonDocument.ParseAsync(stream, default, cancellationToken).ConfigureAwait(false);
            if (document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("formatVersion", out JsonElement format)
                && format.TryGetInt32(out int number)
                && number > SnapshotManifest.CurrentFormat)
            {
                throw new SnapshotException($"The snapshot '{path}' has format {number}; this version reads up to {SnapshotManifest.CurrentFormat}.", "SnapshotTooNew", "Update the Ed2402Posture module.");
            }

            return document.RootElement.Deserialize(SnapshotJson.Default.SnapshotManifest) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw Damaged(path, $"{ManifestName} is not valid ({exception.Message})", exception);
        }
    }

    /// <summary>Reads one dataset of a snapshot, or of a scan's work, checking its hash and count.</summary>
    internal static async Task<Dataset> ReadDatasetAsync(SnapshotContainer container, string path, SnapshotManifestDataset entry, DatasetDefinition definition, CancellationToken cancellationToken)
    {
        if (entry.File is null)
        {
            return entry.Items == 0 ? definition.CreateEmpty(entry.State) : throw Damaged(path, $"{entry.Name} names no file");
        }

        if (Path.GetFileName(entry.File) != entry.File)
        {
            throw Damaged(path, $"{entry.Name} names a file outside the snapshot");
        }

        Stream stream = container.OpenRead(entry.File) ?? throw Damaged(path, $"{entry.File} is missing");
        await using (stream.ConfigureAwait(false))
        {
            using var hashing = new HashingStream(stream);
            Dataset dataset;
            try
            {
                dataset = await definition.ReadAsync(hashing, entry.State, cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException exception)
            {
                throw Damaged(path, $"{entry.File}, {exception.Message}", exception);
            }

            if (!string.Equals(hashing.Finish(), entry.Sha256, StringComparison.OrdinalIgnoreCase))
            {
                throw Damaged(path, $"{entry.File} does not match its SHA-256");
            }

            return dataset.Count == entry.Items ? dataset : throw Damaged(path, $"{entry.File} has {dataset.Count} items, not {entry.Items}");
        }
    }

    private static SnapshotException NotWritable(string path, Exception exception) =>
        new($"The snapshot could not be written to '{path}': {exception.Message}", "SnapshotNotWritable", "Check that the folder exists, that you may write there and that there is room.", exception);

    private static SnapshotException NotFound(string path)
    {
        string? left = Leftovers.Of(path).OfType<DirectoryInfo>().OrderByDescending(d => d.LastWriteTimeUtc).FirstOrDefault(d => File.Exists(Path.Combine(d.FullName, ManifestName)))?.FullName;
        return new SnapshotException(
            $"There is no snapshot at '{path}'{(left is null ? "." : $"; a process that was ended while it replaced one left '{left}'.")}", "SnapshotNotFound",
            left is null ? "Check the path; Export-Ed2402Snapshot writes snapshots." : $"Rename '{left}' to '{path}', or export anew.");
    }

    private static SnapshotException Damaged(string path, string what, Exception? inner = null) =>
        new($"The snapshot '{path}' is damaged: {what}.", "SnapshotDamaged", "Take the file from where it was written, or collect anew with Export-Ed2402Snapshot.", inner);
}
