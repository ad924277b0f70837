using System.IO.Compression;
using Ed2402Posture.Core.Files;

namespace Ed2402Posture.Core.Snapshots;

/// <summary>The files of a snapshot, in a zip or in a folder: named streams.</summary>
internal abstract class SnapshotContainer : IDisposable
{
    /// <summary>Opens a file to read, or null when there is none of that name.</summary>
    public abstract Stream? OpenRead(string name);

    /// <summary>Creates a file to write.</summary>
    public abstract Stream Create(string name);

    public virtual void Dispose() => GC.SuppressFinalize(this);

    public static SnapshotContainer Zip(Stream stream, ZipArchiveMode mode) => new ZipContainer(new ZipArchive(stream, mode, leaveOpen: true));

    public static SnapshotContainer Folder(string path) => new FolderContainer(path);

    private sealed class ZipContainer(ZipArchive archive) : SnapshotContainer
    {
        public override Stream? OpenRead(string name) => archive.GetEntry(name)?.Open();
        public override Stream Create(string name) => archive.CreateEntry(name, CompressionLevel.Fastest).Open();

        public override void Dispose()
        {
            archive.Dispose();
            base.Dispose();
        }
    }

    private sealed class FolderContainer(string path) : SnapshotContainer
    {
        public override Stream? OpenRead(string name)
        {
            string file = Path.Combine(path, name);
            return File.Exists(file) ? new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 65536, FileOptions.Asynchronous | FileOptions.SequentialScan) : null;
        }

        public override Stream Create(string name) => OwnerOnly.CreateFile(Path.Combine(path, name));
    }
}
