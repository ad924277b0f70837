using System.Text;
using System.Text.Json;
using Ed2402Posture.Core.Text;

namespace Ed2402Posture.Core.Exposure.Records;

/// <summary>Reads exposure lists: CSV (RFC 4180, UTF-8, with a header) or JSON (an array of objects), told apart by the file's name.</summary>
public static class ExposureListReader
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads and judges a file.</summary>
    /// <param name="path">Full path of a <c>.csv</c> or <c>.json</c> file.</param>
    /// <param name="now">The time against which dates are judged.</param>
    /// <exception cref="ExposureException">The file as a whole cannot be read: missing, another format, a wrong header.</exception>
    public static ExposureList Read(string path, DateTimeOffset now)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return Path.GetExtension(path).ToUpperInvariant() switch
            {
                ".CSV" => ReadCsv(stream, now),
                ".JSON" => ReadJson(stream, now),
                _ => throw new ExposureException($"'{path}' is neither a .csv nor a .json file.", "ExposureListFormat", "Give the list as CSV or JSON; docs/exposure.md has a template."),
            };
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new ExposureException($"There is no exposure list at '{path}'.", "ExposureListNotFound", "Check the path.", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ExposureException($"The exposure list '{path}' could not be read: {exception.Message}", "ExposureListNotReadable", "Check that you may read the file.", exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw new ExposureException($"The exposure list '{path}' is not UTF-8 text.", "ExposureListFormat", "Save it as CSV UTF-8.", exception);
        }
    }

    /// <summary>Reads and judges CSV.</summary>
    /// <exception cref="ExposureException">The header is wrong.</exception>
    public static ExposureList ReadCsv(Stream stream, DateTimeOffset now)
    {
        using var reader = new StreamReader(stream, StrictUtf8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        using IEnumerator<CsvRow> rows = CsvReader.Read(reader).GetEnumerator();
        if (!rows.MoveNext())
        {
            throw WrongHeader("it is empty");
        }

        if ((rows.Current.Error ?? ExposureColumns.Refuse(rows.Current.Fields)) is { } error)
        {
            throw WrongHeader(error);
        }

        return ExposureRowParser.Parse(Rows(rows), now);
    }

    /// <summary>Reads and judges JSON.</summary>
    /// <exception cref="ExposureException">It is not an array of objects.</exception>
    public static ExposureList ReadJson(Stream stream, DateTimeOffset now)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? ExposureRowParser.Parse(document.RootElement.EnumerateArray().Select((item, index) => Row(item, index + 1)), now)
                : throw new ExposureException("The exposure list is not a JSON array of objects.", "ExposureListFormat", "Give an array of objects; docs/exposure.md has a template.");
        }
        catch (JsonException exception)
        {
            // The parser's own message may repeat text of the file.
            throw new ExposureException($"The exposure list is not valid JSON at line {exception.LineNumber + 1}.", "ExposureListFormat", "Mend the file; docs/exposure.md has a template.");
        }
    }

    private static IEnumerable<ExposureRow> Rows(IEnumerator<CsvRow> rows)
    {
        IReadOnlyList<string> header = rows.Current.Fields;
        while (rows.MoveNext())
        {
            CsvRow row = rows.Current;
            yield return row.Error is not null
                ? ExposureRow.Unreadable(row.Line, row.Error)
                : row.Fields.Count != header.Count
                    ? ExposureRow.Unreadable(row.Line, $"it has {row.Fields.Count} fields where the header has {header.Count}")
                    : new ExposureRow(row.Line, header.Zip(row.Fields).ToDictionary(f => f.First, f => f.Second, StringComparer.OrdinalIgnoreCase));
        }
    }

    private static ExposureRow Row(JsonElement item, int number)
    {
        if (item.ValueKind != JsonValueKind.Object)
        {
            return ExposureRow.Unreadable(number, "it is not an object");
        }

        if (ExposureColumns.Refuse([.. item.EnumerateObject().Select(p => p.Name)]) is { } error)
        {
            return ExposureRow.Unreadable(number, error);
        }

        if (item.EnumerateObject().Where(p => p.Value.ValueKind is not (JsonValueKind.String or JsonValueKind.Null)).Select(p => p.Name).FirstOrDefault() is { } other)
        {
            return ExposureRow.Unreadable(number, $"'{other}' is not text");
        }

        return new ExposureRow(number, item.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString() ?? "", StringComparer.OrdinalIgnoreCase));
    }

    private static ExposureException WrongHeader(string why) => new($"The exposure list cannot be read: {why}.", "ExposureListHeader", "Take the header from the template in docs/exposure.md.");
}
