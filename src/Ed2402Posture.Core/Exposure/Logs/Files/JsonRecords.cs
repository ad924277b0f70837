using System.Text.Json;

namespace Ed2402Posture.Core.Exposure.Logs.Files;

/// <summary>An object of a JSON file, or the reason why a line is none.</summary>
/// <param name="Bytes">Its text, valid until the next one is asked for.</param>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Error">Why it cannot be read, or null.</param>
internal readonly record struct JsonRecord(ReadOnlyMemory<byte> Bytes, long Line, string? Error = null);

/// <summary>Takes the objects out of JSON as logs are delivered in: one a line; an array; pages of Graph (<c>value</c>) and messages of event hubs (<c>records</c>), one or
/// many, on a line or indented. It streams: what is held is one line or one object.</summary>
internal static class JsonRecords
{
    private const int Looked = 1 << 16;

    /// <summary>The objects of a stream of UTF-8, in order.</summary>
    public static IEnumerable<JsonRecord> Read(Stream stream)
    {
        byte[] head = new byte[Looked];
        head = head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return IsByLine(head) ? ByLine(new LineReader(stream, head)) : new JsonScanner(stream, head).Read();
    }

    // A file whose first line is not an object of its own is one document, or several that span lines.
    private static bool IsByLine(ReadOnlySpan<byte> head)
    {
        head = head.TrimStart(" \t\r\n"u8);
        int end = head.IndexOf((byte)'\n');
        ReadOnlySpan<byte> first = (end < 0 ? head : head[..end]).TrimEnd(" \t\r"u8);
        return first.Length > 0 && first[0] != '[' && (end >= 0 || head.Length < Looked / 2) && first[^1] is not ((byte)'{' or (byte)'[' or (byte)',');
    }

    private static IEnumerable<JsonRecord> ByLine(LineReader reader)
    {
        long number = 0;
        while (reader.Next() is { } line)
        {
            number++;
            ReadOnlyMemory<byte> text = Trim(line);
            if (text.Length == 0)
            {
                continue;
            }

            if (!IsContainer(text.Span))
            {
                yield return text.Span[0] == '{' ? new JsonRecord(text, number) : new JsonRecord(default, number, "it is no JSON object");
                continue;
            }

            foreach (JsonRecord record in new JsonScanner(Stream.Null, text.ToArray()).Read())
            {
                yield return record with { Line = number };
            }
        }
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> line)
    {
        int start = line.Length - line.Span.TrimStart(" \t\r"u8).Length;
        return line[start..(start + line.Span[start..].TrimEnd(" \t\r"u8).Length)];
    }

    // 'value' is also an ordinary member; a list of that name is a page.
    private static bool IsContainer(ReadOnlySpan<byte> line) => line[0] == '[' || NamesList(line, "\"records\""u8) || NamesList(line, "\"value\""u8);

    private static bool NamesList(ReadOnlySpan<byte> line, ReadOnlySpan<byte> name)
    {
        for (int at = line.IndexOf(name); at >= 0; at = line.IndexOf(name))
        {
            line = line[(at + name.Length)..].TrimStart(" \t"u8);
            if (line is [(byte)':', .. var rest] && rest.TrimStart(" \t"u8) is [(byte)'[', ..])
            {
                return true;
            }
        }

        return false;
    }
}
