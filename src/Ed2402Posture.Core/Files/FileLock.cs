namespace Ed2402Posture.Core.Files;

/// <summary>Keeps other processes from changing a file while it is read, changed and replaced. The lock is a file beside it, held open; it
/// goes when its holder ends, in whatever way. The file itself cannot be the lock, because it is replaced by another.</summary>
public sealed class FileLock : IDisposable
{
    // ERROR_SHARING_VIOLATION; EWOULDBLOCK.
    private const int HeldOnWindows = unchecked((int)0x80070020), HeldOnLinux = 11, HeldOnMac = 35;
    private const int LongestMark = 1 << 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly FileStream stream;

    private FileLock(FileStream stream) => this.stream = stream;

    /// <summary>Takes the lock of a file, waiting for whoever holds it.</summary>
    /// <param name="path">The file to be changed; it need not exist.</param>
    /// <param name="patience">How long to wait.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The lock, or null when another held it all the time.</returns>
    /// <exception cref="IOException">The folder does not exist or cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public static async Task<FileLock?> TakeAsync(string path, TimeSpan patience, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = path + ".lock";
        long begin = Environment.TickCount64;
        while (true)
        {
            if (Try(name) is { } taken)
            {
                return taken;
            }

            if (Environment.TickCount64 - begin >= patience.TotalMilliseconds)
            {
                return null;
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Gives the lock back.</summary>
    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
        {
            // Removed while it is held: only its holder may, so it is its own.
            File.Delete(stream.Name);
        }

        stream.Dispose();
    }

    private static FileLock? Try(string name)
    {
        FileStream? stream = null;
        try
        {
            stream = Open(name);
            if (OperatingSystem.IsWindows() || IsAtItsPlace(stream))
            {
                var taken = new FileLock(stream);
                stream = null;
                return taken;
            }

            return null;
        }
        catch (IOException exception) when (exception.HResult is HeldOnWindows or HeldOnLinux or HeldOnMac)
        {
            return null;
        }
        finally
        {
            stream?.Dispose();
        }
    }

    private static FileStream Open(string name)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
        }
        else
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(name, options);
    }

    // Elsewhere than on Windows the one who held it before may have removed the name after this one opened it: what was locked then is
    // a file that nobody else can find. A length set through the one and read through the name tells.
    private static bool IsAtItsPlace(FileStream stream)
    {
        int mark = Random.Shared.Next(1, LongestMark);
        stream.SetLength(mark);
        var found = new FileInfo(stream.Name);
        return found.Exists && found.Length == mark;
    }
}
