using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ed2402Posture.Core.Snapshots;
using Ed2402Posture.Core.Snapshots.Items;

namespace Ed2402Posture.Core.Exposure.Logs;

/// <summary>Reads sign-ins from files, as a stream: one JSON object a line (a snapshot's <c>signIns.ndjson</c>, or what diagnostic settings write, where
/// the sign-in lies under <c>properties</c>), or a JSON array (what the Entra admin center downloads).</summary>
public static class SignInFile
{
    /// <summary>The sign-ins, in the file's order.</summary>
    /// <param name="path">Full path.</param>
    /// <exception cref="ExposureException">The file is missing, or a line is no sign-in; the message names the line.</exception>
    public static IEnumerable<SignIn> Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = Open(path);
        return IsArray(stream) ? ReadArray(path) : ReadLines(path);
    }

    private static IEnumerable<SignIn> ReadLines(string path)
    {
        using FileStream stream = Open(path);
        var reader = new LineReader(stream);
        bool? wrapped = null;
        for (int line = 1; reader.Next() is { } bytes; line++)
        {
            bytes = Trim(bytes);
            if (bytes.Length > 0)
            {
                // The first line decides for the file.
                wrapped ??= bytes.Span.IndexOf("\"properties\""u8) >= 0;
                yield return Parse(bytes.Span, wrapped.Value, path, line);
            }
        }
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line)
    {
        line = line.Span.StartsWith("\uFEFF"u8) ? line[3..] : line;
        return line.Span.EndsWith("\r"u8) ? line[..^1] : line;
    }

    private static SignIn Parse(ReadOnlySpan<byte> text, bool wrapped, string path, int line)
    {
        try
        {
            return (wrapped ? JsonSerializer.Deserialize(text, SnapshotJson.Default.SignInLine)?.Properties : JsonSerializer.Deserialize(text, SnapshotJson.Default.SignIn)) ?? throw new JsonException("there is no sign-in in it");
        }
        catch (JsonException exception)
        {
            throw NotSignIns(path, $"line {line}: {exception.Message}", exception);
        }
    }

    private static IEnumerable<SignIn> ReadArray(string path)
    {
        using FileStream stream = Open(path);
        using IEnumerator<SignIn?> items = JsonSerializer.DeserializeAsyncEnumerable(stream, (JsonTypeInfo<SignIn?>)SnapshotJson.Default.SignIn!).ToBlockingEnumerable().GetEnumerator();
        while (Next(items, path))
        {
            yield return items.Current ?? throw NotSignIns(path, "an item is null", null);
        }
    }

    private static bool Next(IEnumerator<SignIn?> items, string path)
    {
        try
        {
            return items.MoveNext();
        }
        catch (JsonException exception)
        {
            // Its path names the item: $[1].id.
            throw NotSignIns(path, exception.Message, exception);
        }
    }

    private static bool IsArray(FileStream stream)
    {
        int c;
        do
        {
            c = stream.ReadByte();
        }
        while (c is ' ' or '\t' or '\r' or '\n' or 0xEF or 0xBB or 0xBF);
        return c == '[';
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExposureException($"The sign-in log '{path}' could not be read: {exception.Message}", "SignInLogNotReadable", "Check the path, and that you may read the file.", exception);
        }
    }

    private static ExposureException NotSignIns(string path, string what, Exception? inner) =>
        new($"'{path}' is not a log of sign-ins: {what}", "SignInLogFormat", "Give a file of JSON lines, or a JSON array, of Microsoft Graph signIn objects.", inner);
}

/// <summary>A line as diagnostic settings write it.</summary>
internal sealed record SignInLine
{
    public SignIn? Properties { get; init; }
}
