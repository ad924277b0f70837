using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ed2402Posture.Core.Collecting;
using Ed2402Posture.Core.Files;
using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>The folder in which one log is kept: an index, and a file of JSON lines for each time that was read. Its owner alone may read it. One
/// process at a time may write to it.</summary>
internal sealed class LogFolder<T> : IDisposable
    where T : class
{
    private const string IndexName = "index.json";
    private const string LockName = "lock";
    private readonly LogStream<T> stream;
    private readonly FileStream mine;

    private LogFolder(string path, LogStream<T> stream, FileStream mine, LogIndex index)
    {
        Path = path;
        this.stream = stream;
        this.mine = mine;
        Index = index;
    }

    public string Path { get; }
    public LogIndex Index { get; private set; }

    /// <summary>Opens the folder of a log, made when it is not there.</summary>
    /// <exception cref="ExposureException">Another process reads the same log, or the folder cannot be used.</exception>
    public static LogFolder<T> Open(string root, string tenantId, LogStream<T> stream)
    {
        string path = System.IO.Path.Combine(root, tenantId.ToLowerInvariant(), Name(stream));
        FileStream? mine = null;
        try
        {
            foreach (string folder in (string[])[root, System.IO.Path.Combine(root, tenantId.ToLowerInvariant()), path])
            {
                if (!Directory.Exists(folder))
                {
                    OwnerOnly.CreateFolder(folder);
                }
            }

            mine = new FileStream(System.IO.Path.Combine(path, LockName), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return new LogFolder<T>(path, stream, mine, Load(path, stream));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            mine?.Dispose();
            throw new ExposureException($"The log cache '{path}' cannot be used: {exception.Message}", "LogCacheNotUsable", "Wait for the other session that reads the same log, check that you may write there, or give another -CachePath.", exception);
        }
    }

    /// <summary>Writes an index in place of the one before.</summary>
    public async Task SaveAsync(LogIndex index, CancellationToken cancellationToken)
    {
        await OwnerOnly.WriteAsync(System.IO.Path.Combine(Path, IndexName), (file, token) => JsonSerializer.SerializeAsync(file, index, LogIndexJson.Default.LogIndex, token), cancellationToken).ConfigureAwait(false);
        Index = index;
    }

    /// <summary>Ends the open time: its file becomes a slice's.</summary>
    public async Task CloseAsync(LogSlice slice, CancellationToken cancellationToken)
    {
        File.Move(System.IO.Path.Combine(Path, OpenSlice.FileName), System.IO.Path.Combine(Path, slice.FileName), overwrite: true);
        await SaveAsync(Index with { Open = null, Slices = [.. Index.Slices.Append(slice).OrderBy(s => s.From)] }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The file of the open time, cut to what is to be trusted; null when it is gone.</summary>
    public FileStream? OpenPart(OpenSlice open)
    {
        string path = System.IO.Path.Combine(Path, OpenSlice.FileName);
        if (open.Bytes == 0)
        {
            File.Delete(path);
            return OwnerOnly.CreateFile(path);
        }

        var file = new FileStream(path, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.Asynchronous });
        if (file.Length < open.Bytes)
        {
            file.Dispose();
            return null;
        }

        file.SetLength(open.Bytes);
        return file;
    }

    /// <summary>The entries of a slice.</summary>
    public static IEnumerable<T> Read(string path, LogSlice slice, DatasetDefinition<T> dataset) => JsonLines.Read(System.IO.Path.Combine(path, slice.FileName), dataset);

    /// <summary>Deletes files of times that are not in the index any more.</summary>
    public void Sweep()
    {
        HashSet<string> known = [.. Index.Slices.Select(s => s.FileName)];
        foreach (string file in Directory.EnumerateFiles(Path, "*.ndjson").Where(f => !known.Contains(System.IO.Path.GetFileName(f))).ToArray())
        {
            File.Delete(file);
        }
    }

    public void Dispose() => mine.Dispose();

    // Names of accounts may hold what a file system does not take.
    private static string Name(LogStream<T> stream) =>
        stream.Subject is null ? $"{stream.Kind}" : $"{stream.Kind}-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(stream.Subject.ToLowerInvariant())).AsSpan(0, 8))}";

    private static LogIndex Load(string path, LogStream<T> stream)
    {
        string file = System.IO.Path.Combine(path, IndexName);
        var empty = new LogIndex { Format = LogIndex.FormatName, FormatVersion = LogIndex.CurrentFormat, Stream = stream.ToString() };
        if (!File.Exists(file))
        {
            return empty;
        }

        try
        {
            // What another version wrote, or nobody, is read from the service again.
            LogIndex? index = JsonSerializer.Deserialize(File.ReadAllBytes(file), LogIndexJson.Default.LogIndex);
            return index is { Format: LogIndex.FormatName, FormatVersion: LogIndex.CurrentFormat } ? index with { Slices = [.. index.Slices.Where(s => File.Exists(System.IO.Path.Combine(path, s.FileName)))] } : empty;
        }
        catch (JsonException)
        {
            return empty;
        }
    }
}
