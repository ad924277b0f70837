using Ed2402Posture.Core.Snapshots;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>Reads files of JSON lines that this module wrote, as a stream.</summary>
internal static class JsonLines
{
    /// <summary>The items.</summary>
    /// <exception cref="ExposureException">The file cannot be read, or a line is damaged.</exception>
    public static IEnumerable<T> Read<T>(string path, DatasetDefinition<T> dataset)
        where T : class
    {
        using FileStream stream = Open(path);
        var reader = new LineReader(stream);
        for (int line = 1; reader.Next() is { } bytes; line++)
        {
            if (bytes.Length > 0)
            {
                yield return Parse(bytes.Span, dataset, path, line);
            }
        }
    }

    private static T Parse<T>(ReadOnlySpan<byte> text, DatasetDefinition<T> dataset, string path, int line)
        where T : class
    {
        try
        {
            return dataset.ReadItem(text);
        }
        catch (InvalidDataException exception)
        {
            throw new ExposureException($"'{path}' is damaged: line {line}: {exception.Message}", "LogCacheDamaged", "Delete the folder of the log cache, then run again.", exception);
        }
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExposureException($"The log cache '{path}' cannot be read: {exception.Message}", "LogCacheNotUsable", "Check that you may read the file, or delete the folder of the log cache and run again.", exception);
        }
    }
}
