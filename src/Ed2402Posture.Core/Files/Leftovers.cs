using System.Text.RegularExpressions;

namespace Ed2402Posture.Core.Files;

/// <summary>What processes that were killed while they wrote a file, or a folder, left beside it under a temporary name.</summary>
internal static partial class Leftovers
{
    private const string TemporaryEnd = ".tmp";

    /// <summary>So long nobody has written to it: between the last write and the renaming lies a moment, in which no handle is open.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromHours(1);

    /// <summary>Files and folders beside the path that bear a temporary name of it and look as this module makes them: readable by their owner alone, no links.</summary>
    public static IEnumerable<FileSystemInfo> Of(string path)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var folder = new DirectoryInfo(Path.GetDirectoryName(Path.GetFullPath(Path.TrimEndingDirectorySeparator(path))) ?? path);
        return !folder.Exists ? [] : folder.EnumerateFileSystemInfos($"*{TemporaryEnd}").Where(e => e.Name.StartsWith(name + ".", StringComparison.Ordinal) && Token().IsMatch(e.Name.AsSpan(name.Length)) && IsOurs(e));
    }

    /// <summary>Removes those that nobody writes to any more: no process holds them open, and the last write was an hour ago. Others stay for the next time.</summary>
    public static void Remove(string path)
    {
        foreach (FileSystemInfo left in Of(path).ToList())
        {
            try
            {
                if (IsAbandoned(left))
                {
                    Delete(left);
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process came first, or holds it: it is no reason not to write.
            }
        }
    }

    private static bool IsOurs(FileSystemInfo entry) =>
        entry.LinkTarget is null && (OperatingSystem.IsWindows() || (entry.UnixFileMode & OwnerOnly.Others) == UnixFileMode.None);

    private static bool IsAbandoned(FileSystemInfo entry) =>
        DateTime.UtcNow - entry.LastWriteTimeUtc > Rest && (entry is DirectoryInfo folder ? folder.EnumerateFileSystemInfos().All(IsAbandoned) : IsFree(entry.FullName));

    /// <summary>A file that is being written is held open by its writer alone.</summary>
    private static bool IsFree(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        return true;
    }

    private static void Delete(FileSystemInfo entry)
    {
        if (entry is DirectoryInfo folder)
        {
            folder.Delete(recursive: true);
        }
        else
        {
            entry.Delete();
        }
    }

    [GeneratedRegex(@"^\.[0-9a-f]{32}\.tmp$")]
    private static partial Regex Token();
}
