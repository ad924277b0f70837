using System.Runtime.Versioning;
using System.Security.AccessControl;
using System.Security.Principal;

namespace Ed2402Posture.Core.Files;

/// <summary>Creates files and folders that only their owner may read: they hold other people's posture.</summary>
public static class OwnerOnly
{
    /// <summary>Rights of others than the owner.</summary>
    internal const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Creates a file that must not exist yet.</summary>
    /// <exception cref="IOException">It exists, or cannot be written.</exception>
    public static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, BufferSize = 65536, Options = FileOptions.Asynchronous };
        if (OperatingSystem.IsWindows())
        {
            return CreateWindowsFile(path);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    /// <summary>Creates a folder.</summary>
    public static DirectoryInfo CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return CreateWindowsFolder(path);
        }

        return Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Whether a folder is its owner's alone. Windows inherits rights from the parent folder, which is taken as it is.</summary>
    public static bool IsPrivate(string folder) => OperatingSystem.IsWindows() || (File.GetUnixFileMode(folder) & Others) == UnixFileMode.None;

    /// <summary>Writes a file whole or not at all: to a temporary name beside it, then renamed over it.</summary>
    public static async Task WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(write);
        string temporary = TemporaryName(path);
        try
        {
            FileStream stream = CreateFile(temporary);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream, cancellationToken).ConfigureAwait(false);
                await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }

            cancellationToken.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Tries whether a file can be written at a path, before the work that is to fill it. Leaves nothing.</summary>
    /// <exception cref="IOException">The folder is not there, or there is no room.</exception>
    /// <exception cref="UnauthorizedAccessException">One may not write there, or may not replace what is there.</exception>
    public static void Probe(string path)
    {
        if (OperatingSystem.IsWindows() && File.Exists(path) && (File.GetAttributes(path) & FileAttributes.ReadOnly) != 0)
        {
            throw new UnauthorizedAccessException($"The file '{path}' is read-only.");
        }

        string temporary = TemporaryName(path);
        CreateFile(temporary).Dispose();
        File.Delete(temporary);
    }

    internal static string TemporaryName(string path) => $"{Path.TrimEndingDirectorySeparator(path)}.{Guid.NewGuid():n}.tmp";

    [SupportedOSPlatform("windows")]
    private static FileStream CreateWindowsFile(string path)
    {
        var security = new FileSecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(WindowsIdentity.GetCurrent().User!, FileSystemRights.FullControl, AccessControlType.Allow));
        return new FileInfo(path).Create(FileMode.CreateNew, FileSystemRights.WriteData, FileShare.None, 65536, FileOptions.Asynchronous, security);
    }

    [SupportedOSPlatform("windows")]
    private static DirectoryInfo CreateWindowsFolder(string path)
    {
        var security = new DirectorySecurity();
        security.SetAccessRuleProtection(isProtected: true, preserveInheritance: false);
        security.AddAccessRule(new FileSystemAccessRule(WindowsIdentity.GetCurrent().User!, FileSystemRights.FullControl, InheritanceFlags.ContainerInherit | InheritanceFlags.ObjectInherit, PropagationFlags.None, AccessControlType.Allow));
        return security.CreateDirectory(path);
    }
}
